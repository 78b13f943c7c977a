"""Numbered SQL files, one folder for each engine, applied in order in one transaction and recorded in `migration`.

The first file is printed from the tables (see `gateway.store.printed`); a later file changes what an earlier one made.
"""

import re
from datetime import UTC, datetime
from importlib.resources import files
from typing import Final, NamedTuple

from gateway.errors import InternalError, StoreError
from gateway.store.connections import Connection
from gateway.store.driver_errors import in_our_words

__all__ = ["Migration", "migrate", "newest_version", "read_migrations", "stored_version"]

_FILE_NAME: Final = re.compile(r"(\d{4})_(\w+)\.sql")


class Migration(NamedTuple):
    """One numbered file."""

    version: int
    name: str
    sql: str


def read_migrations(engine: str = "sqlite") -> list[Migration]:
    """All migrations that this code knows, in order. Raises when the numbers do not run from 1 without a gap."""
    found = sorted(
        Migration(int(matched[1]), matched[2], file.read_text("utf-8"))
        for file in files(__name__).joinpath(engine).iterdir()
        if (matched := _FILE_NAME.fullmatch(file.name))
    )
    if [migration.version for migration in found] != list(range(1, len(found) + 1)):
        raise InternalError("The numbers of the migrations do not run from 1 without a gap.", site="migration-numbers")
    return found


def newest_version() -> int:
    """The version of the tables that this code makes."""
    return len(read_migrations())


async def migrate(connection: Connection) -> None:
    """Bring a database up to this code; refuses one that is newer, or that is another program's."""
    known = read_migrations()
    with in_our_words():
        if await stored_version(connection) == len(known):
            return
        await connection.execute_fetchall("BEGIN IMMEDIATE")
        try:
            # Read again: another process may have migrated while this one waited.
            for migration in known[await stored_version(connection) :]:
                await _apply(connection, migration)
        except BaseException:
            await connection.rollback()
            raise
        await connection.execute_fetchall("COMMIT")


async def stored_version(connection: Connection) -> int:
    """The highest version applied; 0 for an empty database.

    `SELECT coalesce(max(version), 0) FROM migration`
    """
    rows = await connection.execute_fetchall("SELECT name FROM sqlite_schema WHERE type = 'table'")
    tables = {name for (name,) in rows}
    if not tables:
        return 0
    if "migration" not in tables:
        raise StoreError("The database belongs to another program.", code="STORE_NOT_OURS", hint="Name another file.")
    [(version,)] = await connection.execute_fetchall("SELECT coalesce(max(version), 0) FROM migration")
    newest = len(read_migrations())
    if version > newest:
        raise StoreError(
            f"The database has version {version}, and this gateway knows versions up to {newest}.",
            code="STORE_TOO_NEW",
            hint="Use the gateway that wrote it, or load the content into another database file.",
        )
    return int(version)


async def _apply(connection: Connection, migration: Migration) -> None:
    """Run a file's statements one by one: `executescript` would commit in the middle."""
    for statement in _statements(migration.sql):
        await connection.execute_fetchall(statement)
    applied_at = datetime.now(UTC).replace(microsecond=0, tzinfo=None).isoformat()
    await connection.execute_fetchall(
        "INSERT INTO migration (version, name, applied_at) VALUES (?, ?, ?)",
        (migration.version, migration.name, applied_at),
    )


def _statements(sql: str) -> list[str]:
    """The statements of a file: each ends with a semicolon at the end of a line."""
    return [part for part in re.split(r";\s*\n", sql + "\n") if part.strip()]
