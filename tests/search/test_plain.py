"""Of a body, what people read is left."""

import pytest

from gateway.search import passage, plain_text


@pytest.mark.parametrize(
    ("body", "body_format", "text"),
    [
        (None, None, ""),
        ("a < b & c\n*d*", "TEXT", "a < b & c *d*"),
        ("<p>One<b>two</b>.</p><p>Three</p>", "HTML", "Onetwo. Three"),
        ("<li>a</li><li>b<br>c</li>", "HTML", "a b c"),
        ("<script>x < y</script>a<style>p{}</style>b<!-- <p>c -->d", "HTML", "a b d"),
        ('<a title="x > y" href=z>t</a>&lt;b&gt; &amp;&nbsp;&eacute;', "HTML", "t<b> & é"),
        ("a <3 b", "HTML", "a <3 b"),
        ("<svg><path/></svg>a<![CDATA[b]]><!doctype x>", "HTML", "a"),
        ("# Title\n\nSome *words* and **more**, `code`.", "MARKDOWN", "Title Some words and more, code."),
        ("[link](http://a.example/(b)) ![image](c.png 'd') [ref][1]\n\n[1]: http://e", "MARKDOWN", "link image ref"),
        ("> - one\n> - two\n\n1. three", "MARKDOWN", "one two three"),
        ("| a | b |\n|---|:-:|\n| c | d |", "MARKDOWN", "a b c d"),
        ("```py\nx = a_b * c\n```\nsnake_case 2*3*4", "MARKDOWN", "x = a_b * c snake_case 2*3*4"),
        ("{% include x %}a {{ y }} <b>c</b>&amp; \\*d\\*", "MARKDOWN", "a c& *d*"),
    ],
)
def test_markup_is_left_out(body: str | None, body_format: str | None, text: str) -> None:
    assert passage(plain_text(body, body_format), 1000) == text


@pytest.mark.parametrize("body_format", ["HTML", "MARKDOWN"])
@pytest.mark.parametrize(
    "part",
    ["<", "<!--", "<script>", "</", "&", "<a ", "<a '", '<a "x', "[", "*", "![a](", "{%", "[a]", "`a", "| ", "- "],
)
def test_long_malformed_markup_is_read_to_its_end(part: str, body_format: str) -> None:
    read = plain_text(part * (80_000 // len(part)) + " end", body_format)

    assert read.endswith("end") or part in ("<!--", "<script>")
