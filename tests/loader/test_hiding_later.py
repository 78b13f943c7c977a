"""Stories can be hidden from one day on: the public edition that is made then is the one that was kept all along."""

import asyncio
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gateway.loader.load import load
from gateway.store import open_store
from tests.harness.edits import BROKEN, State, edits
from tests.harness.profiles import TIMES, usual
from tests.harness.site import Site, dump
from tests.harness.sites import SOURCES
from tests.loader.test_looking import refuse_to_list
from tests.loader.test_public_edition import public_of
from tests.loader.test_steps import LOADER_TABLES

SOON_AND_LATER = pytest.mark.parametrize("is_broken_before", [True, False], ids=["broken before", "broken just now"])
EDITOR_SEES = "SELECT file, code FROM problem ORDER BY file"


@settings(usual, max_examples=4 * TIMES)
@given(states=edits(), data=st.data())
def test_hiding_at_any_time_gives_the_edition_that_was_kept_from_the_start(
    states: list[State], data: st.DataObject
) -> None:
    later = data.draw(st.integers(1, len(states) - 1))
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(_compare(Path(folder), states, later))


async def _compare(folder: Path, states: list[State], later: int) -> None:
    folders = {name: Site(folder / f"content-{name}", name) for name in SOURCES}
    for step, state in enumerate(states):
        for name, site in folders.items():
            site.mirror(state.get(name, {}))
        given_now = [folders[name].source for name in SOURCES if name in state]
        kept = await _loaded(folder / "kept.db", given_now, is_hidden=True)
        made = await _loaded(folder / "made.db", given_now, is_hidden=step >= later)
        for table in made:
            assert made[table] == kept[table], (step, table)


async def _loaded(database: Path, sources: list[Any], *, is_hidden: bool) -> dict[str, list[tuple[Any, ...]]]:
    """What is in the public edition after a load; nothing while there is none."""
    async with await open_store(f"sqlite:///{database}", readers=1, has_public=is_hidden) as store:
        await load(store, sources, jobs=1)
        return await dump(public_of(store), LOADER_TABLES) if is_hidden else {}


class Hiding:
    """A site whose stories are hidden from one load on."""

    def __init__(self, folder: Path) -> None:
        self.site = Site(folder / "site")
        self._folder = folder

    async def load(self, *, is_hidden: bool, query: str) -> list[tuple[Any, ...]]:
        """Load, and ask the public edition."""
        async with await open_store(f"sqlite:///{self._folder}/x.db", readers=1, has_public=is_hidden) as store:
            await load(store, [self.site.source], jobs=1)
            return await (store.public or store).fetch_rows(query)


@SOON_AND_LATER
async def test_a_document_that_is_broken_keeps_its_last_good_version(tmp_path: Path, is_broken_before: bool) -> None:
    hiding = Hiding(tmp_path)
    query = "SELECT path, title, status FROM article ORDER BY path"
    hiding.site.put("_news/a.md", title="A", related=[{"title": "Named"}])
    await hiding.load(is_hidden=False, query=query)
    hiding.site.write("_news/a.md", BROKEN)
    if is_broken_before:
        await hiding.load(is_hidden=False, query=query)
    for _ in range(2):
        assert await hiding.load(is_hidden=True, query=query) == [("news/a", "A", 0), ("news/named", "Named", 2)]
    assert await hiding.load(is_hidden=True, query=EDITOR_SEES) == [("_news/a.md", "yaml-syntax")]
    hiding.site.put("_news/a.md", title="Mended")
    assert await hiding.load(is_hidden=True, query=query) == [("news/a", "Mended", 0)]


@SOON_AND_LATER
async def test_a_document_that_was_hidden_when_it_was_good_leaves_no_trace(
    tmp_path: Path, is_broken_before: bool
) -> None:
    hiding = Hiding(tmp_path)
    stubs = "SELECT path FROM article WHERE status != 3"
    hiding.site.put("_news/a.md", title="A", related=[{"title": "Secret", "webUrl": "https://x.example/s"}])
    hiding.site.put("_news/s.md", title="Secret", webUrl="https://x.example/s", published=False, topics=["Hush"])
    await hiding.load(is_hidden=False, query=stubs)
    hiding.site.write("_news/s.md", BROKEN)
    if is_broken_before:
        await hiding.load(is_hidden=False, query=stubs)
    for _ in range(2):
        assert await hiding.load(is_hidden=True, query=stubs) == [("news/a",)]
    assert await hiding.load(is_hidden=True, query="SELECT name FROM topic") == []
    assert await hiding.load(is_hidden=True, query=EDITOR_SEES) == []


async def test_a_place_where_nobody_can_look_keeps_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hiding = Hiding(tmp_path)
    query = "SELECT path FROM article WHERE status != 3 ORDER BY path"
    hiding.site.put("_news/a.md", title="A", related=["s"])
    hiding.site.put("_film/b.md", title="B", related=["s"])
    hiding.site.put("_film/s.md", title="Secret", published=False)
    hiding.site.put("_film/torn.md", title="Torn")
    hiding.site.put("_films/c.md", title="C")
    await hiding.load(is_hidden=False, query=query)
    hiding.site.write("_film/torn.md", BROKEN)
    await hiding.load(is_hidden=False, query=query)
    hiding.site.delete("_films/c.md")
    with monkeypatch.context() as patch:
        refuse_to_list(patch, "_film")
        found = await hiding.load(is_hidden=True, query=query)
        assert found == [("film/b",), ("film/torn",), ("news/a",), ("news/s",)]
        problems = await hiding.load(is_hidden=True, query=EDITOR_SEES)
        assert problems == [("_film", "unreadable-folder"), ("_film/torn.md", "yaml-syntax")]
    assert await hiding.load(is_hidden=True, query=query) == found
