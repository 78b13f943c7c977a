"""The pool that answers: read-only connections, one statement at a time on each, every statement with a time limit."""

import asyncio
from collections import deque
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from gateway.errors import StoreError
from gateway.store.connections import Connection, open_reader
from gateway.store.driver_errors import driver_error, in_our_words

__all__ = ["Readers"]

_AGAIN_SECONDS: Final = 0.01


class _Guard:
    """Interrupts a statement when its time is up, and again until it has stopped.

    Once is not enough: an interrupt is lost when the statement has not begun on the connection's thread.
    """

    __slots__ = ("_connection", "_loop", "_timer", "is_due")

    def __init__(self, connection: Connection, loop: asyncio.AbstractEventLoop, seconds: float) -> None:
        self._connection = connection
        self._loop = loop
        self.is_due = False
        self._timer = loop.call_later(seconds, self._interrupt)

    def _interrupt(self) -> None:
        self.is_due = True
        self._connection.interrupt_now()
        self._timer = self._loop.call_later(_AGAIN_SECONDS, self._interrupt)

    def cancel(self) -> None:
        self._timer.cancel()


class Readers:
    """A fixed number of read-only connections, opened when first needed, and a queue of those who wait for one."""

    def __init__(self, file: Path, count: int, timeout_seconds: float) -> None:
        self._file = file
        self._count = count
        self._all: tuple[Connection, ...] = ()
        self._idle: list[Connection] = []
        self._opening = asyncio.Lock()
        self._waiting: deque[asyncio.Future[Connection]] = deque()
        self._draining: set[asyncio.Task[None]] = set()
        self._timeout_seconds = timeout_seconds
        self._is_closed = False

    async def fetch(self, text: str, parameters: Sequence[Any]) -> list[Any]:
        """All rows of one statement. Past the time limit, or when the caller is cancelled, the statement is stopped."""
        connection = self._idle.pop() if self._idle else await self._wait()
        guard = _Guard(connection, asyncio.get_running_loop(), self._timeout_seconds)
        try:
            rows = await connection.execute_fetchall(text, parameters)
        except asyncio.CancelledError:
            guard.cancel()
            self._drain(connection)
            raise
        except Exception as error:
            guard.cancel()
            self._release(connection)
            raise driver_error(error) from error
        guard.cancel()
        self._release(connection)
        return rows  # type: ignore[return-value]

    async def close(self) -> None:
        """Stop what runs, refuse those who wait, and close every connection."""
        self._is_closed = True
        while self._waiting:
            waiter = self._waiting.popleft()
            if not waiter.done():
                waiter.set_exception(_closed())
        for connection in self._all:
            await _until_stopped(connection)
        await asyncio.gather(*self._draining, return_exceptions=True)
        for connection in self._all:
            await connection.close()

    @property
    def are_open(self) -> bool:
        """Whether anything was read yet."""
        return bool(self._all)

    async def _open(self) -> None:
        async with self._opening:
            if not self._all:
                with in_our_words():
                    self._all = await _open_readers(self._file, self._count)
                for connection in self._all:
                    self._release(connection)

    async def _wait(self) -> Connection:
        if self._is_closed:
            raise _closed()
        if not self._all:
            await self._open()
            if self._idle:
                return self._idle.pop()
        loop = asyncio.get_running_loop()
        waiter: asyncio.Future[Connection] = loop.create_future()
        self._waiting.append(waiter)
        timer = loop.call_later(self._timeout_seconds, _give_up, waiter)
        try:
            return await waiter
        except asyncio.CancelledError:
            # The turn may have come at the very moment of giving up: pass it on.
            if waiter.done() and not waiter.cancelled() and waiter.exception() is None:
                self._release(waiter.result())
            raise
        finally:
            timer.cancel()

    def _release(self, connection: Connection) -> None:
        while self._waiting:
            waiter = self._waiting.popleft()
            if not waiter.done():
                waiter.set_result(connection)
                return
        self._idle.append(connection)

    def _drain(self, connection: Connection) -> None:
        """Give the connection back once the statement that nobody waits for has really ended."""
        task = asyncio.get_running_loop().create_task(self._release_when_stopped(connection))
        self._draining.add(task)
        task.add_done_callback(self._draining.discard)

    async def _release_when_stopped(self, connection: Connection) -> None:
        await _until_stopped(connection)
        self._release(connection)


async def _until_stopped(connection: Connection) -> None:
    """Interrupt until the connection's thread, one thing after another, reaches a call with no statement."""
    turn = asyncio.ensure_future(connection.rollback())
    while not turn.done():
        connection.interrupt_now()
        await asyncio.wait({turn}, timeout=_AGAIN_SECONDS)


def _give_up(waiter: asyncio.Future[Connection]) -> None:
    if not waiter.done():
        waiter.set_exception(StoreError("All database connections are busy.", hint="Try again in a moment."))


def _closed() -> StoreError:
    return StoreError("The database is closed.")


async def _open_readers(file: Path, count: int) -> tuple[Connection, ...]:
    connections: list[Connection] = []
    try:
        while len(connections) < count:
            connections.append(await open_reader(file))
    except BaseException:
        for connection in connections:
            await connection.close()
        raise
    return tuple(connections)
