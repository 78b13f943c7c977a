"""`--watch`: what changes on disk is loaded by itself, once, and only when it may be content."""

import asyncio
import logging
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from functools import partial
from pathlib import Path

import pytest
from watchfiles import Change

from gateway.loader import watching
from gateway.loader.load import load
from gateway.loader.reloader import Reloader
from gateway.loader.report import LoadReport
from gateway.loader.sources import Source
from gateway.store import Store, open_store


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "QUIET_MS", 50)
    monkeypatch.setattr(watching, "LOOK_MS", 100)
    monkeypatch.setattr(watching, "RETRY_SECONDS", 0.2)


class Watched:
    """Two content roots that are watched, and every load of them."""

    def __init__(self, folder: Path, store: Store) -> None:
        self.one, self.two = folder / "one", folder / "two"
        self.store = store
        self.sources = [Source("", self.one), Source("two", self.two)]
        self.reports: list[LoadReport] = []
        self.tried = 0
        self.reloader = Reloader(self._load)
        self.reloader.when_loaded = self.reports.append

    async def _load(self) -> LoadReport:
        self.tried += 1
        return await load(self.store, self.sources, jobs=1)

    def write(self, file: str, text: str = "---\ntitle: A story\n---\n") -> None:
        path = self.one / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    async def until(self, condition: Callable[[], bool]) -> None:
        async with asyncio.timeout(5):
            while not condition():  # noqa: ASYNC110 - what is waited for is on the disk
                await asyncio.sleep(0.01)

    async def until_loaded(self, **counts: int) -> None:
        """Wait for a load that has done so much."""
        await self.until(lambda: any(all(getattr(r, k) == n for k, n in counts.items()) for r in self.reports))

    async def titles(self) -> set[str]:
        return {title for (title,) in await self.store.fetch_rows("SELECT title FROM article")}


@asynccontextmanager
async def watching_in(folder: Path) -> AsyncIterator[Watched]:
    async with await open_store(f"sqlite:///{folder}/db", readers=1) as store:
        watched = Watched(folder, store)
        watched.write("_news/first.md", "---\ntitle: The first\n---\n")
        watched.two.mkdir()
        await watched.reloader.reload()
        watched.reports.clear()
        task = asyncio.create_task(watching.watch(watched.sources, watched.reloader.reload))
        await watched.until(lambda: len(watched.reports) == 1)
        assert not watched.reports.pop().has_changes
        watched.tried = 0
        yield watched
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        await watched.reloader.close()


async def test_many_files_written_one_after_another_are_one_load(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "QUIET_MS", 500)
    async with watching_in(tmp_path) as watched:
        for number in range(81):
            watched.write(f"_news/{number}.md")
        await watched.until_loaded(added=81)
        assert watched.tried == 1


async def test_a_story_can_be_changed_renamed_and_deleted_alone_or_with_its_folder(tmp_path: Path) -> None:
    async with watching_in(tmp_path) as watched:
        watched.write("_news/first.md", "---\ntitle: The first, changed\n---\n")
        await watched.until_loaded(changed=1)
        (watched.one / "_news/first.md").rename(watched.one / "_news/second.md")
        await watched.until_loaded(added=1, removed=1)
        watched.write("_film/v1.2/a.md")
        await watched.until_loaded(added=1, removed=0)
        shutil.rmtree(watched.one / "_film")
        await watched.until_loaded(removed=1, added=0)
        assert await watched.titles() == {"The first, changed"}


async def test_settings_of_a_site_and_definitions_count_and_what_is_no_content_does_not(tmp_path: Path) -> None:
    async with watching_in(tmp_path) as watched:
        for file in (".git/HEAD", "assets/style.md", "picture.jpg", "README.md", "_news/.first.md.swp", "notes.docx"):
            watched.write(file)
        await asyncio.sleep(0.4)
        assert watched.tried == 0
        watched.write("_data/topics/sea.yml", "name: Sea\n")
        watched.write("_news/pictured.md", "---\ntitle: Pictured\nimages: [{url: /a.jpg}]\n---\n")
        await watched.until_loaded(added=2)
        watched.write("_config.yml", "url: https://site.example\n")
        await watched.until_loaded(changed=1)


async def test_a_change_before_anybody_watched_is_not_missed(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    async with await open_store(f"sqlite:///{tmp_path}/db", readers=1) as store:
        watched = Watched(tmp_path, store)
        await watched.reloader.reload()
        watched.write("_news/early.md")
        task = asyncio.create_task(watching.watch(watched.sources, watched.reloader.reload))
        await watched.until_loaded(added=1)
        task.cancel()


async def test_a_root_that_vanishes_changes_nothing_is_told_once_and_is_watched_again_when_it_is_back(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with watching_in(tmp_path) as watched:
        watched.one.rename(tmp_path / "away")
        await watched.until(lambda: watched.tried > 2)
        assert await watched.titles() == {"The first"}
        lines = [record for record in caplog.records if record.levelno >= logging.WARNING]
        assert len(lines) == 1
        assert "is not a folder" in lines[0].getMessage()
        (tmp_path / "away").rename(watched.one)
        await watched.until(lambda: len(watched.reports) > 0)
        watched.write("_news/second.md")
        await watched.until_loaded(added=1)


async def test_a_root_that_is_a_link_is_loaded_when_it_leads_elsewhere(tmp_path: Path) -> None:
    async with watching_in(tmp_path) as watched:
        watched.two.rmdir()
        for name in ("release-9", "release-10"):  # of two sizes: both may be written in one tick of the clock of files
            (tmp_path / name / "_news").mkdir(parents=True)
            (tmp_path / name / "_news/it.md").write_text(f"---\ntitle: {name}\n---\n")
        watched.two.symlink_to("release-9")
        await watched.until_loaded(added=1)
        (tmp_path / "next").symlink_to("release-10")
        (tmp_path / "next").rename(watched.two)
        await watched.until_loaded(changed=1)
        assert await watched.titles() == {"The first", "release-10"}


async def test_a_load_that_fails_is_tried_again_and_said_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with watching_in(tmp_path) as watched:
        calls = 0

        async def fail_twice() -> LoadReport:
            nonlocal calls
            calls += 1
            if calls < 3:
                raise RuntimeError("something odd")
            return await load(watched.store, watched.sources, jobs=1)

        monkeypatch.setattr(watched.reloader, "_load", fail_twice)
        watched.write("_news/second.md")
        await watched.until_loaded(added=1)
    errors = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert len(errors) == 1
    assert "what was served stays" in errors[0].getMessage()


async def test_where_the_system_cannot_tell_of_changes_files_are_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    below = watching.changes_below

    def changes_below(paths: list[str], *, is_polling: bool) -> AsyncIterator[set[watching.FileChange]]:
        if not is_polling:
            raise OSError("OS file watch limit reached")
        return below(paths, is_polling=True)

    monkeypatch.setattr(watching, "changes_below", changes_below)
    async with watching_in(tmp_path) as watched:
        watched.write("_news/second.md")
        await watched.until_loaded(added=1)
    assert "all files are looked at instead" in caplog.text


async def test_each_load_is_one_line_of_the_log_and_one_that_found_nothing_none(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "gateway"):
        async with watching_in(tmp_path) as watched:
            caplog.clear()
            await watched.reloader.reload()
            assert not caplog.records
            watched.write("_news/second.md")
            await watched.until_loaded(added=1)
            (line,) = caplog.messages
    assert line.startswith("loaded: 1 added, 0 changed, 0 removed, 1 unchanged, 0 failed, 0 problems in ")


async def test_new_problems_are_logged_once_and_known_ones_are_not(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with watching_in(tmp_path) as watched:
        watched.write("_news/broken.md", '---\ntitle: "no end\n---\n')
        await watched.until_loaded(failed=1)
        watched.write("_news/second.md")
        await watched.until_loaded(added=1)
    (line,) = [record.getMessage() for record in caplog.records if record.levelno == logging.WARNING]
    assert line.startswith("_news/broken.md:")
    assert "error yaml-syntax" in line


@pytest.mark.parametrize(
    ("change", "file", "expected"),
    [
        (Change.modified, "_news/a.md", True),
        (Change.added, "_data/organizations/a.yml", True),
        (Change.modified, "_config.yml", True),
        (Change.modified, "sub/_config.yml", True),
        (Change.deleted, "_news", True),
        (Change.deleted, "v1.2", True),
        (Change.deleted, "", True),
        (Change.added, "a.jpg", False),
        (Change.added, ".git/refs/a.md", False),
        (Change.deleted, ".git", False),
        (Change.deleted, "assets/a.md", False),
    ],
)
def test_only_what_may_be_content_matters(tmp_path: Path, change: Change, file: str, expected: bool) -> None:
    root = str(tmp_path / "site")
    path = f"{root}/{file}".rstrip("/")
    assert watching.may_matter([root], change, path) is expected
    assert not watching.may_matter([f"{root}-other"], change, path)


async def test_a_load_under_way_is_broken_off_when_the_server_stops(tmp_path: Path) -> None:
    begun = asyncio.Event()

    async def endless() -> LoadReport:
        begun.set()
        await asyncio.Event().wait()
        raise AssertionError

    reloader = Reloader(endless)
    asked = asyncio.create_task(reloader.reload())
    await begun.wait()
    await reloader.close()
    with pytest.raises(Exception, match="stopping"):
        await asked
    with pytest.raises(Exception, match="stopping"):
        await reloader.reload()


async def test_a_load_of_a_closed_reloader_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "one/_news").mkdir(parents=True)
    for number in range(500):
        (tmp_path / f"one/_news/{number}.md").write_text("---\ntitle: A story\n---\n")
    async with await open_store(f"sqlite:///{tmp_path}/db", readers=1) as store:
        reloader = Reloader(partial(load, store, [Source("", tmp_path / "one")], jobs=1))
        asked = asyncio.create_task(reloader.reload())
        await asyncio.sleep(0.05)
        await reloader.close()
        assert asked.done() or await asyncio.wait([asked], timeout=1)
        assert await store.fetch_rows("SELECT count(*) FROM article") in ([(0,)], [(500,)])
        asked.exception()
