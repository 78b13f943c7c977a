"""A head of the plain shape is read without a YAML parser, and says exactly what libyaml says it does."""

from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from yaml.error import YAMLError
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from gateway.content import plain_heads, reading
from gateway.content.entries import ArticleEntry
from gateway.content.findings import PlaceUnknownError
from gateway.content.plain_items import cut_items
from gateway.content.plain_nodes import PlainMapping
from gateway.content.reading import read_document
from gateway.content.site import Site
from gateway.content.yaml_nodes import compose
from tests.harness.profiles import TIMES, usual

SEEDS = Path(__file__).parents[2] / "seeds"


def compose_plain(head: bytes, *, has_places: bool = False) -> PlainMapping | None:
    return plain_heads.compose_plain(head, cut_items(head), has_places=has_places)


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


def places(node: Node | None) -> Any:
    """Where everything stands that a problem can be told of."""
    match node:
        case PlainMapping():
            return mark(node), [places(value) for value in node.keys.values()]
        case MappingNode():
            return mark(node), [places(value) for _, value in node.value]
        case SequenceNode():
            return mark(node), [places(item) for item in node.value]
        case _:
            return mark(node)


def mark(node: Node | None) -> tuple[int, int] | None:
    return node and (node.start_mark.line, node.start_mark.column)


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
    if plain is not None:
        assert places(compose_plain(head, has_places=True)) == places(compose(head))


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
    st.sampled_from(["", "# a remark", "   # another", "---", "...", "related:", "related:", "- a: b", "  - a: b"]),
)


def has_plain_items(plain: PlainMapping) -> bool:
    try:
        described(plain)
    except PlaceUnknownError:
        return False
    return True


@settings(usual, max_examples=1500 * TIMES)
@given(st.lists(LINES, max_size=9), st.booleans(), st.sampled_from(["\n", ""]))
@example(["title: a "], False, "")
def test_what_is_read_as_plain_says_what_libyaml_says(lines: list[str], has_fence: bool, end: str) -> None:
    head = ("\n".join(["---"] * has_fence + lines) + end).encode()
    plain = compose_plain(head)
    if plain is None or not has_plain_items(plain):
        return
    try:
        judged = compose(head)
    except YAMLError as error:
        raise AssertionError(f"{head!r} is no YAML: {error}") from None

    if not plain.keys:
        assert judged is None or described(judged) in ([], ("", False, None))
    else:
        assert described(plain) == described(judged)
        assert places(compose_plain(head, has_places=True)) == places(judged)


STORIES = st.builds(
    "{0}- title: {1}\n{0}  heat: {2}\n{3}{0}  publishedDateTime: {4}\n".format,
    st.sampled_from(["", "  "]),
    VALUES,
    VALUES,
    st.sampled_from(["", "\n", "# a remark\n", "      deep: x\n", "    - x\n"]),
    st.sampled_from(["2020-01-01", "2020-01-01T00:00:00Z", "soon"]),
)


@settings(usual, max_examples=500 * TIMES)
@given(st.lists(LINES, max_size=3), st.lists(STORIES, max_size=3), st.lists(LINES, max_size=3))
def test_a_document_reads_the_same_with_and_without_libyaml(
    before: list[str], stories: list[str], after: list[str]
) -> None:
    around = ["".join(f"{line}\n" for line in lines) for lines in (before, after)]
    data = f"---\ntitle: A\n{around[0]}related:\n{''.join(stories)}{around[1]}---\n".encode()
    ways = ("usual_article", "compose_plain")
    with patch.multiple(reading, cut_items=nothing, **dict.fromkeys(ways, nothing)):
        judged = read_document("", "a.md", data, Site())
    with patch.object(reading, "usual_article", nothing):
        assert read_document("", "a.md", data, Site()) == judged

    assert read_document("", "a.md", data, Site()) == judged


def nothing(*_: object, **__: object) -> None:
    """What a way of reading gives for what it leaves to others."""


def test_what_is_wrong_with_a_plain_head_is_told_with_its_place() -> None:
    reading = read_document("", "_news/a.md", b"---\ntitle: A\nheat: hot\ntopics:\n- Sea\n-   ~\n---\n", Site())

    assert [(problem.code, problem.line, problem.column) for problem in reading.problems] == [
        ("not-a-number", 3, 7),
        ("null-topic", 6, 5),
    ]


def test_what_is_wrong_with_a_related_story_is_told_wherever_the_same_words_stand() -> None:
    item = b"- title: A\n  publishedDateTime: 2020-01-01\n  heat: hot\n"

    for before, line in ((b"", 4), (b"heat: 1\n\n", 6), (b"heat: warm\n", 5)):
        head = b"---\ntitle: B\n" + before + b"related:\n- title: C\n\n" + item + b"published: 1\n---\n"
        told = [
            (problem.code, problem.line, problem.column) for problem in read_document("", "a.md", head, Site()).problems
        ]

        assert ("date-without-zone", line + 3, 22) in told
        assert ("not-a-number", line + 4, 9) in told
        assert ("not-a-boolean", line + 5, 12) in told


def test_a_related_story_of_another_shape_is_read_with_all_of_its_head() -> None:
    head = b"---\ntitle: B\nheat: hot\nrelated:\n- title: A\n- {title: C, heat: hot}\n---\n"
    reading = read_document("", "a.md", head, Site())

    assert isinstance(reading.entry, ArticleEntry)
    assert [story.title for story in reading.entry.related] == ["A", "C"]
    assert [(problem.line, problem.column) for problem in reading.problems] == [(3, 7), (6, 20)]


def test_a_problem_of_the_body_is_told_once_beside_one_of_a_plain_head() -> None:
    reading = read_document("", "_news/a.md", b"---\ntitle: A\nheat: hot\n---\nWords\0.\n", Site())

    assert [problem.code for problem in reading.problems] == ["not-a-number", "control-character"]
