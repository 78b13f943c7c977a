"""`gateway backup` copies one load whatever goes on, and `gateway restore` brings it back under a running server."""

import asyncio
import json
import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from gateway.cli.main import main
from gateway.errors import StoreError
from gateway.loader import backup
from gateway.loader.backup import back_up, restore
from gateway.loader.load import load
from gateway.loader.sources import Source
from gateway.store import open_store
from gateway.store.sqlite.driver import driver
from tests.faults.damages import run_sql
from tests.faults.versions import HIDDEN, LISTED, Versions, assert_sound, files_of, found_in, load_in, remove
from tests.harness.profiles import TIMES
from tests.harness.served import serving

KINDS = [LISTED, HIDDEN]


@pytest.fixture
def site(request: pytest.FixtureRequest, versions: dict[str, Versions]) -> Versions:
    found = versions[request.param]
    found.restore_old()
    for path in found.folder.glob("backup*"):
        path.unlink()
    return found


each_kind = pytest.mark.parametrize("site", KINDS, indirect=True)
listed = pytest.mark.parametrize("site", [LISTED], indirect=True)
hidden = pytest.mark.parametrize("site", [HIDDEN], indirect=True)


def address(site: Versions) -> str:
    return f"sqlite:///{site.database}"


@each_kind
def test_a_backup_is_restored_with_the_same_answers_and_snapshot(
    site: Versions, capsys: pytest.CaptureFixture[str]
) -> None:
    file = site.folder / "backup.db"
    assert main(["backup", "--database", address(site), str(file)]) == 0
    load_in(site.database, site.new.root, site.unpublished)
    assert main(["restore", "--database", address(site), str(file)]) == 0
    said = capsys.readouterr().out.splitlines()
    assert [line.split(" into ")[0] for line in said] == [
        f"Backed up snapshot {site.old_id}",
        f"Restored snapshot {site.old_id}",
    ]
    assert site.which() == ("old", "old")
    assert_sound(site.database)
    assert load_in(site.database, site.old.root, site.unpublished) == site.old_id
    site.assert_repaired()


@each_kind
def test_a_backup_is_complete_without_any_file_beside_it(site: Versions, tmp_path: Path) -> None:
    asyncio.run(back_up(address(site), site.folder / "backup.db"))
    made = sorted(path.name for path in site.folder.glob("backup*"))
    assert made == ["backup.db", "backup.public.db"][: len(KINDS[: 1 + (site.unpublished == HIDDEN)])]
    for name in made:
        shutil.copy(site.folder / name, tmp_path / name)
    assert found_in(tmp_path / "backup.db", site.unpublished) == site.old_answers


@each_kind
async def test_while_loads_run_a_backup_is_of_one_of_them(site: Versions) -> None:
    chance = random.Random(site.unpublished if TIMES == 1 else None)
    has_public = site.unpublished == HIDDEN
    made = []
    async with await open_store(address(site), readers=1, has_public=has_public) as store:

        async def load_again_and_again() -> None:
            while True:
                for root in (site.new.root, site.old.root):
                    await load(store, [Source("", root)], jobs=1)

        loading = asyncio.create_task(load_again_and_again())
        for number in range(4 * TIMES):
            await asyncio.sleep(chance.uniform(0, 0.3))
            copied = await back_up(address(site), site.folder / f"backup{number}.db")
            made.append((number, copied.snapshot_id))
        loading.cancel()
        with pytest.raises(asyncio.CancelledError):
            await loading
    for number, snapshot_id in made:
        assert snapshot_id in (site.old_id, site.new_id)
        expected = site.old_answers if snapshot_id == site.old_id else site.new_answers
        found = await asyncio.to_thread(found_in, site.folder / f"backup{number}.db", site.unpublished)
        assert found == expected


@hidden
async def test_under_a_running_server_it_is_restored_at_once(site: Versions) -> None:
    await back_up(address(site), site.folder / "backup.db")
    await asyncio.to_thread(load_in, site.database, site.new.root, HIDDEN)
    async with serving(site.folder, "--unpublished", "hidden", "--max-fields", "5000") as served:
        assert json.dumps(await served.ask("{ snapshot { id } }")) == json.dumps(json.loads(site.new_answers.public[0]))
        await restore(address(site), site.folder / "backup.db")
        assert await served.ask("{ snapshot { id } }") == json.loads(site.old_answers.public[0])
    assert await asyncio.to_thread(site.which) == ("old", "old")


@listed
def test_an_old_log_beside_the_database_is_not_played_into_what_is_restored(site: Versions) -> None:
    asyncio.run(back_up(address(site), site.folder / "backup.db"))
    keeper = sqlite3.connect(site.database)
    keeper.execute("BEGIN")
    keeper.execute("SELECT count(*) FROM article").fetchall()
    with closing(sqlite3.connect(site.database, isolation_level=None)) as writer:
        writer.execute("UPDATE article SET title = 'of the old log'")
        log = site.database.with_name("gateway.db-wal").read_bytes()
    keeper.close()
    remove(site.database)
    site.database.with_name("gateway.db-wal").write_bytes(log)
    asyncio.run(restore(address(site), site.folder / "backup.db"))
    assert site.which() == ("old", "old")
    assert_sound(site.database)


@listed
def test_nothing_is_ever_written_over(site: Versions, capsys: pytest.CaptureFixture[str]) -> None:
    file = site.folder / "backup.db"
    file.write_text("precious")
    assert main(["backup", "--database", address(site), str(file)]) == 2
    assert "is there already" in capsys.readouterr().err
    assert file.read_text() == "precious"


@listed
@pytest.mark.parametrize("word", ["backup", "restore"])
def test_what_is_not_sound_is_neither_backed_up_nor_restored(
    site: Versions, word: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = site.folder / "backup.db"
    if word == "restore":
        asyncio.run(back_up(address(site), file))
        load_in(site.database, site.new.root)
    run_sql(site.database if word == "backup" else file, "UPDATE article SET title = 'x'")
    before = {path.name: path.read_bytes() for path in files_of(site.database)}
    assert main([word, "--database", address(site), str(file)]) == 3
    assert "is not sound: These do not say what was loaded" in capsys.readouterr().err
    assert {path.name: path.read_bytes() for path in files_of(site.database)} == before
    assert file.exists() is (word == "restore")
    assert not list(site.folder.glob("*.partial*"))


@hidden
async def test_editions_of_two_loads_are_not_backed_up(site: Versions, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backup, "_ATTEMPTS", 2)
    run_sql(site.database.with_name("gateway.public.db"), "UPDATE snapshot SET whole_id = 'x'")
    with pytest.raises(StoreError) as raised:
        await back_up(address(site), site.folder / "backup.db")
    assert raised.value.code == "STORE_OUT_OF_STEP"
    assert not list(site.folder.glob("backup*"))


@hidden
def test_a_backup_without_a_public_edition_is_not_restored_beside_one(
    site: Versions, capsys: pytest.CaptureFixture[str]
) -> None:
    asyncio.run(back_up(address(site), site.folder / "backup.db"))
    (site.folder / "backup.public.db").unlink()
    assert main(["restore", "--database", address(site), str(site.folder / "backup.db")]) == 2
    assert "has a public edition beside it" in capsys.readouterr().err


@listed
def test_a_restore_waits_for_nobody_for_ever(
    site: Versions, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gateway.store.sqlite.connections.BUSY_TIMEOUT_SECONDS", 0.05)
    asyncio.run(back_up(address(site), site.folder / "backup.db"))
    with closing(driver.connect(site.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert main(["restore", "--database", address(site), str(site.folder / "backup.db")]) == 3
    assert f"error: Another process is writing to the database: {site.database}." in capsys.readouterr().err


@listed
def test_a_damaged_database_is_restored_when_it_has_been_deleted_as_the_hint_says(
    site: Versions, capsys: pytest.CaptureFixture[str]
) -> None:
    file = site.folder / "backup.db"
    asyncio.run(back_up(address(site), file))
    site.database.write_bytes(b"no database " * 1000)
    assert main(["restore", "--database", address(site), str(file)]) == 3
    assert "delete the file and those beside it that end in -wal and -shm, and restore" in capsys.readouterr().err
    remove(site.database)
    assert main(["restore", "--database", address(site), str(file)]) == 0
    assert site.which() == ("old", "old")


@listed
def test_a_database_is_not_restored_from_itself(site: Versions, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["restore", "--database", address(site), str(site.database)]) == 2
    assert "is the database itself" in capsys.readouterr().err
    assert site.which() == ("old", "old")
