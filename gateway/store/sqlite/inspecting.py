"""Reads a database file without writing anything, not even beside it; also beside a process that writes to it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from gateway.errors import StoreError
from gateway.store.sqlite.connections import open_inspector
from gateway.store.sqlite.dialect import SQLITE
from gateway.store.sqlite.migrating import stored_version
from gateway.store.sqlite.obstacles import explained
from gateway.store.sqlite.transaction import SqliteTransaction

__all__ = ["beside", "inspecting"]


def beside(file: Path, ending: str) -> Path:
    """A file that SQLite keeps beside a database: `-wal`, `-shm` or `-journal`."""
    return file.with_name(f"{file.name}{ending}")


@asynccontextmanager
async def inspecting(file: Path) -> AsyncIterator[tuple[SqliteTransaction, int]]:
    """A transaction that only reads, all of one moment, and the version of the tables.

    Where nobody has the file open there is no log; then it is opened as one that does not change, which keeps SQLite
    from making a log. Should somebody write to it after all, what was read is worth nothing, and that is told.

    Raises:
        StoreError: when the file cannot be opened, or is no database of ours.
    """
    is_at_rest, before = not _is_in_use(file), _state(file)
    with explained(file):
        connection = await open_inspector(file, is_at_rest=is_at_rest)
    try:
        with explained(file):
            version = await stored_version(connection)
        yield SqliteTransaction(connection, SQLITE), version
    finally:
        await connection.close()
    if is_at_rest and (_is_in_use(file) or _state(file) != before):
        message = f"Another process has begun to write while this was read: {file}."
        raise StoreError(message, code="STORE_BUSY", hint="Try again.")


def _is_in_use(file: Path) -> bool:
    return beside(file, "-wal").exists() or beside(file, "-journal").exists()


def _state(file: Path) -> tuple[int, int, int]:
    if not file.is_file():
        raise StoreError(f"There is no database {file}.", code="STORE_NOT_FOUND", hint="`gateway load` makes it.")
    state = file.stat()
    return state.st_ino, state.st_size, state.st_mtime_ns
