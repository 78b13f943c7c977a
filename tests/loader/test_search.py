"""The indexes of words are kept in step, and only what has changed is indexed anew."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from gateway.loader import search
from gateway.tables import SEARCH_INDEXES
from tests.harness.library import Library, open_library
from tests.harness.site import dump_indexes

STORIES: dict[str, dict[str, Any]] = {
    "one": {"title": "Über one", "topics": ["sea"], "provider": {"name": "the post", "domain": "a.example"}},
    "two": {"title": "東京 two", "topics": ["Sea", "Town"], "publishedDateTime": "2024-01-01T00:00:00Z"},
    "three": {"title": "Three", "provider": {"name": "Other"}, "related": [{"title": "A stub"}]},
}


@pytest.fixture
async def library(tmp_path: Path) -> AsyncIterator[Library]:
    async with open_library(tmp_path, STORIES) as library:
        yield library


async def changed_by(library: Library) -> set[str]:
    """The titles that the next load puts into an index or takes out of one."""
    async with library.store.writing() as transaction:
        await transaction.execute("CREATE TABLE touched (id)")
        for event in ("INSERT", "DELETE"):
            row = "new" if event == "INSERT" else "old"
            await transaction.execute(
                f"CREATE TRIGGER touched_{event} AFTER {event} ON article_text"
                f" BEGIN INSERT INTO touched VALUES ({row}.title); END"
            )
    await library.load()
    async with library.store.writing() as transaction:
        titles = {title for (title,) in await transaction.fetch_all("SELECT id FROM touched")}
        for statement in ("DROP TRIGGER touched_INSERT", "DROP TRIGGER touched_DELETE", "DROP TABLE touched"):
            await transaction.execute(statement)
    return titles


async def test_what_is_said_otherwise_is_indexed_anew_and_nothing_else(library: Library) -> None:
    library.site.put("_news/three.md", **STORIES["three"] | {"title": "Drei"})

    assert await changed_by(library) == {"Three", "Drei"}
    assert await library.titles("drei") == ["Drei"]
    assert await library.titles("three") == []


async def test_a_change_that_is_not_searched_indexes_nothing(library: Library) -> None:
    library.site.put("_news/one.md", **STORIES["one"] | {"heat": 7})

    assert await changed_by(library) == set()
    assert await library.titles("uber") == ["Über one"]


async def test_a_new_spelling_of_a_topic_or_provider_is_found_on_all_its_stories(library: Library) -> None:
    newer = {"title": "Four", "topics": ["SEA!"], "publishedDateTime": "2025-01-01T00:00:00Z"}
    library.site.put("_news/four.md", **newer, provider={"name": "The Post", "domain": "a.example"})

    assert await changed_by(library) == {"Four", "Über one", "東\x1f京 two"}
    snippets = {edge["snippet"] for edge in (await library.page("sea"))["edges"]}
    assert snippets == {"<mark>SEA</mark>!", "<mark>SEA</mark>! · Town"}
    assert (await library.snippet("über post")).count("<mark>") == 1


async def test_a_story_that_is_gone_or_of_another_status_is_found_no_more(library: Library) -> None:
    library.site.delete("_news/one.md")
    library.site.put("_news/two.md", **STORIES["two"] | {"published": False})
    await library.load()

    assert await library.titles("uber") == await library.titles("東京") == []
    assert await library.titles("東京", status=["UNPUBLISHED"]) == ["東京 two"]
    assert await library.titles("stub", status=["STUB"]) == ["A stub"]


async def test_words_folded_by_older_rules_are_all_folded_anew_by_the_next_load(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with library.store.writing() as transaction:
        await transaction.execute("PRAGMA user_version = 1")
        for index in SEARCH_INDEXES:  # as rules would that fold nothing
            await transaction.execute(f"INSERT INTO {index.name} ({index.name}) VALUES ('rebuild')")
    library.site.put("_news/three.md", **STORIES["three"] | {"title": "Drei"})

    await library.load()

    stepped = await dump_indexes(library.store)
    async with open_library(tmp_path / "fresh", STORIES | {"three": STORIES["three"] | {"title": "Drei"}}) as fresh:
        assert await dump_indexes(fresh.store) == stepped
    monkeypatch.setattr(search, "_FOLDING", 2)
    library.site.put("_news/four.md", title="Four")
    await library.load()
    assert await library.titles("uber") == ["Über one"]
