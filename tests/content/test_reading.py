"""Reading never fails, whatever the bytes, and gives the same with libyaml and without it."""

from collections.abc import Callable

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from yaml.nodes import Node

from gateway.content import yaml_nodes
from gateway.content.entries import Entry
from gateway.content.reading import Reading, read_document
from gateway.content.site import Site
from tests.content.test_articles import WHOLE
from tests.harness.profiles import TIMES, usual

FILES = st.sampled_from(["_news/x.md", "x.txt", "_news/x.yaml", "_data/topics/x.md", "_data/organizations/x.yml"])
KEYS = st.sampled_from(
    [
        "title", "name", "excerpt", "type", "category", "publishedDateTime", "webUrl", "heat", "quality", "published",
        "provider", "topics", "images", "related", "secured", "taxonomy", "domain", "_id", "parent", "description",
        "url", "width", "isCached", "removed", "mine", "<<", "~", "1",
    ]
)  # fmt: skip
SCALARS = st.text(max_size=8) | st.sampled_from(
    [
        "~", "", "1984", "-1", "0x1F", "1:30", "true", "no", ".nan", "2020-08-16", "2020-08-16T08:28:00Z", "=", "<<",
        "https://a.com/b", "/a.png", "didnâ€™t", "'&amp;amp;'", '"\\0"', '"\\ud800"', "!!int x", "!own y", "*a", "a: b",
        "|\n  x",
    ]
)  # fmt: skip
VALUES = st.recursive(
    SCALARS,
    lambda values: st.one_of(
        st.lists(values, max_size=3).map(lambda items: f"[{', '.join(items)}]"),
        st.lists(st.tuples(KEYS, values), max_size=4).map(
            lambda pairs: f"{{{', '.join(f'{key}: {value}' for key, value in pairs)}}}"
        ),
        values.map(lambda value: f"&a {value}"),
    ),
    max_leaves=8,
)
HEADS = st.lists(st.tuples(KEYS, VALUES), max_size=6).map(
    lambda pairs: "".join(f"{key}: {value}\n" for key, value in pairs)
)


def read(file: str, data: bytes) -> Reading:
    return read_document("", file, data, Site("https://example.org/site"))


def assert_sound(reading: Reading) -> None:
    """An entry can be stored and shown, and what is wrong has a place in the file."""
    json = msgspec.json.encode(reading.entry)
    assert b"\\u0000" not in json
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(reading.entry), type=Entry | None) == reading.entry
    places = [(problem.line or 0, problem.column or 0) for problem in reading.problems]
    assert places == sorted(places)
    for problem in reading.problems:
        assert problem.line is None or problem.line >= 1
        assert problem.column is None or problem.column >= 1
    if any(problem.severity == "ERROR" for problem in reading.problems):
        assert reading.entry is None


@given(FILES, st.binary(max_size=200))
@settings(deadline=None)
def test_no_bytes_make_reading_fail(file: str, data: bytes) -> None:
    assert_sound(read(file, data))


@given(FILES, st.binary(max_size=200), st.binary(max_size=50))
@settings(deadline=None)
def test_no_bytes_in_a_head_make_reading_fail(file: str, head: bytes, body: bytes) -> None:
    assert_sound(read(file, b"---\n" + head + b"\n---\n" + body))


@given(FILES, HEADS)
@settings(usual, max_examples=300 * TIMES)
def test_no_values_of_keys_make_reading_fail(file: str, head: str) -> None:
    assert_sound(read(file, f"---\n{head}---\n".encode("utf-8", "surrogatepass")))


@given(FILES, st.integers(0, len(WHOLE)), st.text(max_size=3))
@settings(deadline=None)
def test_no_slip_of_the_pen_makes_reading_fail(file: str, place: int, slip: str) -> None:
    assert_sound(read(file, (WHOLE[:place] + slip + WHOLE[place:]).encode()))


@pytest.fixture
def without_libyaml(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, bytes], Reading]:
    def read_slowly(file: str, data: bytes) -> Reading:
        with monkeypatch.context() as patch:
            patch.setattr(yaml_nodes, "compose", yaml_nodes.compose_in_python)
            return read(file, data)

    return read_slowly


TEXTS = [
    WHOLE,
    WHOLE.replace("\n", "\r\n"),
    WHOLE.replace("title:", "title: more:"),
    WHOLE.replace("heat: -1", "heat: -1\nheat: 2"),
    "---\ntitle: >\n  Folded\n  text\nexcerpt: |+\n  kept\n\nmine: {a: [1, 2.5, no, ~], 'b': \"\\u00e9\\n\"}\n---\n",
    "---\n# a remark\ntitle: &t Plain text, with: colons\n---\n",
    "---\ntitle: A\nexcerpt: *t\n---\n",
    "---\ntitle: A\n\tb: c\n---\n",
    '---\ntitle: "\\ud800"\n---\n',
    '---\ntitle: "\\UFFFFFFFF"\n---\n',
    "---\ntitle: A\x07\n---\n",
    "---\ntitle: A\nmine: &a [*a]\n---\n",
    "---\n" + "title: A\nmine: " + "[" * 300 + "\n---\n",
    "---\n<<: {title: Merged}\n? [x]\n: 1\n!!str 2: 3\n---\n",
    "---\n%YAML 1.1\n---\n",
    "---\ntitle: 'é\u2019\U0001f600'\ntopics: [x, 'é', \"\\x41\\_\"]\n---\n",
]


@pytest.mark.skipif(not yaml_nodes.HAS_LIBYAML, reason="PyYAML has no libyaml here")
@pytest.mark.parametrize("text", TEXTS)
def test_libyaml_and_pure_python_read_the_same(text: str, without_libyaml: Callable[[str, bytes], Reading]) -> None:
    fast, slow = read("_news/x.md", text.encode()), without_libyaml("_news/x.md", text.encode())

    assert fast.entry == slow.entry
    assert [(problem.code, problem.line) for problem in fast.problems] == [
        (problem.code, problem.line) for problem in slow.problems
    ]


def nodes_of(compose: Callable[[bytes], Node | None], head: str) -> object:
    def plain(node: Node) -> object:
        value = node.value
        if isinstance(value, str):
            shape: object = value, bool(node.style)
        else:
            shape = [tuple(map(plain, item)) if isinstance(item, tuple) else plain(item) for item in value]
        return type(node), node.tag, node.start_mark.line, node.start_mark.column, shape

    root = compose(head.encode())
    return root and plain(root)


@pytest.mark.skipif(not yaml_nodes.HAS_LIBYAML, reason="PyYAML has no libyaml here")
def test_both_composers_give_the_same_nodes_at_the_same_places() -> None:
    head = WHOLE.partition("\n---\n")[0] + "\nmine: !own {a: !!int '1', b: y, c: 'x', ? d : [e, {f: g}]}\n"

    assert nodes_of(yaml_nodes.compose_with_libyaml, head) == nodes_of(yaml_nodes.compose_in_python, head)
