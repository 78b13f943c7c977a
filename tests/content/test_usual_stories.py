"""A story that is written as nearly all are is read by one regular expression, and says what libyaml says it does."""

from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gateway.content import reading
from gateway.content.entries import ArticleEntry
from gateway.content.plain_items import cut_items
from gateway.content.reading import Reading, read_document
from gateway.content.site import Site
from gateway.content.usual.articles import usual_article
from gateway.content.usual.related import usual_related
from tests.harness.profiles import TIMES, usual

SEEDS = Path(__file__).parents[2] / "seeds"
SITE = Site("https://site.example/a")

HEAD = """---
category: news
title: "A \\"quoted\\" tide"
excerpt: "Fish &amp; ships"
publishedDateTime: 2020-02-11T16:59:26Z
webUrl: "https://post.example/a?b=1#c"
originalUrl: https://post.example/a
type: article
quality: 54
heat: -1
published: true

provider:
  name: The Post
  domain: Post.example

topics:
  - Sea
  - "sea"
  - Sea Ice

images:
  - url: /a.png
    width: 1600
    height: 900
    isCached: true
    title: "A tide"
  - url: /b.png

related:
  - title: "Why the sea rises"
    excerpt: "It\u2019s late."
    publishedDateTime: 2020-01-21T17:38:01Z
    webUrl: "https://digest.example/b"
    provider:
      name: Digest
      domain: digest.example
    images:
      - url: "https://digest.example/b.png"

  - title: Another

secured: "YQ==;FlIgBLbZxciNNXfuj95tjg=="
---
"""


def nothing(*_: object, **__: object) -> None:
    """What a way of reading gives for what it leaves to others."""


def judged(file: str, data: bytes) -> Reading:
    """What libyaml says."""
    with patch.multiple(reading, cut_items=nothing, usual_article=nothing, compose_plain=nothing):
        return read_document("", file, data, SITE)


def read(file: str, data: bytes) -> Reading:
    return read_document("", file, data, SITE)


def is_usual(data: str) -> bool:
    """Whether both the head and all of its related entries are."""
    head = data.encode().partition(b"\n---\n")[0] + b"\n"
    cut = cut_items(head)
    usual = usual_article(head if cut is None else cut.before + cut.after, SITE)
    pieces = [] if cut is None else cut.items.pieces
    indent = 0 if cut is None else cut.items.indent
    return usual is not None and all(usual_related(piece.rstrip(b"\n"), indent, "news", SITE) for piece in pieces)


def test_a_story_with_all_that_stories_have_is_usual() -> None:
    assert is_usual(HEAD)
    assert read("_news/a.md", HEAD.encode()) == judged("_news/a.md", HEAD.encode())


def test_most_stories_of_the_example_site_are_usual() -> None:
    texts = [path.read_text() for path in SEEDS.rglob("*.md") if "_data" not in path.parts]
    stories = [text for text in texts if text.startswith("---\n")]

    assert len(stories) > 40
    assert sum(map(is_usual, stories)) > 0.5 * len(stories)


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        ('title: "A \\"quoted\\" tide"', 'title: "A tide\n  that goes on"'),
        ('title: "A \\"quoted\\" tide"', 'title: "A \\u0041"'),
        ('title: "A \\"quoted\\" tide"', 'title: "A \\\\"'),
        ('title: "A \\"quoted\\" tide"', 'title: "A" # tide'),
        ('title: "A \\"quoted\\" tide"', "title: 'A tide'"),
        ('title: "A \\"quoted\\" tide"', "title: A tide\n  that goes on"),
        ('title: "A \\"quoted\\" tide"', "title: null"),
        ('title: "A \\"quoted\\" tide"', "title: A\ttide"),
        ('title: "A \\"quoted\\" tide"', 'title: "A\u00a0tide"'),
        ('title: "A \\"quoted\\" tide"', 'title: "\\"CafÃ©\\""'),
        ("  name: The Post", "  name: CafÃ©"),
        ('title: "A \\"quoted\\" tide"', "title: &a tide"),
        ('title: "A \\"quoted\\" tide"', "name: A tide"),
        ("heat: -1", "heat: -1\nheat: 2"),
        ("heat: -1", "heat: 0x1F"),
        ("heat: -1", 'heat: "1"'),
        ("heat: -1", "heat: 1\n  - 2"),
        ("heat: -1", "heat: hot"),
        ("heat: -1", "price: 1"),
        ("published: true", "published: yes"),
        ("2020-02-11T16:59:26Z", "2020-02-30T16:59:26Z"),
        ("2020-02-11T16:59:26Z", "2020-02-11"),
        ('"https://post.example/a?b=1#c"', "post.example"),
        ('"https://post.example/a?b=1#c"', '"https://post.example/a b"'),
        ("https://post.example/a\n", "https://post.example/a:\n"),
        ("  domain: Post.example", "  domain: Post.example\n  founded: 1900"),
        ("  domain: Post.example", "   domain: Post.example"),
        ("  - Sea\n", "  - Sea\n   - Lake\n"),
        ("  - Sea\n", "  -\n"),
        ("    width: 1600", "   width: 1600"),
        ("    width: 1600", "    width: wide"),
        ("  - url: /b.png", "  - url: /b.png \n    width: 1"),
        ("  - url: /b.png", "   - url: /b.png"),
        ("  - title: Another", "  - title: Another\n    title: twice"),
        ("  - title: Another", "  - Another"),
        ("  - title: Another", "  - title: Another\n    published: true"),
        ("  - title: Another", "  - title: ...\n"),
        ("ID", "ID"),
    ],
)
def test_what_is_unusual_is_read_in_another_way_and_says_the_same(written: str, instead: str) -> None:
    data = HEAD.replace(written, instead, 1)

    assert is_usual(data) == (written == instead)
    assert read("_news/a.md", data.encode()) == judged("_news/a.md", data.encode())


@pytest.mark.parametrize(
    "head",
    [
        "title: null \ntopics:\n- ~ \n- null \n",
        "title: a\nexcerpt: ~ \ncategory: null \nprovider:\n  name: ~ \n  domain: null \n",
        "title: a\nrelated:\n  - title: null \n  - title: b\n    excerpt: ~ \n  - title: NULL ",
        "title: \u00c3 \nexcerpt: \u00e2\u20ac\u2122 \n",
    ],
)
def test_a_blank_at_the_end_of_a_line_is_no_part_of_what_it_says(head: str) -> None:
    data = f"---\n{head}\n---\n".encode()

    assert read("_news/a.md", data) == judged("_news/a.md", data)


@pytest.mark.parametrize(
    "head",
    [
        "images:\n" + " " * 400_000 + "x\n",
        "provider:\n  name: x\n  images:\n" + " " * 400_000 + "x\n",
        "related:\n" + "- ~\n" * 40_000,
        "related:\n" + "- title: d\u00c3\u00a9j\u00c3\u00a0\n" * 20_000,
    ],
    ids=["blanks", "blanks within", "problems", "mended"],
)
def test_what_is_long_and_odd_is_read_in_one_pass(head: str) -> None:
    """Read in a pass for each blank or line, each of these takes minutes."""
    assert read("_news/a.md", f"---\ntitle: a\n{head}---\n".encode()).problems


def mostly(usual: list[str], odd: list[str]) -> st.SearchStrategy[str]:
    """Few of many values are odd, one in eight, so that some stories have none."""
    return st.sampled_from([*usual * -(-7 * len(odd) // len(usual)), *odd])


TEXTS = mostly(
    [
        "A",
        "1984",
        '"A"',
        '"A b"',
        '"A \\"b\\""',
        '"null"',
        "It\u2019s",
        '"a &amp; b"',
        '" a "',
        "a:b",
        "a#b",
        "http://a",
        "true",
    ],
    """
    "A \\\\"|"A\\nb"|"é"|"CafÃ©"|CafÃ©|"itâ€™s"|\u2018a\u2019|""|" "|a b |null|~|a: b|a::b|a #b
    a:|-5|- a|'A'|.|...|"a" b|"a"b|"open|a"|"a\u00a0b"|"a\u200bb"
    "\ufffd"|a\tb|"a\n    b"|"a\nb"|&a b|*a|!!str a|[a]|{a: b}|>|\\|a\\b|[]|2020-01-01
    """.strip()
    .replace("\n    ", "|")
    .split("|"),
)
ADDRESSES = mostly(
    ["https://a.example", '"https://a.example/b?c=d#e"', "http://a", '""'],
    """
    HTTPS://a|"https://"|https:///a|"https://a b"|https://a:|https://a/"b"|"https://a/\\"b"|ftp://a|//a|/a/b|a|~|"https://é.example"
    https://a #b|'https://a'|"https://a\\b"
    """.strip()
    .replace("\n    ", "|")
    .split("|"),
)
NUMBERS = mostly(
    ["0", "1", "-12", "123456789"],
    ["-0", "007", "0x1F", "1_000", "1e3", "1.0", "9999999999", '"5"', "~", "+1", "1 "],
)
BOOLEANS = mostly(["true", "false"], ["yes", "True", '"true"', "~", "1"])
INSTANTS = mostly(
    ["2020-02-11T16:59:26Z"],
    ["2020-02-30T16:59:26Z", "2020-02-11T24:00:00Z", "2020-02-11", '"2020-02-11T16:59:26Z"', "soon"],
)
KINDS = {
    **dict.fromkeys(("title", "excerpt", "type", "featuredContent", "name", "category", "domain", "price"), TEXTS),
    **dict.fromkeys(("webUrl", "originalUrl", "ampWebUrl", "cdnAmpWebUrl", "url"), ADDRESSES),
    **dict.fromkeys(("quality", "heat", "width", "height"), NUMBERS),
    **dict.fromkeys(("published", "removed", "isCached"), BOOLEANS),
    "publishedDateTime": INSTANTS,
    "secured": mostly(['"YQ==;FlIgBLbZxciNNXfuj95tjg=="'], ['"YQ==;YQ=="', "a;b", '""', "~"]),
}
MARGINS = mostly([""], [" ", "  "])


def lines(margin: str, keys: list[str]) -> st.SearchStrategy[str]:
    """Some lines `key: value`, nearly all at one margin; another part of the story may have the same keys."""
    of_keys = [st.builds(f"{margin}{{}}{name}: {{}}\n".format, MARGINS, KINDS[name]) for name in keys]
    return st.lists(st.one_of(of_keys), max_size=3, unique_by=lambda line: line.split(":")[0]).map("".join)


def block(margin: str) -> st.SearchStrategy[str]:
    """A block below a key, usual or nearly so."""
    item = st.builds(f"{margin}{{}}- {{}}\n".format, MARGINS, TEXTS)
    image = st.builds(
        f"{margin}{{}}- url: {{}}\n{{}}".format,
        MARGINS,
        ADDRESSES,
        lines(f"{margin}  ", ["width", "height", "isCached", "title"]),
    )
    return st.one_of(
        st.lists(item, max_size=3).map(lambda items: f"{margin}topics:\n{''.join(items)}"),
        st.lists(image, max_size=3).map(lambda images: f"{margin}images:\n{''.join(images)}"),
        st.builds(f"{margin}provider:\n{{}}".format, lines(f"{margin}  ", ["name", "domain"])),
        st.builds(f"{margin}provider:\n{margin}  name: {{}}\n{margin}  domain: {{}}\n".format, TEXTS, TEXTS),
    )


def story(margin: str, keys: list[str]) -> st.SearchStrategy[str]:
    return st.lists(lines(margin, keys) | block(margin) | st.just("\n"), max_size=3).map("".join)


SHARED = [
    "title",
    "title",
    "excerpt",
    "publishedDateTime",
    "webUrl",
    "originalUrl",
    "ampWebUrl",
    "type",
    "quality",
    "heat",
    "featuredContent",
]
ITEMS = st.builds("  - title: {}\n{}".format, TEXTS, story("    ", SHARED)) | st.builds("  - {}\n".format, TEXTS)


@settings(usual, max_examples=1500 * TIMES)
@given(
    st.builds("title: {}\n".format, TEXTS) | st.just(""),
    story("", [*SHARED, "category", "published", "removed", "secured", "price"]),
    st.lists(ITEMS, max_size=3).map("".join),
    story("", SHARED),
)
def test_a_story_says_what_libyaml_says(title: str, before: str, items: str, after: str) -> None:
    related_list = f"related:\n{items}" if items else ""
    data = f"---\n{title}{before}{related_list}{after}---\nA body.\n".encode()

    assert read("_news/a.md", data) == judged("_news/a.md", data)


def test_a_text_that_was_read_with_the_wrong_encoding_is_mended_and_told_of_where_it_stands() -> None:
    data = HEAD.replace("category: news", "category: nÃ©ws").replace("title: Another", "title: AnÃ¶ther\n    type: Ã¶")
    data = data.replace("\nsecured:", '\nfeaturedContent: "Ã¶"\nsecured:').replace(
        "Fish &amp; ships", "FÃ®sh &amp; ships"
    )
    reading = read("_news/a.md", data.encode())

    assert is_usual(data)
    assert reading == judged("_news/a.md", data.encode())
    assert [(problem.code, problem.line, problem.column) for problem in reading.problems] == [
        ("repaired-encoding", 2, 11),
        ("repaired-encoding", 4, 10),
        ("repaired-encoding", 41, 12),
        ("repaired-encoding", 42, 11),
        ("repaired-encoding", 44, 18),
    ]


def test_a_text_that_cannot_be_shown_is_not_mended() -> None:
    data = HEAD.replace("category: news", "category: nÃ©ws").replace("Fish", "itâ\x80\x99s").encode()

    assert [problem.code for problem in read("_news/a.md", data).problems] == ["control-character"]


def test_an_entry_that_is_no_text_is_told_of_as_ever() -> None:
    data = HEAD.encode().replace(b"  - title: Another", b"  - title: \xff")

    assert [problem.code for problem in read("_news/a.md", data).problems] == ["not-utf8"]


def test_a_usual_entry_is_read_with_the_collection_that_its_story_is_in() -> None:
    for folder in ("news", "blog"):
        entry = read_document("", f"_{folder}/a.md", HEAD.encode(), SITE).entry
        assert isinstance(entry, ArticleEntry)
        assert {story.collection for story in entry.related} == {folder}
