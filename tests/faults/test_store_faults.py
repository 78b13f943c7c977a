"""When the database cannot be written or is damaged, the error is clear, what was good stays, and it can be mended."""

import asyncio
import json
import logging
import os
import random
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest

from gateway.cli.main import main
from gateway.errors import StoreError
from gateway.loader.load import load
from gateway.loader.report import LoadReport
from gateway.loader.sources import Source
from gateway.serving.content import load_content, open_content
from gateway.settings import Settings
from gateway.store import Store, open_store
from gateway.store.sqlite import connections
from tests.faults.forking import Forks
from tests.faults.versions import HIDDEN, LISTED, Versions, assert_sound, found_in, load_in, remove
from tests.harness.profiles import TIMES
from tests.harness.served import serving

ANSWERED = {"STORE_DAMAGED", "STORE_NOT_A_DATABASE", "STORE_FAILED", "STORE_NOT_OURS", "STORE_TOO_NEW"}


def failure_of_load(site: Versions) -> StoreError | None:
    """Load the new content."""
    try:
        load_in(site.database, site.new.root, site.unpublished)
    except StoreError as error:
        return error
    return None


def arguments_of(site: Versions, database: Path) -> list[str]:
    return ["load", str(site.new.root), "--jobs", "1", "--database", f"sqlite:///{database}", *site.arguments]


def said_in(folder: Path) -> list[str]:
    """The error that a command ended with."""
    said = (folder / "said").read_text()
    assert "Traceback" not in said
    return [line for line in said.splitlines() if line.startswith(("error:", "hint:"))]


# --- no room ------------------------------------------------------------------


async def test_a_full_database_keeps_the_old_content_and_takes_the_new_when_there_is_room(
    hidden: Versions, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = hidden.database.stat().st_size // 4096
    for more in (0, 10):
        hidden.restore_old()
        with monkeypatch.context() as patch:
            limited = (*connections._WRITER_SETTINGS, f"PRAGMA max_page_count = {pages + more}")
            patch.setattr(connections, "_WRITER_SETTINGS", limited)
            if failure := await asyncio.to_thread(failure_of_load, hidden):
                assert (failure.code, failure.message) == ("STORE_FULL", "The disk or the database is full.")
                assert await asyncio.to_thread(hidden.which) == ("old", "old")
            assert failure or more, "the new content needs more room than the old"
        await asyncio.to_thread(hidden.assert_repaired)


@pytest.mark.parametrize("kind", [LISTED, HIDDEN])
def test_files_that_may_not_grow_keep_the_old_content(forked: Forks, versions: dict[str, Versions], kind: str) -> None:
    site = versions[kind]
    site.restore_old()
    assert forked.run(site.folder, arguments_of(site, site.database), largest=100_000) == 3
    assert said_in(site.folder)[0] == "error: The database file cannot be read or written."
    assert_sound(site.database)
    assert site.which() == ("old", "old")
    site.assert_repaired()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 3 MiB."""
    place = tmp_path / "disk"
    place.mkdir()
    mounting = ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(place)]
    if subprocess.run(mounting, check=False, capture_output=True).returncode != 0:
        pytest.skip("only root may mount a small disk")
    yield place
    subprocess.run(["umount", place], check=True)


def fill(disk: Path) -> Path:
    path = disk / "fill"
    with path.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(4096))
    return path


@pytest.mark.skipif(sys.platform != "linux", reason="disks are mounted otherwise elsewhere")
async def test_a_server_on_a_full_disk_serves_the_old_content_until_there_is_room(
    site: Versions, small_disk: Path, forked: Forks
) -> None:
    shutil.copy(site.database, small_disk)
    database = small_disk / "gateway.db"
    live = small_disk.parent / "site"
    shutil.copytree(site.old.root, live)
    address = f"sqlite:///{database}"
    async with serving(live.parent, "site", "--watch", "--database", address) as served:
        filled = fill(small_disk)
        shutil.copytree(site.new.root, live, dirs_exist_ok=True)
        for path in live.rglob("*.md"):
            if not (site.new.root / path.relative_to(live)).exists():
                path.unlink()
        await served.until_said("Nothing was loaded, what was served stays: The disk or the database is full.")
        assert await served.ask("{ snapshot { id } }") == json.loads(site.old_answers.public[0])
        filled.unlink()
        some = next(live.rglob("*.md"))
        some.write_bytes(some.read_bytes())  # it would be tried again anyway, after some seconds
        await served.until_said("INFO gateway.loader.reloader: loaded:")
        assert await served.ask("{ snapshot { id } }") == json.loads(site.new_answers.public[0])
    assert not any("Traceback" in line for line in served.log)
    filled = fill(small_disk)
    assert await asyncio.to_thread(forked.run, site.folder, ["load", str(live), "--database", address]) == 3
    error, hint = said_in(site.folder)
    assert error == f"error: The disk of the database is full: {database}."
    assert "what was loaded is still there" in hint
    filled.unlink()
    assert await asyncio.to_thread(found_in, database) == site.new_answers


# --- not to be written --------------------------------------------------------


@pytest.mark.skipif(os.name == "nt", reason="there are no such permissions")
@pytest.mark.parametrize(("command", "is_folder"), [("load", True), ("load", False), ("serve", True)])
def test_what_may_not_be_written_is_told_and_stays(
    site: Versions, forked: Forks, command: str, is_folder: bool
) -> None:
    place = site.folder.parent / "closed"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    shutil.copy(site.database, place / "gateway.db")
    closed = place if is_folder else place / "gateway.db"
    closed.chmod(0o555 if is_folder else 0o444)
    try:
        arguments = [command, str(site.new.root), "--database", f"sqlite:///{place}/gateway.db"]
        code = forked.run(site.folder, arguments)
    finally:
        closed.chmod(0o755)
    assert code == 3
    error, hint = said_in(site.folder)
    where = f": {place}/gateway.db, its folder or its file system is read-only" if is_folder else ""
    assert error == f"error: The database cannot be written{where}."
    assert "Let this user write" in hint
    assert found_in(place / "gateway.db") == site.old_answers


@pytest.mark.parametrize(
    ("name", "words"),
    [("nowhere/gateway.db", "there is no folder"), ("", "is a folder"), ("closed.db", "may not be read")],
)
def test_why_a_database_cannot_be_opened_is_told(
    tmp_path: Path, site: Versions, forked: Forks, name: str, words: str
) -> None:
    (tmp_path / "closed.db").write_bytes(b"")
    (tmp_path / "closed.db").chmod(0)
    place = tmp_path / name if name else tmp_path / "folder"
    if not name:
        place.mkdir()
    assert forked.run(site.folder, arguments_of(site, place)) == 3
    assert words in said_in(site.folder)[0]


# --- held by others -----------------------------------------------------------


@asynccontextmanager
async def held(database: Path, how: str) -> AsyncIterator[None]:
    """Another program that holds a lock."""
    script = (
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1], isolation_level=None);"
        f"c.execute('{how}'); print('held', flush=True); sys.stdin.read()"
    )
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", script, database, stdin=pipe, stdout=pipe)
    assert process.stdout is not None
    assert process.stdin is not None
    await process.stdout.readline()
    try:
        yield
    finally:
        process.stdin.close()
        await process.wait()


@pytest.mark.parametrize("how", ["BEGIN IMMEDIATE", "BEGIN EXCLUSIVE"])
async def test_a_database_that_another_program_holds_is_served_and_loaded_when_it_is_free(
    hidden: Versions, how: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(connections, "BUSY_TIMEOUT_SECONDS", 0.05)
    settings = Settings(database=f"sqlite:///{hidden.database}", unpublished=HIDDEN, readers=1, jobs=1)
    sources = [Source("", hidden.new.root)]

    async def first_load(store: Store) -> LoadReport:
        return await load_content(store, sources, settings)

    async with held(hidden.database, how), open_content(settings, sources, first_load) as content:
        said = "Nothing was loaded, what was served stays: Another process is writing to the database."
        assert said in caplog.messages
        ((identity,),) = await content.store.fetch_rows("SELECT id FROM snapshot")
        assert identity == hidden.old_id
        with pytest.raises(StoreError) as raised:
            await content.reloader.reload()
        assert raised.value.code == "STORE_BUSY"
    assert await asyncio.to_thread(hidden.which) == ("old", "old")
    await asyncio.to_thread(hidden.assert_repaired)


async def test_without_any_content_a_first_load_that_fails_is_the_end(
    tmp_path: Path, site: Versions, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "BUSY_TIMEOUT_SECONDS", 0.05)
    settings = Settings(database=f"sqlite:///{tmp_path}/x.db", readers=1, jobs=1)
    sources = [Source("", site.new.root)]
    async with await open_store(settings.database):
        pass
    with pytest.raises(StoreError, match="Another process"):
        async with (
            held(tmp_path / "x.db", "BEGIN IMMEDIATE"),
            open_content(settings, sources, lambda store: load_content(store, sources, settings)),
        ):
            raise AssertionError("nothing could be served")


# --- damaged ------------------------------------------------------------------


def spoil(database: Path, chance: random.Random) -> None:
    """Write over some places, or cut the end off."""
    data = bytearray(database.read_bytes())
    if chance.random() < 0.2:
        del data[chance.randrange(len(data)) :]
    for _ in range(chance.choice((1, 4, 30)) if data else 0):
        start = chance.randrange(len(data))
        for place in range(start, min(len(data), start + chance.choice((1, 16, 512)))):
            data[place] = chance.randrange(256)
    database.write_bytes(data)


@pytest.mark.parametrize("seed", range(8 * TIMES))
def test_a_damaged_database_is_told_of_and_mended_as_the_hint_says(
    site: Versions, seed: int, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    spoil(site.database, random.Random(seed))
    spoiled = site.database.read_bytes()
    examined = main(["doctor", "--database", f"sqlite:///{site.database}"])
    assert examined in (0, 1, 3)
    assert site.database.read_bytes() == spoiled
    assert not list(site.folder.glob("gateway.db-*"))
    if failure := failure_of_load(site):
        assert failure.code in ANSWERED
        assert failure.hint
        assert examined != 0, "the doctor sees what a load cannot live with"
    assert not any(record.exc_info for record in caplog.records if record.levelno >= logging.WARNING)
    remove(site.database)
    site.assert_repaired()


async def test_a_server_over_a_database_that_is_spoiled_says_503_and_goes_on(site: Versions) -> None:
    async with serving(site.folder) as served:
        assert await served.ask("{ snapshot { id } }") == json.loads(site.old_answers.public[0])
        with site.database.open("r+b") as file:
            file.write(random.Random(1).randbytes(site.database.stat().st_size))
        for _ in range(2):
            (error,) = (await served.ask("{ articles { nodes { title body } } }"))["errors"]
            assert error["extensions"]["code"] == "SERVICE_UNAVAILABLE"
    assert served.process.returncode == 0
    assert not any("Traceback" in line for line in served.log)


async def test_a_log_that_is_deleted_leaves_the_content_of_before(site: Versions) -> None:
    async with await open_store(f"sqlite:///{site.database}", readers=1) as store:
        await store.fetch_rows("SELECT 1")
        async with store.writing() as transaction:
            await transaction.execute("UPDATE article SET title = 'never moved out of the log'")
        copied = site.folder / "copied.db"
        shutil.copy(site.database, copied)  # as if its log had been lost
    assert await asyncio.to_thread(found_in, copied) == site.old_answers
    async with await open_store(f"sqlite:///{copied}", readers=1) as store:
        assert (await load(store, [Source("", site.new.root)], jobs=1)).snapshot_id == site.new_id
    remove(copied)
