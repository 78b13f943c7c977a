"""A head of the plain shape is read without a YAML parser, and says exactly what libyaml says it does."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from yaml.error import YAMLError
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from gateway.content.plain_heads import PlainMapping, compose_plain
from gateway.content.reading import read_document
from gateway.content.site import Site
from gateway.content.yaml_nodes import compose

SEEDS = Path(__file__).parents[2] / "seeds"


def described(node: Node | None) -> Any:
    """Everything that readers look at: values, whether they stand in quotes, and the order of keys."""
    match node:
        case PlainMapping():
            return [(key, described(value)) for key, value in node.keys.items()]
        case MappingNode():
            return [(key.value, described(value)) for key, value in node.value]
        case SequenceNode():
            return ("list", [described(item) for item in node.value])
        case ScalarNode():
            return (node.value, bool(node.style), node.tag)
        case _:
            return None


def heads_of_seeds() -> list[bytes]:
    texts = [path.read_bytes() for path in sorted(SEEDS.rglob("*")) if path.suffix in {".md", ".html", ".txt"}]
    return [text[: text.index(b"\n---", 3) + 1] for text in texts if text.startswith(b"---\n")]


def test_nearly_all_heads_are_plain() -> None:
    heads = heads_of_seeds()

    assert len(heads) > 40
    assert sum(compose_plain(head) is not None for head in heads) > 0.9 * len(heads)


@pytest.mark.parametrize("head", heads_of_seeds())
def test_the_heads_of_the_example_site_say_what_libyaml_says(head: bytes) -> None:
    plain = compose_plain(head)

    assert plain is None or described(plain) == described(compose(head))


KEYS = st.sampled_from(["title", "a", "b-c", "_id", "null", "y", "1", "a b", "é", '"q"', "<<", "?", "-", "a" * 120])
VALUES = st.sampled_from(
    """
    x|1984|-5|- 5|--|null|~||a: b|a:b|a::b|a #b|a#b|#b|a:|a |é|a, b|...|---|= x|=|<<|/a|.5|a\\b|<b>|http://x.example/?a=1#b
    'it'|'it''s'|"a"|"a\\"b"|"a\\nb"|"a\\u0041"|"\\\\"|"open|"a" b|"a"#b|"a" # b|&a x|*a|!!str x|[1, 2]|{a: 1}|>|@x
    `x|%x|\u00a0x|x\u00a0#y|x\u2028y|\t|x\ty|\ufeffx|\x07
    """.strip()
    .replace("\n    ", "|")
    .split("|")
)
INDENTS = st.sampled_from(
    ("", "", "", "  ", "  ", "    ", " ", "   ", "      ", "- ", "  - ", "-   ", "    - ", "- - ")
)
LINES = st.one_of(
    st.builds("{}{}: {}".format, INDENTS, KEYS, VALUES),
    st.builds("{}{}:".format, INDENTS, KEYS),
    st.builds("{}{}".format, INDENTS, VALUES),
    st.sampled_from(["", "# a remark", "   # another", "---", "..."]),
)


@settings(max_examples=1500, deadline=None)
@given(st.lists(LINES, max_size=9), st.booleans())
def test_what_is_read_as_plain_says_what_libyaml_says(lines: list[str], has_fence: bool) -> None:
    head = "".join(f"{line}\n" for line in ["---"] * has_fence + lines).encode()
    plain = compose_plain(head)
    if plain is None:
        return
    try:
        judged = compose(head)
    except YAMLError as error:
        raise AssertionError(f"{head!r} is no YAML: {error}") from None

    if not plain.keys:
        assert judged is None or described(judged) in ([], ("", False, None))
    else:
        assert described(plain) == described(judged)


def test_what_is_wrong_with_a_plain_head_is_told_with_its_place() -> None:
    reading = read_document("", "_news/a.md", b"---\ntitle: A\nheat: hot\ntopics:\n- Sea\n-   ~\n---\n", Site())

    assert [(problem.code, problem.line, problem.column) for problem in reading.problems] == [
        ("not-a-number", 3, 7),
        ("null-topic", 6, 5),
    ]


def test_a_problem_of_the_body_is_told_once_beside_one_of_a_plain_head() -> None:
    reading = read_document("", "_news/a.md", b"---\ntitle: A\nheat: hot\n---\nWords\0.\n", Site())

    assert [problem.code for problem in reading.problems] == ["not-a-number", "control-character"]
