"""The one connection of a database that writes, and transactions on several databases that end together."""

import asyncio
from collections.abc import AsyncIterator, Coroutine, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from typing import Any

from sqlalchemy.engine import Dialect

from gateway.errors import StoreError
from gateway.store.connections import Connection
from gateway.store.driver import driver
from gateway.store.driver_errors import in_our_words
from gateway.store.readers import Readers
from gateway.store.transaction import Transaction

__all__ = ["Writer", "writing_together"]


class Writer:
    """One transaction at a time: `turn` is held by whoever uses the connection."""

    def __init__(self, connection: Connection, dialect: Dialect, readers: Readers) -> None:
        self.turn = asyncio.Lock()
        self.transaction = Transaction(connection, dialect)
        self._connection = connection
        self._readers = readers

    @asynccontextmanager
    async def begun(self, *, in_bulk: bool) -> AsyncIterator[Transaction]:
        """A transaction that is rolled back when the block raises; the block commits it.

        `BEGIN IMMEDIATE; PRAGMA defer_foreign_keys = 1`
        """
        async with self.turn:
            with in_our_words():
                try:
                    if in_bulk and not self._readers.are_open:
                        await self._leave_log()
                    await self._connection.execute_fetchall(f"PRAGMA foreign_keys = {int(not in_bulk)}")
                    await self._connection.execute_fetchall("BEGIN IMMEDIATE")
                    await self._connection.execute_fetchall("PRAGMA defer_foreign_keys = 1")
                    yield self.transaction
                except BaseException:
                    await to_the_end(self._connection.rollback())
                    raise

    async def refuse_dangling(self) -> None:
        """Raise if a key leads nowhere."""
        if await self._connection.execute_fetchall("PRAGMA foreign_key_check"):
            raise StoreError("A row refers to one that is missing.", code="STORE_FAILED")

    async def commit(self) -> None:
        """Keep what was written."""
        with in_our_words():
            await self._connection.execute_fetchall("COMMIT")

    async def tidy(self) -> None:
        """See `Store.tidy`."""
        async with self.turn:
            with in_our_words():
                await self._connection.execute_fetchall("PRAGMA journal_mode = WAL")
                await self._connection.execute_fetchall("PRAGMA optimize")
                await self._connection.execute_fetchall("PRAGMA wal_checkpoint(TRUNCATE)")

    async def close(self) -> None:
        """Close the connection when its turn is over."""
        async with self.turn:
            await self._connection.close()

    async def _leave_log(self) -> None:
        """Write straight into the file: what is added to an empty database need not go through a log as well.

        Only possible while nobody else has it open; otherwise the log stays. `tidy` and opening bring the log back.
        """
        with suppress(driver.OperationalError):
            await self._connection.execute_fetchall("PRAGMA journal_mode = DELETE")


@asynccontextmanager
async def writing_together(writers: Sequence[tuple[Writer, bool]]) -> AsyncIterator[list[Transaction]]:
    """A transaction for each writer; the flag says whether it is in bulk. Whatever fails in the block undoes all.

    Nothing is written before all are begun, and nothing is kept before all that can be looked at is found right. Then
    they are committed one right after the other, in the order given. They are begun the other way around: all who write
    to several databases take the last one first, so that nobody waits for somebody who waits for him.
    """
    async with AsyncExitStack() as stack:
        begun = [await stack.enter_async_context(writer.begun(in_bulk=in_bulk)) for writer, in_bulk in writers[::-1]]
        yield begun[::-1]
        for writer, in_bulk in writers:
            if in_bulk:
                await writer.refuse_dangling()
        await to_the_end(_commit([writer for writer, _ in writers]))


async def _commit(writers: Sequence[Writer]) -> None:
    first, *others = writers
    await first.commit()
    for writer in others:
        try:
            await writer.commit()
        except StoreError as error:
            message = f"The public edition has been loaded, and the whole has not: {error.message}"
            hint = "The next load makes up for it."
            raise StoreError(message, code="STORE_OUT_OF_STEP", hint=hint) from error


async def to_the_end(work: Coroutine[Any, Any, None]) -> None:
    """Wait for something to the end, also when the task is cancelled: that takes effect after it."""
    task = asyncio.ensure_future(work)
    is_cancelled = False
    while not task.done():
        try:
            await asyncio.wait({task})
        except asyncio.CancelledError:
            is_cancelled = True
    task.result()
    if is_cancelled:
        raise asyncio.CancelledError
