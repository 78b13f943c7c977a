"""A load is one transaction that reads no more than it must; what it did is in its report."""

import asyncio
import json
import multiprocessing
import os
import signal
import time
from collections.abc import AsyncGenerator
from contextlib import aclosing
from pathlib import Path
from types import ModuleType

import pytest

from gateway.errors import GatewayError, SettingsError
from gateway.loader import search_sqlite, suggestions, writing
from gateway.loader.check import check
from gateway.loader.load import load
from gateway.loader.sources import Source, parse_source
from gateway.loader.workers import open_workers
from gateway.store import Store, open_store
from tests.harness.site import Site, dump, load_fresh

COUNT_AND_ID = "SELECT json_array((SELECT id FROM snapshot), (SELECT count(*) FROM article))"


async def opened(folder: Path) -> Store:
    return await open_store(f"sqlite:///{folder}/gateway.db", readers=2)


def fill(site: Site, count: int, word: str = "a") -> None:
    for number in range(count):
        site.put(f"_news/{word}{number}.md", title=f"{word} {number}", topics=[word], related=[f"{word}{number + 1}"])


@pytest.mark.parametrize(
    ("argument", "source"),
    [
        ("content", Source("", Path("content"))),
        ("news=content", Source("news", Path("content"))),
        ("power-apps_2=/a/b=c", Source("power-apps_2", Path("/a/b=c"))),
    ],
)
def test_a_content_root_is_given_as_dir_or_name_and_dir(argument: str, source: Source) -> None:
    assert parse_source(argument) == source


@pytest.mark.parametrize("argument", ["", "a b=content", "-x=content", "=content", "name="])
def test_a_bad_content_root_is_an_error_of_the_settings(argument: str) -> None:
    with pytest.raises(SettingsError):
        parse_source(argument)


async def test_an_unusable_root_is_refused_before_anything_is_touched(tmp_path: Path) -> None:
    site = Site(tmp_path / "content")
    fill(site, 2)
    async with await opened(tmp_path) as store:
        before = await load(store, [site.source])
        for roots in (
            [site.source, Source("b", tmp_path / "nowhere")],
            [site.source, site.source],
            [Source("", tmp_path / "content" / "_news" / "a0.md")],
        ):
            with pytest.raises(SettingsError):
                await load(store, roots)
        after = await load(store, [site.source])
    assert (after.unchanged, after.snapshot_id) == (2, before.snapshot_id)


async def test_the_report_counts_documents_and_has_problems_with_places(tmp_path: Path) -> None:
    site = Site(tmp_path / "content", "west")
    fill(site, 3)
    site.write("_news/notes.md", "no head, so no content")
    site.put("_news/z.md", title="Z", topics=[None])
    async with await opened(tmp_path) as store:
        first = await load(store, [site.source])
        site.put("_news/a0.md", title="other")
        site.delete("_news/a1.md")
        second = await load(store, [site.source])
    assert (first.added, first.unchanged, first.failed) == (4, 0, 0)
    assert (second.added, second.changed, second.removed, second.unchanged) == (0, 1, 1, 2)
    [line, summary] = second.as_text().splitlines()
    assert line.startswith("west:_news/z.md:4:3 warning null-topic ")
    assert "1 changed, 1 removed, 2 unchanged, 0 failed" in summary
    told = json.loads(second.as_json())
    assert told["snapshot_id"] == second.snapshot_id
    assert told["problems"][0]["line"] == 4


async def test_a_load_without_changes_writes_nothing(tmp_path: Path) -> None:
    site = Site(tmp_path / "content")
    fill(site, 3)
    async with await opened(tmp_path) as store:
        first = await load(store, [site.source])
        before = (tmp_path / "gateway.db").read_bytes()
        second = await load(store, [site.source])
    assert second.snapshot_id == first.snapshot_id
    assert second.unchanged == 3
    assert (tmp_path / "gateway.db").read_bytes() == before


async def test_no_content_is_a_snapshot_too(tmp_path: Path) -> None:
    site = Site(tmp_path / "content")
    async with await opened(tmp_path) as store:
        report = await load(store, [site.source])
        assert await store.fetch_rows("SELECT id, published FROM snapshot") == [(report.snapshot_id, 0)]


async def test_the_same_content_has_the_same_snapshot_anywhere(tmp_path: Path) -> None:
    reports = []
    for place in ("here", "there"):
        site = Site(tmp_path / place / "content")
        fill(site, 3)
        _, report = await load_fresh(tmp_path / f"{place}.db", site.source)
        reports.append(report)
    assert reports[0].snapshot_id == reports[1].snapshot_id


async def test_processes_and_one_process_load_the_same(tmp_path: Path) -> None:
    site = Site(tmp_path / "content")
    fill(site, 450)
    async with await opened(tmp_path) as store:
        pooled = await load(store, [site.source], jobs=2)
        tables = await dump(store)
    async with await open_store(f"sqlite:///{tmp_path}/alone.db") as store:
        alone = await load(store, [site.source], jobs=1)
        assert await dump(store) == tables
    assert (pooled.added, pooled.snapshot_id) == (450, alone.snapshot_id)


async def test_readers_see_the_old_content_or_the_new(tmp_path: Path) -> None:
    site = Site(tmp_path / "content")
    fill(site, 30)
    async with await opened(tmp_path) as store:
        await load(store, [site.source])
        states = {await store.fetch_json(COUNT_AND_ID)}
        fill(site, 60, "b")
        loading = asyncio.create_task(load(store, [site.source]))
        seen = set()
        while not loading.done():
            seen.add(await store.fetch_json(COUNT_AND_ID))
        await loading
        states.add(await store.fetch_json(COUNT_AND_ID))
    assert len(states) == 2
    assert seen <= states


@pytest.mark.parametrize("step", ["settle_paths", "write_stubs", "write_images", "write_snapshot"])
async def test_a_load_that_fails_leaves_everything_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    async def fail(*_: object, **__: object) -> None:
        raise RuntimeError(step)

    site = Site(tmp_path / "content")
    fill(site, 3)
    async with await opened(tmp_path) as store:
        before = await load(store, [site.source])
        tables = await dump(store)
        fill(site, 5, "b")
        site.delete("_news/a0.md")
        with monkeypatch.context() as patch:
            patch.setattr(writing, step, fail)
            with pytest.raises(RuntimeError, match=step):
                await load(store, [site.source])
        assert await dump(store) == tables
        after = await load(store, [site.source])
        assert (after.added, after.removed) == (5, 1)
    assert after.snapshot_id != before.snapshot_id


@pytest.mark.parametrize(("module", "work"), [(suggestions, "_make_all"), (search_sqlite, "weigh_all")])
async def test_a_first_load_whose_work_on_the_side_fails_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: ModuleType, work: str
) -> None:
    async def fail(*_: object) -> None:
        raise RuntimeError(work)

    site = Site(tmp_path / "content")
    fill(site, 3)
    async with await opened(tmp_path) as store:
        tables = await dump(store)
        with monkeypatch.context() as patch:
            patch.setattr(module, work, fail)
            with pytest.raises(RuntimeError, match=work):
                await load(store, [site.source])
        assert await dump(store) == tables
        assert (await load(store, [site.source])).added == 3


def wait_for(file: Path) -> None:
    deadline = time.monotonic() + 20
    while not file.exists():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def _load_for_ever(database: str, root: str, ready: str) -> None:
    async def stop(*_: object, **__: object) -> str:
        await asyncio.to_thread(Path(ready).touch)
        await asyncio.sleep(60)
        return ""

    async def run() -> None:
        writing.write_snapshot = stop  # type: ignore[attr-defined]
        async with await open_store(f"sqlite:///{database}") as store:
            await load(store, [Source("", Path(root))])

    asyncio.run(run())


async def test_a_killed_load_leaves_the_old_snapshot(tmp_path: Path) -> None:
    site = Site(tmp_path / "content")
    fill(site, 3)
    async with await opened(tmp_path) as store:
        await load(store, [site.source])
        tables = await dump(store)
        fill(site, 5, "b")
        ready = tmp_path / "ready"
        arguments = (f"{tmp_path}/gateway.db", str(site.root), str(ready))
        loader = multiprocessing.get_context("spawn").Process(target=_load_for_ever, args=arguments)
        loader.start()
        await asyncio.to_thread(wait_for, ready)
        assert loader.pid is not None
        os.kill(loader.pid, signal.SIGKILL)
        loader.join()
        assert await dump(store) == tables
        assert (await load(store, [site.source])).added == 5


async def test_progress_is_told(tmp_path: Path) -> None:
    told: list[tuple[str, int]] = []

    class Listener:
        def phase(self, name: str, total: int) -> None:
            told.append((name, total))

        def advance(self, steps: int) -> None:
            told.append(("advance", steps))

    site = Site(tmp_path / "content")
    fill(site, 3)
    async with await opened(tmp_path) as store:
        await load(store, [site.source], progress=Listener())
    assert ("reading", 3) in told
    assert ("advance", 3) in told


def test_a_check_finds_what_a_load_would_report(tmp_path: Path) -> None:
    site = Site(tmp_path / "content")
    fill(site, 2)
    site.put("_news/a0.html", title="duplicate")
    site.put("_news/z.md", title="Z", topics=[None])
    site.write("_news/broken.md", '---\ntitle: "never closed\n---\n')
    site.put("_data/topics/1.md", taxonomy="topic", name="Self", parent="self")

    checked = asyncio.run(check([site.source]))
    _, loaded = asyncio.run(load_fresh(tmp_path / "gateway.db", site.source))

    assert list(checked.problems) == list(loaded.problems)
    assert {problem.code for _, problem in checked.problems} >= {"duplicate-path", "null-topic", "topic-loop"}
    assert (checked.documents, checked.failed) == (6, 1)
    assert "1 failed" in checked.as_text()
    assert json.loads(checked.as_json())["failed"] == 1


def _die(_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


async def _numbers() -> AsyncGenerator[int, None]:
    for number in range(9):
        yield number


@pytest.mark.parametrize("jobs", [1, 2])
async def test_who_stops_before_the_last_answer_closes_what_gives_the_pieces(jobs: int) -> None:
    """A cursor among them: it must go before its connection does."""
    is_closed = False

    async def numbers() -> AsyncGenerator[int, None]:
        nonlocal is_closed
        try:
            for number in range(9):
                yield number
        finally:
            is_closed = True

    async with open_workers(jobs, are_worth_it=True) as workers:
        async with aclosing(workers.map(abs, numbers())) as answers:
            async for _ in answers:
                break
        assert is_closed


async def test_a_server_that_answers_goes_before_the_processes_of_its_load() -> None:
    async def nothing_added() -> AsyncGenerator[int, None]:
        yield 0

    async with open_workers(2, are_worth_it=True) as workers:
        [niceness] = [niceness async for niceness in workers.map(os.nice, nothing_added())]
    assert niceness >= min(19, os.nice(0) + 10)


async def test_a_process_that_dies_ends_the_load_with_an_error_of_ours() -> None:
    async def run() -> None:
        async with open_workers(2, are_worth_it=True) as workers:
            async for _ in workers.map(_die, _numbers()):
                pass

    with pytest.raises(GatewayError, match="ended before its work was done"):
        await run()


async def test_an_archived_story_and_its_live_one_may_come_far_apart(tmp_path: Path) -> None:
    """All that is the archived one's goes when the live one takes its path, in a first load too."""
    site = Site(tmp_path / "content")
    named = {"topics": ["Old"], "images": [{"url": "https://x.example/1.png"}], "related": ["gone"]}
    site.put("_archive/_news/a.md", title="Archived", **named)
    fill(site, 250, "b")
    site.put("_news/z.md", title="Z", related=["a"])
    site.put("_newsroom/c.md", title="C")
    site.put("_archive/_newsroom/c.md", title="Archived C", provider={"name": "P", "domain": "x.example"})
    site.put("_news/a.md", title="Live", topics=["New"])
    async with await opened(tmp_path) as store:
        report = await load(store, [site.source], jobs=1)
        assert (report.added, report.problems) == (255, [])
        titles = dict(await store.fetch_rows("SELECT path, title FROM article WHERE path IN ('news/a', 'newsroom/c')"))
        assert titles == {"news/a": "Live", "newsroom/c": "C"}
        assert sorted(await store.fetch_rows("SELECT name FROM topic")) == [("New",), ("b",)]
        assert await store.fetch_rows("SELECT 1 FROM provider UNION ALL SELECT 1 FROM image") == []
        assert await store.fetch_rows("SELECT path FROM article WHERE status = 2") == [("news/b250",)]
