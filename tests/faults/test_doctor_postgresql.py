"""`gateway doctor` on a PostgreSQL server; files are copied by the server's own programs, and the commands say so."""

import asyncio
import json
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from gateway.cli.main import main
from gateway.store import open_store

CHECKS = [
    "server",
    "opens",
    "version",
    "foreign keys",
    "contents",
    "snapshot",
    "counts",
    "search",
    "indexes",
    "statistics",
]
TOPIC = "INSERT INTO topic (id, source, name, folded_name, slug, is_defined, article_count, digest)"
SNAPSHOT = (
    "INSERT INTO snapshot (singleton, id, loaded_at, published, unpublished, stubs, removed, providers, topics, images,"
    " changes) VALUES (1, 'x', '', 0, 0, 0, 0, 0, 0, 0, 0)"
)
DAMAGES = {
    "foreign keys": "SET session_replication_role = replica; INSERT INTO article_terms VALUES (1, '')",
    "contents": f"{TOPIC} VALUES (1, '', 'a', 'a', 'a', 0, 0, '\\x00')",
    "snapshot": SNAPSHOT,
    "counts": f"{TOPIC} VALUES (1, '', 'a', 'a', 'a', 0, 7, '\\x00')",
    "search": "INSERT INTO article_words VALUES (1, 0, 'a', 'a')",
    "indexes": "DROP INDEX article_newest",
    "statistics": "INSERT INTO fan_out SELECT x::text, 0, 0 FROM generate_series(1, 3000) AS x",
}


def doctor(address: str, capsys: pytest.CaptureFixture[str], *more: str) -> tuple[int, dict[str, dict[str, Any]]]:
    """Its exit code, and what it found by the name of the check."""
    capsys.readouterr()
    code = main(["doctor", "--json", "--database", address, *more])
    out, err = capsys.readouterr()
    assert err == ""
    return code, {each["check"]: each for each in json.loads(out)["checks"]}


def run_sql(address: str, sql: str) -> None:
    async def run() -> None:
        connection = await asyncpg.connect(address, server_settings={"search_path": "gateway"})
        await connection.execute(sql)
        await connection.close()

    asyncio.run(run())


@pytest.fixture
def made(empty_postgresql: str) -> str:
    """A database with empty tables."""

    async def make() -> None:
        async with await open_store(empty_postgresql):
            pass

    asyncio.run(make())
    return empty_postgresql


def failures(found: dict[str, dict[str, Any]]) -> list[str]:
    assert all(bool(each["hint"]) is not each["is_well"] for each in found.values()), "says what to do, and only then"
    return [name for name, each in found.items() if not each["is_well"]]


def test_every_check_is_made_and_nothing_but_the_content_is_missing(
    made: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, found = doctor(made, capsys)
    assert list(found) == CHECKS
    assert (code, failures(found)) == (1, ["snapshot"])
    assert found["server"]["message"].startswith("PostgreSQL 18")
    assert found["server"]["message"].endswith("a primary.")


@pytest.mark.parametrize("check", DAMAGES)
def test_what_is_wrong_is_found(made: str, capsys: pytest.CaptureFixture[str], check: str) -> None:
    run_sql(made, DAMAGES[check])
    code, found = doctor(made, capsys)
    assert code == 1
    assert check in failures(found)
    assert "-wal" not in found[check]["hint"], "there are no files to delete"


def test_what_cannot_be_read_ends_with_exit_code_3(empty_postgresql: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, found = doctor(empty_postgresql, capsys)
    assert (code, failures(found)) == (3, ["opens"])
    code, found = doctor("postgresql://localhost:1/content", capsys)
    assert (code, failures(found)) == (3, ["opens"])


@pytest.mark.parametrize(("command", "program"), [("backup", "pg_dump"), ("restore", "pg_restore")])
def test_copies_are_made_by_the_servers_own_programs(
    made: str, command: str, program: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "copy"
    file.touch()
    assert main([command, str(file), "--database", made]) == 2
    said = capsys.readouterr().err
    assert program in said
    assert "Traceback" not in said
