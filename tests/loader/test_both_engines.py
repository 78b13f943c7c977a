"""Whatever is edited, PostgreSQL holds after each load what SQLite holds: every row of every table."""

import asyncio
import tempfile
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from gateway.loader.load import load
from gateway.loader.search_rows import make_search_rows
from gateway.search import PART
from gateway.store import Store, open_store
from gateway.tables import article_text, metadata
from gateway.tables.words import article_words
from tests.harness.edits import State, edits
from tests.harness.postgresql.shared import empty_database
from tests.harness.profiles import TIMES, usual
from tests.harness.site import Site
from tests.harness.sites import SOURCES

Rows = list[tuple[Any, ...]]

OF_THE_MOMENT = {"snapshot.loaded_at", "snapshot.number"}


async def rows_of(store: Store) -> dict[str, Rows]:
    """Everything that is stored, sorted; texts without the signs by which PostgreSQL knows their words."""
    found = {}
    for table in metadata.sorted_tables:
        if table.name != "migration":
            columns = [column for column in table.c if str(column) not in OF_THE_MOMENT]
            found[table.name] = sorted(map(tuple, await store.fetch_all(select(*columns))), key=repr)
    found[article_text.name] = [tuple(map(plain, row)) for row in found[article_text.name]]
    return found


def plain(value: Any) -> Any:
    return value.replace(PART, "") if isinstance(value, str) else value


async def words_of(store: Store) -> tuple[Rows, Rows]:
    """The words of all articles as they are stored, and as they would be made of the texts that are stored."""
    texts = await store.fetch_all(select(article_text).order_by(article_text.c.article_id))
    made = make_search_rows([tuple(map(plain, row)) for row in texts]).words
    columns = [column for column in article_words.c if column.name != "lexemes"]
    stored = await store.fetch_all(select(*columns).order_by(article_words.c.article_id))
    return [tuple(row) for row in stored], [row[:-1] for row in made]


@settings(usual, max_examples=3 * TIMES)
@given(states=edits(), is_hidden=st.booleans())
def test_both_engines_hold_the_same_after_each_load(
    postgresql_database: str, states: list[State], is_hidden: bool
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(_compare(Path(folder), postgresql_database, states, is_hidden=is_hidden))


async def _compare(folder: Path, postgresql: str, states: list[State], *, is_hidden: bool) -> None:
    folders = {name: Site(folder / f"content-{name}", name) for name in SOURCES}
    await empty_database(postgresql)
    async with AsyncExitStack() as stack:
        stores = [
            await stack.enter_async_context(await open_store(address, readers=1, has_public=is_hidden))
            for address in (f"sqlite:///{folder}/gateway.db", postgresql)
        ]
        for state in states:
            for name, site in folders.items():
                site.mirror(state.get(name, {}))
            sources = [folders[name].source for name in SOURCES if name in state]
            one, other = [await load(store, sources) for store in stores]
            assert (one.snapshot_id, one.problems) == (other.snapshot_id, other.problems)
            await _require_equal(*stores)
            if is_hidden:
                await _require_equal(*(store.public for store in stores))


async def _require_equal(sqlite: Store | None, postgresql: Store | None) -> None:
    assert sqlite is not None
    assert postgresql is not None
    expected, found = await rows_of(sqlite), await rows_of(postgresql)
    for table, rows in expected.items():
        assert found[table] == rows, table
    stored, made = await words_of(postgresql)
    assert stored == made


@pytest.mark.parametrize("is_large", [False, True])
async def test_words_folded_by_other_rules_are_all_folded_anew(
    empty_postgresql: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_large: bool
) -> None:
    site = Site(tmp_path / "site")
    for number in range(60 if is_large else 3):
        site.put(f"_news/{number}.md", title=f"Ünder {number}")
    async with await open_store(empty_postgresql, readers=1) as store:
        await load(store, [site.source])
        async with store.writing() as transaction:  # as rules would that fold nothing
            await transaction.execute("UPDATE article_words SET words = 'Ünder'")
        monkeypatch.setattr("gateway.loader.search._FOLDING", 2)
        site.put("_news/other.md", title="Other")

        await load(store, [site.source])

        stored, made = await words_of(store)
        assert stored == made
