"""The best matches of one word are found without looking at all that match, and are the same as if all were."""

import random
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import literal_column

from gateway.graph.ranking_sqlite import ranked
from gateway.marks import Names
from gateway.tables import search_weight, search_word
from tests.harness.library import Library, open_library

WORDS = ("flood", "storm", "sea", "港", "tax")
MANY = 240
SIZES = (0, 1, 2, 7, 20, 100)


def story(number: int) -> dict[str, Any]:
    """A story that says some of the words, some of them often, in a text that is longer or shorter."""
    chance = random.Random(number)

    def said(most: int) -> str:
        return " ".join(chance.choices((*WORDS, "calm", "news"), k=chance.randint(0, most)))

    return {
        "title": said(4) or "untitled",
        "excerpt": said(6),
        "body": said(chance.choice((3, 40, 200))),
        "topics": chance.sample(("Sea", "Tax", "Ports"), k=chance.randint(0, 2)),
        "provider": {"name": chance.choice(("Storm Post", "Quay"))},
        "published": number % 9 != 0,
        "related": [{"title": f"A flood of stubs {number % 5}"}],
    }


@pytest.fixture
async def library(tmp_path: Path) -> AsyncIterator[Library]:
    async with open_library(tmp_path, {f"story{n:03}": story(n) for n in range(MANY)}) as library:
        yield library


async def all_pages(library: Library) -> list[dict[str, Any]]:
    """The first page for each word, of each size and in some statuses, with scores, cursors and counts."""
    return [
        await library.page(word, first=size, status=status)
        for word in (*WORDS, "nowhere")
        for size in SIZES
        for status in (["PUBLISHED"], ["STUB", "PUBLISHED", "UNPUBLISHED"])
    ]


async def test_the_best_of_one_word_are_the_best_of_all_that_have_it(library: Library) -> None:
    ranked = await all_pages(library)

    async with library.store.writing() as transaction:
        await transaction.execute("ALTER TABLE search_word RENAME TO kept")
        await transaction.execute("CREATE TABLE search_word AS SELECT * FROM kept WHERE false")
    unranked = await all_pages(library)
    async with library.store.writing() as transaction:
        await transaction.execute("DROP TABLE search_word")
        await transaction.execute("ALTER TABLE kept RENAME TO search_word")

    assert ranked == unranked
    assert sum(page["totalCount"] > 20 for page in ranked) > len(SIZES) * 8, "there is something to choose from"
    assert any(len({edge["score"] for edge in page["edges"]}) < len(page["edges"]) for page in ranked), "and equals"


async def test_the_next_page_goes_on_where_the_best_end(library: Library) -> None:
    for word in WORDS:
        whole = [edge["node"]["path"] for edge in (await library.page(word, first=100))["edges"]]
        first = await library.page(word, first=9)
        second = await library.page(word, first=9, after=first["pageInfo"]["endCursor"])

        assert [edge["node"]["path"] for edge in (*first["edges"], *second["edges"])] == whole[:18]
        assert first["pageInfo"]["hasNextPage"] is (len(whole) > 9)


async def test_a_story_moves_among_the_best_when_it_is_edited(library: Library) -> None:
    library.site.put("_news/story001.md", title="flood " * 8, body="flood " * 50)
    await library.load()
    assert (await library.titles("flood", first=1)) == [("flood " * 8).strip()]

    library.site.put("_news/story001.md", **story(1))
    await library.load()
    assert (await library.titles("flood", first=1)) != [("flood " * 8).strip()]


@pytest.mark.parametrize("count", [50, 500, 50_000])
def test_a_common_word_costs_no_more_than_a_rare_one(count: int) -> None:
    best = ranked(Names(), literal_column("'flood'"), literal_column("20"), units=10**13)
    chance = random.Random(count)
    rows = [("flood", chance.choice((1, 4, 11, 15)), chance.randint(20, 900), number) for number in range(count)]
    lengths = sum(length for _, _, length, _ in rows)
    with closing(sqlite3.connect(":memory:")) as database:
        for table in (search_weight, search_word):
            database.execute(table.info["create"])
        database.executemany("INSERT INTO search_weight VALUES (?, ?, ?, ?)", rows)
        database.executemany("INSERT INTO search_word VALUES (?, ?, ?)", [(w, count, lengths) for w in ("", "flood")])
        database.execute("ANALYZE")  # what SQLite knows of the tables changes nothing
        steps = 0

        def step() -> None:
            nonlocal steps
            steps += 1

        database.set_progress_handler(step, 1)
        found = database.execute(str(best)).fetchall()

    assert len(found) >= 20
    assert steps < 4_000


async def test_stories_that_only_rounding_makes_equal_are_equal(tmp_path: Path) -> None:
    long = {
        name: {"title": name.upper(), "body": "y " * more + "tide b " * 25_000}
        for more, name in ((8, "a"), (3, "b"), (0, "c"))
    }
    titles = """query ($first: Int, $after: String) { articles(search: "tide", first: $first, after: $after) {
        pageInfo { endCursor } nodes { title } } }"""  # and no passages, which are slow where words are so many
    async with open_library(tmp_path, long) as library:
        whole, first = [(await library.ask(titles, first=count))["data"]["articles"] for count in (3, 1)]
        rest = (await library.ask(titles, after=first["pageInfo"]["endCursor"]))["data"]["articles"]

    assert first["nodes"] + rest["nodes"] == whole["nodes"] == [{"title": "A"}, {"title": "B"}, {"title": "C"}]


async def test_a_word_beside_a_new_sign_is_found_and_counted_alike(tmp_path: Path) -> None:
    fines = {"one": {"title": "Fine of 500₽"}, "two": {"title": "500 roubles"}, "three": {"title": "Paid ₿500"}}
    async with open_library(tmp_path, fines) as library:
        page = await library.page("500")

    assert page["totalCount"] == len(page["edges"]) == 3
    assert all("<mark>500</mark>" in edge["snippet"] for edge in page["edges"])
