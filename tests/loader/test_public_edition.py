"""The public edition of a database: made without hidden stories, step by step as well as at once."""

import asyncio
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings

from gateway.loader.load import load
from gateway.store import Store, open_store
from tests.harness.edits import State, edits
from tests.harness.profiles import TIMES, usual
from tests.harness.site import Site, dump
from tests.harness.sites import SOURCES
from tests.loader.test_steps import LOADER_TABLES, Shown, differences, shown_of, told_by


@settings(usual, max_examples=4 * TIMES)
@given(states=edits())
def test_steps_end_where_a_fresh_load_ends(states: list[State]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(_compare(Path(folder), states))


async def _compare(folder: Path, states: list[State]) -> None:
    folders = {name: Site(folder / f"content-{name}", name) for name in SOURCES}
    async with await open_store(f"sqlite:///{folder}/steps.db", readers=1, has_public=True) as store:
        shown: Shown = {}
        position = 0
        for step, state in enumerate(states):
            for name, site in folders.items():
                site.mirror(state.get(name, {}))
            given_now = [folders[name].source for name in SOURCES if name in state]
            await load(store, given_now, jobs=1)
            before, shown = shown, await shown_of(public_of(store), "status NOT IN (1, 3)")
            told = await told_by(public_of(store), position)
            assert step == 0 or told == differences(before, shown), "the public is told of what it is shown"
            position += len(told)
        stepped = await dump(public_of(store), LOADER_TABLES)
    async with await open_store(f"sqlite:///{folder}/fresh.db", readers=1, has_public=True) as store:
        await load(store, given_now, jobs=1)
        fresh = await dump(public_of(store), LOADER_TABLES)
    for table in LOADER_TABLES:
        assert stepped[table] == fresh[table], table


def public_of(store: Store) -> Store:
    assert store.public is not None
    return store.public


async def number_of(store: Store) -> int:
    [(number,)] = await store.fetch_rows("SELECT number FROM snapshot")
    return int(number)


@pytest.mark.parametrize("is_public", [False, True])
async def test_both_editions_have_the_number_of_the_last_load(
    empty_database: str, tmp_path: Path, *, is_public: bool
) -> None:
    """Whoever has seen the one and is then answered from the other does not wait for what will not come."""
    site = Site(tmp_path / "site")
    site.put("_news/a.md", title="Public")
    site.put("_news/b.md", title="Hidden", published=False)
    async with await open_store(empty_database, readers=1, has_public=True) as store:
        await load(store, [site.source], jobs=1)
        first = await number_of(store)
        assert await number_of(public_of(store)) == first

        site.put("_news/c.md", title="Another", published=is_public)
        await load(store, [site.source], jobs=1)
        assert await number_of(public_of(store)) == await number_of(store) > first


async def changes(store: Store, after: int) -> list[tuple[str, int]]:
    """What the public is told of: path and kind."""
    query = "SELECT path, kind FROM article_change JOIN article ON article.id = article_id WHERE number > ?"
    return sorted(await store.fetch_rows(query, [after]))


async def test_a_story_that_is_taken_back_goes_with_all_that_only_it_names(
    tmp_path: Path,
) -> None:
    site = Site(tmp_path / "site")
    story = {"title": "A draft", "topics": ["Secret"], "provider": {"name": "Hush"}, "related": [{"title": "Unheard"}]}
    site.put("_news/a.md", title="Other", related=[{"title": "A draft"}, "c"])
    site.put("_news/b.md", **story)
    site.put("_news/c.md", title="Third")
    async with await open_store(f"sqlite:///{tmp_path}/x.db", readers=1, has_public=True) as store:
        public = public_of(store)

        async def lists() -> list[tuple[str, int]]:
            query = "SELECT path, position FROM article_related JOIN article ON id = related_id"
            rows = await public.fetch_rows(f"{query} ORDER BY article_id, position")
            return [(path, position) for path, position in rows]

        await load(store, [site.source], jobs=1)
        whole = await dump(public)
        assert ("news/b", 0) in await lists()

        for taken in ({"published": False}, {"removed": True}):
            site.put("_news/b.md", **story, **taken)
            before = (await public.fetch_rows("SELECT changes FROM snapshot"))[0][0]
            await load(store, [site.source], jobs=1)
            names = {
                row for table in ("topic", "provider") for row in await public.fetch_rows(f"SELECT name FROM {table}")
            }
            assert names == set()
            assert await lists() == [("news/c", 0)], "without a gap where the story was"
            assert await changes(public, before) == [("news/a", 1), ("news/b", 2)]
            assert (await public.fetch_rows("SELECT count(*) FROM article WHERE status = 2"))[0][0] == 0, (
                "no stub of it"
            )

            site.put("_news/b.md", **story)
            await load(store, [site.source], jobs=1)
            assert await dump(public) == whole


async def test_once_there_is_a_public_edition_every_load_keeps_it(tmp_path: Path) -> None:
    site = Site(tmp_path / "site")
    site.put("_news/a.md", title="A")
    database = f"sqlite:///{tmp_path}/content.db"
    async with await open_store(database, has_public=True) as store:
        await load(store, [site.source], jobs=1)
    assert (tmp_path / "content.public.db").exists()
    site.put("_news/a.md", title="A", removed=True)
    async with await open_store(database) as store:
        await load(store, [site.source], jobs=1)
        shown = await public_of(store).fetch_rows("SELECT title FROM article WHERE status != 3")
    assert shown == []


async def test_without_hidden_stories_there_is_no_second_database(tmp_path: Path) -> None:
    async with await open_store(f"sqlite:///{tmp_path}/content.db") as store:
        assert store.public is None
    assert not (tmp_path / "content.public.db").exists()


async def test_a_public_edition_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    (tmp_path / "content.public.db").write_bytes(b"not a database, and long enough to be seen as none of them")
    with pytest.raises(Exception, match="not a SQLite database"):
        await open_store(f"sqlite:///{tmp_path}/content.db", has_public=True)
