"""Copies a whole database, page by page and as of one moment, also while others use it."""

import os
import time
from pathlib import Path
from typing import Final

from gateway.store.sqlite import connections
from gateway.store.sqlite.connections import Connection, open_plain, open_writer
from gateway.store.sqlite.driver import driver
from gateway.store.sqlite.driver_errors import held
from gateway.store.sqlite.obstacles import explained

__all__ = ["copy_into", "copy_out", "put_in_place"]

_HELD: Final = (driver.SQLITE_BUSY, driver.SQLITE_LOCKED)


async def copy_out(source: Connection, target: Path) -> None:
    """Copy what a connection sees into a new file: one file that needs no other beside it, and that is on the disk."""
    with explained(target):
        connection = await open_plain(target)
        try:
            await source.backup(connection)
            await connection.execute_fetchall("PRAGMA journal_mode = DELETE")
        finally:
            await connection.close()
    _sync(target)


async def copy_into(source: Connection, target: Path) -> None:
    """Let a database hold what a connection sees, in one transaction: who reads it sees all of it or nothing.

    The database is made where there is none. What its log holds is older, and stays older: unlike with a file that is
    put in its place, which an old log would be played into.
    """
    with explained(target):
        connection = await open_writer(target)
        try:
            await source.backup(connection, progress=_Patience().ask)
            await connection.execute_fetchall("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            await connection.close()


class _Patience:
    """Gives up when somebody else writes for too long; by itself SQLite's copying would wait for ever."""

    def __init__(self) -> None:
        self._expires = time.monotonic() + connections.BUSY_TIMEOUT_SECONDS

    def ask(self, status: int, _remaining: int, _total: int) -> None:
        """Called after each attempt."""
        if status in _HELD and time.monotonic() > self._expires:
            raise held()


def put_in_place(file: Path, target: Path) -> None:
    """Give a file its name, for good."""
    file.rename(target)
    _sync(target.absolute().parent)


def _sync(path: Path) -> None:
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
