"""Brings a SQLite database up to this code."""

import re
from datetime import UTC, datetime
from typing import Final

from gateway.errors import StoreError
from gateway.store.migrations import Migration, read_migrations, refuse_newer
from gateway.store.sqlite.connections import Connection
from gateway.store.sqlite.driver_errors import in_our_words

__all__ = ["migrate", "stored_version"]

_NOTE: Final = "INSERT INTO migration (version, name, applied_at) VALUES (?, ?, ?)"


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
    refuse_newer(version, "sqlite")
    return int(version)


async def _apply(connection: Connection, migration: Migration) -> None:
    """Run a file's statements one by one: `executescript` would commit in the middle."""
    applied_at = datetime.now(UTC).replace(microsecond=0, tzinfo=None).isoformat()
    noted = (_NOTE, (migration.version, migration.name, applied_at))
    await connection.execute_all([*((statement, ()) for statement in _statements(migration.sql)), noted])


def _statements(sql: str) -> list[str]:
    """The statements of a file: each ends with a semicolon at the end of a line."""
    return [part for part in re.split(r";\s*\n", sql + "\n") if part.strip()]
