"""Both editions of a database are loaded, or neither; where that cannot be, it is told, and the next load mends it."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from gateway.errors import StoreError
from gateway.execution import Gateway, OperationRequest
from gateway.loader import writing
from gateway.loader.load import load
from gateway.loader.reloader import Reloader
from gateway.loader.report import LoadReport, failure_of
from gateway.loader.snapshot import write_snapshot
from gateway.scopes import Scope
from gateway.settings import Settings
from gateway.store import Store, open_store
from gateway.store.sqlite.driver import driver
from tests.harness.site import SERVED_TABLES, Site, dump
from tests.loader.test_looking import refuse_to_list

TABLES = (*SERVED_TABLES, "problem", "article_change")
FULL = StoreError("The disk or the database is full.", code="STORE_FULL")
RELOAD = OperationRequest("mutation { reload { changed } }", None, {})


class Editions:
    """A site with a public and a hidden story, loaded into both editions, and then edited."""

    def __init__(self, folder: Path, store: Store) -> None:
        self.site = Site(folder / "site")
        self.store = store
        assert store.public is not None
        self.public = store.public
        self.load = partial(load, store, [self.site.source], jobs=1)
        self.gateway = Gateway(store, Settings(unpublished="hidden"), self.load)

    def write(self, title: str) -> None:
        self.site.put("_news/a.md", title=title, related=["b"])
        self.site.put("_news/b.md", title=f"Hidden {title}", published=False)

    async def titles(self) -> list[str]:
        """Of the public story in the public edition and in the whole."""
        query = "SELECT title FROM article WHERE path = 'news/a'"
        return [row[0] for store in (self.public, self.store) for row in await store.fetch_rows(query)]

    async def dumped(self) -> Any:
        return [await dump(store, TABLES) for store in (self.public, self.store)]

    async def reload_message(self) -> str:
        answer = json.loads((await self.gateway.answer(RELOAD, frozenset({Scope.ADMIN}))).body)
        (error,) = answer["errors"]
        assert (answer["data"], error["extensions"]["code"]) == (None, "RELOAD_FAILED")
        return str(error["message"])


@pytest.fixture
async def editions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Editions]:
    monkeypatch.setattr("gateway.store.sqlite.connections.BUSY_TIMEOUT_SECONDS", 0.05)
    async with await open_store(f"sqlite:///{tmp_path}/x.db", readers=1, has_public=True) as store:
        found = Editions(tmp_path, store)
        found.write("Old")
        await found.load()
        yield found


def fail_late(monkeypatch: pytest.MonkeyPatch, *, at: int) -> None:
    """Let the last step of a load fail: the first time it is that of the public edition, then that of the whole."""
    steps = 0

    async def fail(*arguments: Any, **named: Any) -> str:
        nonlocal steps
        steps += 1
        if steps == at:
            raise FULL
        return await write_snapshot(*arguments, **named)

    monkeypatch.setattr(writing, "write_snapshot", fail)


def fail_to_commit(monkeypatch: pytest.MonkeyPatch, store: Store) -> None:
    async def fail() -> None:
        raise FULL

    monkeypatch.setattr(store.writer, "commit", fail)


@pytest.mark.parametrize("at", [1, 2], ids=["public", "whole"])
async def test_what_fails_in_one_edition_leaves_both_as_they_were(
    editions: Editions, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    before = await editions.dumped()
    editions.write("New")
    with monkeypatch.context() as patch:
        fail_late(patch, at=at)
        assert await editions.reload_message() == (
            "Nothing was loaded, what was served stays: The disk or the database is full."
        )
    assert await editions.dumped() == before
    assert (await editions.load()).changed == 2
    assert await editions.titles() == ["New", "New"]


@pytest.mark.parametrize("name", ["x.public.db", "x.db"])
async def test_a_database_that_somebody_else_writes_leaves_both_as_they_were(
    editions: Editions, tmp_path: Path, name: str
) -> None:
    before = await editions.dumped()
    editions.write("New")
    other = driver.connect(tmp_path / name, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError) as raised:
        await editions.load()
    assert raised.value.code == "STORE_BUSY"
    assert await editions.dumped() == before
    other.close()
    await editions.load()
    assert await editions.titles() == ["New", "New"]


async def test_a_commit_that_fails_first_leaves_both_as_they_were(
    editions: Editions, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = await editions.dumped()
    editions.write("New")
    with monkeypatch.context() as patch:
        fail_to_commit(patch, editions.public)
        assert (await editions.reload_message()).startswith("Nothing was loaded")
    assert await editions.dumped() == before


async def test_a_commit_that_fails_after_the_first_is_told_and_the_next_load_makes_up_for_it(
    editions: Editions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    editions.write("New")
    said = "The public edition has been loaded, and the whole has not: The disk or the database is full."
    with monkeypatch.context() as patch, caplog.at_level(logging.ERROR):
        fail_to_commit(patch, editions.store)
        assert await editions.reload_message() == said
        assert await editions.titles() == ["New", "Old"]
        with pytest.raises(StoreError):
            await Reloader(editions.load).reload()
    assert said in caplog.messages
    assert await editions.titles() == ["New", "Old"]

    report = await editions.load()
    assert (report.changed, report.unchanged) == (2, 0)
    healed = await editions.dumped()
    async with await open_store(f"sqlite:///{tmp_path}/fresh.db", readers=1, has_public=True) as store:
        await load(store, [editions.site.source], jobs=1)
        fresh = [await dump(edition, SERVED_TABLES) for edition in (store.public or store, store)]
    assert [{table: one[table] for table in SERVED_TABLES} for one in healed] == fresh
    assert [len(one["article_change"]) for one in healed] == [1, 2], "each is told of once"
    assert (await editions.load()).unchanged == 2
    assert await editions.dumped() == healed


async def test_a_load_that_is_broken_off_while_it_commits_ends_with_both(
    editions: Editions, monkeypatch: pytest.MonkeyPatch
) -> None:
    editions.write("New")
    commit, is_there = editions.public.writer.commit, asyncio.Event()

    async def slowly() -> None:
        await commit()
        is_there.set()
        await asyncio.sleep(0.01)

    monkeypatch.setattr(editions.public.writer, "commit", slowly)
    loading = asyncio.create_task(editions.load())
    await is_there.wait()
    loading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await loading
    assert await editions.titles() == ["New", "New"]


async def test_loads_at_the_same_time_do_not_wait_for_each_other_for_ever(editions: Editions) -> None:
    editions.write("New")
    reports = await asyncio.gather(*(editions.load() for _ in range(3)))
    assert sorted((report.changed, report.unchanged) for report in reports) == [(0, 2), (0, 2), (2, 0)]
    [(snapshot,)] = await editions.store.fetch_rows("SELECT id FROM snapshot")
    assert {report.snapshot_id for report in reports} == {snapshot}
    assert await editions.titles() == ["New", "New"]


async def test_problems_of_places_are_written_to_both_or_neither(
    editions: Editions, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = await editions.dumped()
    with monkeypatch.context() as patch:
        refuse_to_list(patch, "_news")
        with monkeypatch.context() as fault:
            fail_to_commit(fault, editions.public)
            with pytest.raises(StoreError):
                await editions.load()
            assert await editions.dumped() == before
        await editions.load()
        after = await editions.dumped()
        assert [len(one["problem"]) for one in after] == [1, 1]
    await editions.load()
    assert await editions.dumped() == before


async def test_nothing_is_written_where_both_are_up_to_date(
    editions: Editions, monkeypatch: pytest.MonkeyPatch
) -> None:
    for edition in (editions.public, editions.store):
        fail_to_commit(monkeypatch, edition)
    report = await editions.load()
    assert (report.unchanged, report.has_changes) == (2, False)


async def test_a_load_that_cannot_be_tidied_up_is_a_load(
    editions: Editions, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def fail() -> None:
        raise FULL

    monkeypatch.setattr(editions.store.writer, "tidy", fail)
    editions.write("New")
    report: LoadReport = await editions.load()
    assert report.changed == 2
    assert await editions.titles() == ["New", "New"]
    assert "loaded, but x.db could not be tidied up: The disk or the database is full." in caplog.messages


def test_a_failure_is_told_with_what_is_served_now() -> None:
    assert failure_of(FULL) == "Nothing was loaded, what was served stays: The disk or the database is full."
    assert failure_of(KeyError("x")) == "Nothing was loaded, what was served stays: KeyError('x')"
    assert failure_of(StoreError("Half.", code="STORE_OUT_OF_STEP")) == "Half."
