"""One read-only connection, which stops a statement itself: when its time is up, or when nobody waits for it.

SQLite asks every so many steps whether to go on ("Query Progress Callbacks"); cancelling the task that waits
would not stop the statement.
"""

import asyncio
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, Final

from gateway.errors import StoreError
from gateway.store.brief import LIMIT_SECONDS
from gateway.store.reader import Call, ReadLimits, T, Work, busy, closed
from gateway.store.sqlite.connections import Connection, reader_uri, set_up_reader
from gateway.store.sqlite.driver_errors import driver_error, in_our_words, refuse_nul

__all__ = ["SqliteReader", "open_immediate", "open_reader"]

_STEPS: Final = 50_000
"""Steps of SQLite's machine between two looks at the clock: about a millisecond. Each takes the interpreter's lock."""


class SqliteReader(Connection):
    """A connection that answers one statement after another, as they come."""

    def __init__(self, uri: str, limits: ReadLimits) -> None:
        super().__init__(uri)
        self._limits = limits
        self.load = 0  # statements that run or wait on its thread
        self._is_one_snapshot = False  # what is read now
        self._call = Call(0.0)
        self._deadline = 0.0

    async def fetch(self, text: str, parameters: Sequence[Any], call: Call) -> list[Any]:
        """All rows of one statement, when its turn comes. As `_execute` does it, without a frame of its own."""
        return await self._on_thread(partial(self.fetch_now, text, parameters, call), call)

    async def work(self, do: Work, call: Call) -> bytes:
        """What is made of several statements, all of one snapshot, on the connection's thread."""
        return await self._on_thread(partial(self.work_now, do, call), call)

    async def _on_thread(self, do: Callable[[], T], call: Call) -> T:
        if not self._running or self._connection is None:
            raise closed()
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._tx.put_nowait((future, partial(_timed, do, call)))
        try:
            return await future
        except StoreError:
            raise
        except Exception as error:
            raise driver_error(error) from error

    async def fetch_each(
        self, statements: Sequence[tuple[str, Sequence[Any]]], call: Call, tell: Callable[[list[Any]], None]
    ) -> None:
        """The rows of several statements, all of one snapshot, told one after another from the connection's thread."""
        for _, parameters in statements:
            refuse_nul(parameters)
        with in_our_words():
            await self._execute(self._fetch_each_now, statements, call, tell)

    async def watch(self) -> None:
        """Have SQLite ask whether to go on."""
        await self.set_progress_handler(self._is_over, _STEPS)

    def _begin(self, call: Call) -> float:
        """The turn of a call has come, for as long as a statement may take; gives the time."""
        if call.is_abandoned:
            raise closed()
        now = time.monotonic()
        if now > call.expires:
            raise busy()
        self._call, self._deadline = call, now + self._limits.timeout_seconds
        if not self._is_one_snapshot:
            self._let_go()
        return now

    def fetch_now(self, text: str, parameters: Sequence[Any], call: Call) -> list[Any]:
        """All rows of one statement, on the thread that asks."""
        now = self._begin(call)
        try:
            return self._run(text, parameters)
        finally:
            call.seconds = time.monotonic() - now

    def work_now(self, do: Work, call: Call) -> bytes:
        """What is made of several statements, on the thread that asks."""
        now = self._begin(call)
        try:
            made = do(self._run, is_one_snapshot=self._is_one_snapshot)
            if made is None:
                with self.one_snapshot():
                    made = do(self._run, is_one_snapshot=True)
            assert made is not None  # more than one statement is possible now
            self._limits.within([(made,)])
            return made
        finally:
            call.seconds = time.monotonic() - now

    @contextmanager
    def one_snapshot(self) -> Iterator[None]:
        """All that is read in the block is of one snapshot, which the first statement decides of."""
        self._let_go()
        try:
            self._conn.execute("BEGIN")
            self._is_one_snapshot = True
            yield
        finally:
            self._is_one_snapshot = False
            self._let_go()

    def _let_go(self) -> None:
        """End what was begun: a BEGIN that was stopped, as SQLite may ask whether to go on, has begun all the same.

        Where there is no memory to end it, it is ended before anything else is read: nobody is answered from the past.
        """
        if self._conn.in_transaction:
            self._conn.execute("ROLLBACK")

    def _run(self, text: str, parameters: Sequence[Any]) -> list[tuple[Any, ...]]:
        refuse_nul(parameters)
        return self._limits.within(self._conn.execute(text, parameters).fetchall())

    def _fetch_each_now(
        self, statements: Sequence[tuple[str, Sequence[Any]]], call: Call, tell: Callable[[list[Any]], None]
    ) -> None:
        self._begin(call)
        told: list[Any] = []
        with self.one_snapshot():
            for text, parameters in statements:
                rows = self._conn.execute(text, parameters).fetchall()
                told += rows
                self._limits.within(told)  # all of them together: nobody may have taken any yet
                tell(rows)

    def _is_over(self) -> bool:
        return self._call.is_abandoned or time.monotonic() > self._deadline


def _timed(do: Callable[[], T], call: Call) -> T:
    """Do it on a thread of its own, and note what that takes of a processor."""
    begun = time.thread_time()
    try:
        return do()
    finally:
        call.cpu_seconds = time.thread_time() - begun


async def open_reader(file: Path, limits: ReadLimits) -> SqliteReader:
    """A connection that cannot write: the file is opened read-only, and `query_only` is set."""
    reader = SqliteReader(reader_uri(file), limits)
    with in_our_words():
        await set_up_reader(reader)
        await reader.watch()
    return reader


async def open_immediate(file: Path, limits: ReadLimits) -> SqliteReader:
    """The same for statements that nothing else runs beside: it waits for no lock."""
    reader = await open_reader(file, limits._replace(timeout_seconds=LIMIT_SECONDS))
    with in_our_words():
        await reader.execute_fetchall("PRAGMA busy_timeout = 0")
    return reader
