"""Migrations give exactly the tables of the code, once, in order; a newer database is refused."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import asyncpg
import pytest

from gateway.errors import StoreError
from gateway.execution.live.change_log import read_range
from gateway.store import open_store
from gateway.store.migrations import read_migrations
from gateway.store.printed import print_tables


def describe(script: str) -> dict[str, object]:
    """All that SQLite knows of the tables that a script makes."""
    database = sqlite3.connect(":memory:")
    database.executescript(script)
    found: dict[str, object] = {}
    for name, columns, without_rowid, strict in database.execute(
        "SELECT name, ncol, wr, strict FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite_%'"
    ).fetchall():
        found[name] = (columns, without_rowid, strict)
        for pragma in ("table_xinfo", "foreign_key_list"):
            found[f"{name} {pragma}"] = database.execute(f"PRAGMA {pragma}({name})").fetchall()
    for name, table, sql in database.execute("SELECT name, tbl_name, sql FROM sqlite_schema WHERE type = 'index'"):
        found[f"index {name}"] = (table, sql and " ".join(sql.split()))
    database.close()
    return found


def test_all_migrations_together_give_the_tables_of_the_code() -> None:
    migrated = describe("\n".join(migration.sql for migration in read_migrations()))

    assert migrated == describe(print_tables())


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_the_printed_tables_are_published(engine: str) -> None:
    published = Path(__file__).parents[2] / "schema" / "tables" / f"{engine}.sql"

    assert published.read_text("utf-8") == print_tables(engine)


CATALOG = (
    """SELECT table_name, column_name, ordinal_position, data_type, is_nullable, collation_name
    FROM information_schema.columns WHERE table_schema = $1 ORDER BY 1, 3""",
    """SELECT tablename, indexname, replace(indexdef, schemaname || '.', '')
    FROM pg_indexes WHERE schemaname = $1 ORDER BY 2""",
    """SELECT conrelid::regclass::text, conname, replace(pg_get_constraintdef(oid), $1 || '.', '')
    FROM pg_constraint WHERE connamespace = $1::regnamespace ORDER BY 1, 2""",
)
"""All that PostgreSQL knows of the tables of a schema."""


async def test_all_migrations_of_postgresql_together_give_the_tables_of_the_code(empty_postgresql: str) -> None:
    connection = await asyncpg.connect(empty_postgresql)
    try:
        found = []
        for script in ("\n".join(each.sql for each in read_migrations("postgresql")), print_tables("postgresql")):
            await connection.execute("CREATE SCHEMA tested; SET search_path = tested")
            await connection.execute(script)
            found.append([[tuple(row) for row in await connection.fetch(query, "tested")] for query in CATALOG])
            await connection.execute("DROP SCHEMA tested CASCADE")
    finally:
        await connection.close()

    migrated, printed = found
    assert migrated == printed
    assert len(migrated[0]) > 100, "columns"


async def test_a_new_database_is_made_and_records_its_migrations(empty_database: str) -> None:
    for _ in range(2):
        async with await open_store(empty_database, has_public=True) as store:
            assert store.public is not None
            known = [(migration.version, migration.name) for migration in read_migrations(store.dialect.name)]
            for edition in (store, store.public):
                rows = await edition.fetch_rows("SELECT version, name FROM migration ORDER BY version")
                assert rows == known


async def test_a_database_of_before_goes_on_with_an_empty_log_of_one_kind(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "gateway.db")) as before:
        for migration in read_migrations()[:2]:
            before.executescript(migration.sql)
            before.execute("INSERT INTO migration VALUES (?, ?, '')", (migration.version, migration.name))
        before.execute("INSERT INTO article_change VALUES (7, 's', 1, 1, NULL)")
        before.execute("INSERT INTO snapshot VALUES (1, 's', '', 0, 0, 0, 0, 0, 0, 0, 7)")
        before.commit()

    async with await open_store(f"sqlite:///{tmp_path}/gateway.db") as store:
        columns = [row[1] for row in await store.fetch_rows("PRAGMA table_info(article_change)")]
        assert columns == ["number", "snapshot_id", "article_id", "kind"]
        known = await read_range(store)
    assert (known.last, known.first) == (7, 8), "numbers go on where they were"


async def test_a_newer_database_is_refused_with_both_versions(empty_database: str) -> None:
    async with await open_store(empty_database) as store, store.writing() as transaction:
        known = len(read_migrations(store.dialect.name))
        await transaction.execute(f"INSERT INTO migration VALUES ({known + 5}, 'later', '')")

    with pytest.raises(StoreError) as raised:
        await open_store(empty_database)
    assert raised.value.code == "STORE_TOO_NEW"
    assert str(known + 5) in raised.value.message
    assert f"up to {known}" in raised.value.message


async def test_the_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "gateway.db") as other:
        other.execute("CREATE TABLE invoice (id)")
    other.close()

    with pytest.raises(StoreError) as raised:
        await open_store(f"sqlite:///{tmp_path}/gateway.db")
    assert raised.value.code == "STORE_NOT_OURS"


async def test_the_schema_of_another_program_is_left_alone(empty_postgresql: str) -> None:
    other = await asyncpg.connect(empty_postgresql)
    await other.execute("CREATE SCHEMA gateway; CREATE TABLE gateway.invoice (id integer)")
    await other.close()

    with pytest.raises(StoreError) as raised:
        await open_store(empty_postgresql)
    assert raised.value.code == "STORE_NOT_OURS"


async def test_processes_that_start_together_on_a_new_database_all_open_it(empty_database: str) -> None:
    opening = (open_store(empty_database, readers=1, has_public=True) for _ in range(6))

    opened = await asyncio.gather(*opening, return_exceptions=True)

    for store in opened:
        assert not isinstance(store, BaseException), store
        await store.close()
