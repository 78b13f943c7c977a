"""The one connection of a SQLite database that writes."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any, Final

from sqlalchemy import Executable
from sqlalchemy.engine import Dialect

from gateway.errors import StoreError
from gateway.store.readers import Readers
from gateway.store.sqlite.connections import CACHE, MAPPED, Connection
from gateway.store.sqlite.driver import driver
from gateway.store.sqlite.driver_errors import in_our_words
from gateway.store.sqlite.transaction import SqliteTransaction
from gateway.store.transaction import Parameters, Transaction
from gateway.store.writing import to_the_end

__all__ = ["SqliteWriter"]

_BULK_CACHE: Final = -98_304
"""KiB. A first load comes back to pages that are all over the file: with fewer in memory it writes each more often.

It maps nothing: what it has written would be mapped as well, and a load of much content would seem to hold all of it.
"""


class SqliteWriter:
    """One transaction at a time: `turn` is held by whoever uses the connection."""

    def __init__(self, connection: Connection, dialect: Dialect, readers: Readers) -> None:
        self.turn = asyncio.Lock()
        self.transaction = SqliteTransaction(connection, dialect)
        self._connection = connection
        self._readers = readers

    @asynccontextmanager
    async def begun(self, *, in_bulk: bool) -> AsyncIterator[Transaction]:
        """A transaction that is rolled back when the block raises; the block commits it.

        `PRAGMA cache_size = -32768; PRAGMA mmap_size = 4294967296; BEGIN IMMEDIATE; PRAGMA defer_foreign_keys = 1`
        """
        async with self.turn:
            with in_our_words():
                try:
                    if in_bulk and not self._readers.are_open:
                        await self._leave_log()
                    await self._execute(
                        f"PRAGMA cache_size = {_BULK_CACHE if in_bulk else CACHE}",
                        f"PRAGMA mmap_size = {0 if in_bulk else MAPPED}",
                        f"PRAGMA foreign_keys = {int(not in_bulk)}",
                        "BEGIN IMMEDIATE",
                        "PRAGMA defer_foreign_keys = 1",
                    )
                    self._connection.hold()
                    yield self.transaction
                except BaseException:
                    self._connection.release()
                    await to_the_end(self._connection.rollback())
                    raise

    async def refuse_dangling(self, *, in_bulk: bool) -> None:
        """Raise if a key leads nowhere; unless in bulk, SQLite says so when the transaction ends."""
        if in_bulk and await self._connection.execute_fetchall("PRAGMA foreign_key_check"):
            raise StoreError("A row refers to one that is missing.", code="STORE_FAILED")

    async def commit(self) -> None:
        """Keep what was written."""
        with in_our_words():
            await self._connection.execute_fetchall("COMMIT")
        self._connection.release()

    async def fetch_all(self, statement: Executable | str, parameters: Parameters = ()) -> list[tuple[Any, ...]]:
        """All rows of a statement, in turn with what writes. What is read of the file counts as ours only meanwhile."""
        async with self.turn:
            with in_our_words():
                await self._map(MAPPED)
                try:
                    return await self.transaction.fetch_all(statement, parameters)
                finally:
                    await self._map(0)

    async def tidy(self) -> None:
        """Move the log into the file, so that it does not grow, and refresh what the planner knows.

        `PRAGMA cache_size = -32768; PRAGMA mmap_size = 0; PRAGMA journal_mode = WAL; PRAGMA optimize; PRAGMA
        wal_checkpoint(TRUNCATE)`
        """
        async with self.turn:
            with in_our_words():
                await self._execute(
                    f"PRAGMA cache_size = {CACHE}",
                    "PRAGMA mmap_size = 0",
                    "PRAGMA journal_mode = WAL",
                    "PRAGMA optimize",
                    "PRAGMA wal_checkpoint(TRUNCATE)",
                )

    async def close(self) -> None:
        """Close the connection when its turn is over."""
        async with self.turn:
            await self._connection.close()

    async def _execute(self, *statements: str) -> None:
        await self._connection.execute_all([(statement, ()) for statement in statements])

    async def _map(self, size: int) -> None:
        await self._execute(f"PRAGMA mmap_size = {size}")

    async def _leave_log(self) -> None:
        """Write straight into the file: what is added to an empty database need not go through a log as well.

        Only possible while nobody else has it open; otherwise the log stays. `tidy` and opening bring the log back.
        """
        with suppress(driver.OperationalError):
            await self._connection.execute_fetchall("PRAGMA journal_mode = DELETE")
