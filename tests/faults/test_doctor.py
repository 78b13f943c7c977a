"""`gateway doctor` sees each kind of damage, says what to do, and writes nothing; also beside a server."""

import asyncio
import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from gateway.cli.main import main
from gateway.loader.examination import places
from gateway.loader.load import load
from gateway.loader.sources import Source
from gateway.store import open_store
from tests.faults.damages import DAMAGES, run_sql
from tests.faults.versions import HIDDEN, Versions, files_of, load_in

CHECKS = ["opens", "version", "integrity", "foreign keys", "contents", "snapshot", "counts", "search", "log", "disk"]


def doctor(database: Path, capsys: pytest.CaptureFixture[str], *more: str) -> tuple[int, list[dict[str, Any]]]:
    """Its exit code, and what it found."""
    capsys.readouterr()
    code = main(["doctor", "--json", "--database", f"sqlite:///{database}", *more])
    out, err = capsys.readouterr()
    assert err == ""
    found = json.loads(out)
    assert found["is_well"] is (code == 0)
    return code, found["checks"]


def failures(found: list[dict[str, Any]]) -> list[str]:
    assert all(bool(each["hint"]) is not each["is_well"] for each in found), "says what to do, and only then"
    return [each["check"] for each in found if not each["is_well"]]


def contents_of(database: Path) -> dict[str, tuple[bytes, int]]:
    return {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in files_of(database)}


def test_a_sound_database_passes_every_check_and_is_not_touched(
    site: Versions, capsys: pytest.CaptureFixture[str]
) -> None:
    before = contents_of(site.database)
    code, found = doctor(site.database, capsys)
    assert (code, failures(found)) == (0, [])
    assert [each["check"] for each in found] == ["sqlite", *CHECKS]
    assert contents_of(site.database) == before


def test_both_editions_are_looked_at(hidden: Versions, capsys: pytest.CaptureFixture[str]) -> None:
    code, found = doctor(hidden.database, capsys)
    assert (code, failures(found)) == (0, [])
    assert [each["check"] for each in found] == ["sqlite", *CHECKS, *CHECKS, "editions"]
    assert [each["database"] for each in found[1:]] == ["gateway.public.db"] * 10 + ["gateway.db"] * 10 + [
        "gateway.public.db"
    ]


@pytest.mark.parametrize(("check", "damage"), DAMAGES.values(), ids=DAMAGES.keys())
def test_each_damage_is_seen_by_one_check(
    site: Versions, capsys: pytest.CaptureFixture[str], check: str, damage: Callable[[Path], None]
) -> None:
    damage(site.database)
    before = contents_of(site.database)
    code, found = doctor(site.database, capsys)
    assert (code, failures(found)) == (1, [check])
    after = contents_of(site.database)
    assert {name: after[name] for name in before if not name.endswith("-shm")} == {
        name: before[name] for name in before if not name.endswith("-shm")
    }


def test_editions_of_two_loads_are_out_of_step_and_a_load_mends_it(
    hidden: Versions, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = hidden.database.read_bytes()
    load_in(hidden.database, hidden.new.root, HIDDEN)
    hidden.database.write_bytes(whole)
    code, found = doctor(hidden.database, capsys)
    assert (code, failures(found)) == (1, ["editions"])
    load_in(hidden.database, hidden.new.root, HIDDEN)
    assert doctor(hidden.database, capsys)[0] == 0


def test_too_little_room_and_an_old_sqlite_are_told(
    site: Versions, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "_LEAST_FREE", shutil.disk_usage(site.database.parent).total)
    monkeypatch.setattr(places, "SQLITE_VERSION", (3, 7, 17))
    code, found = doctor(site.database, capsys)
    assert (code, failures(found)) == (1, ["sqlite", "disk"])


@pytest.mark.parametrize("content", [b"", b"no database " * 1000, None], ids=["empty", "garbage", "missing"])
def test_what_cannot_be_opened_is_exit_code_3(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes | None
) -> None:
    if content is not None:
        (tmp_path / "x.db").write_bytes(content)
    code, found = doctor(tmp_path / "x.db", capsys)
    assert code == (1 if content == b"" else 3)
    assert failures(found) == (["version"] if content == b"" else ["opens"])
    assert sorted(path.name for path in tmp_path.iterdir()) == ([] if content is None else ["x.db"])


def test_the_database_of_another_program_and_a_newer_one_are_exit_code_3(
    site: Versions, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run_sql(tmp_path / "other.db", "CREATE TABLE invoice (id)")
    run_sql(site.database, "INSERT INTO migration VALUES (4711, '', '')")
    for file in (tmp_path / "other.db", site.database):
        code, found = doctor(file, capsys)
        assert (code, failures(found)) == (3, ["opens"])


def test_a_missing_public_edition_is_told_where_stories_are_hidden(
    site: Versions, capsys: pytest.CaptureFixture[str]
) -> None:
    code, found = doctor(site.database, capsys, "--unpublished", "hidden")
    assert (code, failures(found)) == (3, ["opens"])


def test_nothing_loaded_yet_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    async def make() -> None:
        async with await open_store(f"sqlite:///{tmp_path}/x.db"):
            pass

    asyncio.run(make())
    code, found = doctor(tmp_path / "x.db", capsys)
    assert (code, failures(found)) == (1, ["snapshot"])


async def test_beside_a_load_and_readers_all_is_well(site: Versions, capsys: pytest.CaptureFixture[str]) -> None:
    async with await open_store(f"sqlite:///{site.database}", readers=1) as store:
        await store.fetch_rows("SELECT 1")
        async with store.writing() as transaction:
            await transaction.execute("DELETE FROM article_text")
            await transaction.execute("DELETE FROM article_related")
            code, found = await asyncio.to_thread(doctor, site.database, capsys)
            assert (code, failures(found)) == (0, [])
            raise_nothing = await store.fetch_rows("SELECT count(*) FROM article_related")
            assert raise_nothing != [(0,)]
            await transaction.connection.rollback()
            await transaction.execute("BEGIN")
        await load(store, [Source("", site.new.root)], jobs=1)
        assert (await asyncio.to_thread(doctor, site.database, capsys))[0] == 0


def test_the_text_has_a_line_for_each_check_and_what_to_do(site: Versions, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(sqlite3.connect(site.database)) as connection:
        connection.execute("UPDATE snapshot SET id = 'x'")
        connection.commit()
    assert main(["doctor", "--database", f"sqlite:///{site.database}"]) == 1
    lines = capsys.readouterr().out.splitlines()
    at = next(index for index, line in enumerate(lines) if line.startswith("FAILED"))
    assert lines[at].startswith("FAILED  snapshot      gateway.db: The snapshot x is not that of what is stored.")
    assert "restore a backup" in lines[at + 1]
    assert lines[-1] == "1 of 11 checks failed."
