"""Whatever is searched for, PostgreSQL finds the stories that SQLite finds, and shows the same passages of them."""

import asyncio
from collections.abc import Iterator, Mapping
from contextlib import AsyncExitStack
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gateway.search.lexemes import LEXEME_BYTES
from tests.harness.library import Library, open_library
from tests.harness.postgresql.shared import empty_database
from tests.harness.profiles import TIMES, usual

ENGLISH = "storm flood sea town wall stormy barrier the of a late"
FOREIGN = "Über uber café Straße naïve 東京 大阪 京都 한글 กรุงเทพ ελλάς ёлка 12 AT&T well-known o’clock"
LONG = ["x" * (LEXEME_BYTES + 20), "x" * (LEXEME_BYTES + 21)]
WORDS = [*ENGLISH.split(), *FOREIGN.split(), *LONG]
BETWEEN = (" ", " ", " ", " ", ". ", ": ", ", ", " (", "-", "😀")

Stories = dict[str, dict[str, Any]]


def text(random: Random, most: int) -> str:
    return "".join(random.choice(WORDS) + random.choice(BETWEEN) for _ in range(random.randrange(most)))


def random_stories(random: Random) -> Stories:
    """Short ones, and some in which a word stands thousands of times, or where no `tsvector` knows places any more."""
    found: Stories = {
        f"story-{number}": {
            "title": f"{number} {text(random, 6)}",
            "excerpt": text(random, 40),
            "body": text(random, random.choice((1, 5, 60, 400))),
            "topics": [text(random, 4) for _ in range(random.randrange(3))],
            "provider": {"name": text(random, 4) or "Post"},
            "published": random.random() < 0.9,
            "related": [{"title": text(random, 5) or "Stub"}] * (random.random() < 0.3),
        }
        for number in range(60)
    }
    others = [f"{number:x}" for number in range(17_000)]
    found["endless"] = {
        "title": "Endless",
        "body": " ".join((*["of é"] * 300, *others[:9000], "of", "sea", *["é"] * 90)),
    }
    found["late"] = {
        "title": "Late",
        "body": f"{' '.join(others)} late storm barrier: the late wall of an endless town",
    }
    return found


@pytest.fixture(scope="module")
def libraries(
    runner: asyncio.Runner, postgresql_database: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Library, Library]]:
    stack = AsyncExitStack()

    async def open_all() -> tuple[Library, Library]:
        await empty_database(postgresql_database)
        stories = random_stories(Random(7))
        folder = tmp_path_factory.mktemp("libraries")
        one = await stack.enter_async_context(open_library(folder / "one", stories))
        other = await stack.enter_async_context(open_library(folder / "other", stories, database=postgresql_database))
        return one, other

    yield runner.run(open_all())
    runner.run(stack.aclose())


@st.composite
def searches(draw: st.DrawFn) -> str:
    word = st.sampled_from([*ENGLISH.split(), *FOREIGN.split(), "b", "é", "stor", "ca", "京", "nowhere"])
    phrase = st.lists(word, min_size=1, max_size=3).map(lambda some: f'"{" ".join(some)}"')
    item = st.one_of(word, word, word.map(lambda one: f"{one[:3]}*"), phrase, phrase.map(lambda one: f'{one[:-2]}"*'))
    items = st.tuples(st.sampled_from(("", "", "", "-")), item).map("".join)
    return " ".join(draw(st.lists(items, min_size=1, max_size=3)))


async def found_in(library: Library, search: str) -> Mapping[str, str]:
    """The passage of each story that is found."""
    statuses = ["PUBLISHED", "UNPUBLISHED", "STUB"]
    page = await library.page(search, first=100, status=statuses, orderBy=[{"field": "TITLE"}])
    assert page["totalCount"] == len(page["edges"])
    return {edge["node"]["path"]: edge["snippet"] for edge in page["edges"]}


@settings(usual, max_examples=100 * TIMES)
@given(search=searches())
def test_both_engines_find_the_same_and_show_the_same_of_it(
    runner: asyncio.Runner, libraries: tuple[Library, Library], search: str
) -> None:
    expected, found = [runner.run(found_in(library, search)) for library in libraries]

    assert found == expected


@pytest.mark.parametrize(
    "search",
    [
        "late",
        '"late wall"',
        '"4267 late"',
        "bar* -sea",
        '"storm sea"',
        "é",
        "of é",
        '"of é of"',
        "東京",
        "x" * 900 + "*",
    ],
)
def test_something_is_found_by_both(runner: asyncio.Runner, libraries: tuple[Library, Library], search: str) -> None:
    expected, found = [runner.run(found_in(library, search)) for library in libraries]

    assert found == expected
    assert found


def test_what_stands_in_a_title_comes_first(runner: asyncio.Runner, libraries: tuple[Library, Library]) -> None:
    for library in libraries:
        assert runner.run(library.titles("endless")) == ["Endless", "Late"]
