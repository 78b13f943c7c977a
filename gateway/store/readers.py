"""The pool that answers: read-only connections, each with a statement that runs and one that waits on its thread.

With the next statement already there, a thread goes on without waiting for the event loop to hear of the last one.
"""

import asyncio
import time
from collections import deque
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any, Final

from gateway.errors import StoreError
from gateway.store.driver_errors import driver_error, in_our_words
from gateway.store.reader import Call, Reader, ReadLimits, busy, closed, open_reader

__all__ = ["Readers"]

_PLACES: Final = 2
"""Statements on one connection at a time: more would only wait behind a slow one."""


class Readers:
    """A fixed number of connections, opened when first needed, and a queue of those who wait for a place."""

    def __init__(self, file: Path, count: int, limits: ReadLimits) -> None:
        self._file = file
        self._count = count
        self._all: tuple[Reader, ...] = ()
        self._places: deque[Reader] = deque()  # those of idle connections first
        self._opening = asyncio.Lock()
        self._waiting: deque[asyncio.Future[Reader]] = deque()
        self._calls: set[Call] = set()
        self._limits = limits
        self._timeout_seconds = limits.timeout_seconds
        self._is_closed = False

    async def fetch(self, text: str, parameters: Sequence[Any]) -> list[Any]:
        """All rows of one statement. Past the time limit, or when the caller is cancelled, the statement is stopped."""
        call = Call(time.monotonic() + self._timeout_seconds)
        reader = self._places.popleft() if self._places else await self._wait()
        reader.load += 1
        self._calls.add(call)
        try:
            return await reader.fetch(text, parameters, call)
        except asyncio.CancelledError:
            call.is_abandoned = True
            raise
        except StoreError:
            raise
        except Exception as error:
            raise driver_error(error) from error
        finally:
            self._calls.discard(call)
            reader.load -= 1
            self._release(reader)

    async def fetch_each(self, statements: Sequence[tuple[str, Sequence[Any]]]) -> AsyncIterator[list[Any]]:
        """The rows of several statements, all of one snapshot, as they come.

        They run one after another without waiting for whoever takes the rows; those who do not want the rest close the
        iterator, and what runs is stopped.
        """
        loop, queue = asyncio.get_running_loop(), asyncio.Queue[Any]()
        call = Call(time.monotonic() + self._timeout_seconds)
        reader = self._places.popleft() if self._places else await self._wait()
        reader.load += 1
        self._calls.add(call)

        def tell(rows: list[Any]) -> None:
            loop.call_soon_threadsafe(queue.put_nowait, rows)

        running = asyncio.create_task(reader.fetch_each(statements, call, tell))
        running.add_done_callback(lambda _: queue.put_nowait(None))
        try:
            while (rows := await queue.get()) is not None:
                yield rows
            with in_our_words():
                await running
        finally:
            call.is_abandoned = True
            await asyncio.wait({running})
            self._calls.discard(call)
            reader.load -= 1
            self._release(reader)

    async def close(self) -> None:
        """Stop what runs, refuse those who wait, and close every connection."""
        self._is_closed = True
        self._places.clear()
        while self._waiting:
            waiter = self._waiting.popleft()
            if not waiter.done():
                waiter.set_exception(closed())
        for call in self._calls:
            call.is_abandoned = True
        readers, self._all = self._all, ()
        for reader in readers:
            await reader.close()

    @property
    def are_open(self) -> bool:
        """Whether anything was read yet."""
        return bool(self._all)

    async def _open(self) -> None:
        async with self._opening:
            if not self._all:
                with in_our_words():
                    self._all = await _open_readers(self._file, self._count, self._limits)
                for reader in self._all * _PLACES:
                    self._release(reader)

    async def _wait(self) -> Reader:
        if self._is_closed:
            raise closed()
        if not self._all:
            await self._open()
            if self._places:
                return self._places.popleft()
        loop = asyncio.get_running_loop()
        waiter: asyncio.Future[Reader] = loop.create_future()
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

    def _release(self, reader: Reader) -> None:
        if self._is_closed:
            return
        while self._waiting:
            waiter = self._waiting.popleft()
            if not waiter.done():
                waiter.set_result(reader)
                return
        if reader.load == 0:
            self._places.appendleft(reader)
        else:
            self._places.append(reader)


def _give_up(waiter: asyncio.Future[Reader]) -> None:
    if not waiter.done():
        waiter.set_exception(busy())


async def _open_readers(file: Path, count: int, limits: ReadLimits) -> tuple[Reader, ...]:
    readers: list[Reader] = []
    try:
        while len(readers) < count:
            readers.append(await open_reader(file, limits))
    except BaseException:
        for reader in readers:
            await reader.close()
        raise
    return tuple(readers)
