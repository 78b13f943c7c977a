"""The pool that answers: read-only connections in two lanes, so that nobody waits for somebody else's long statement.

Most connections are for statements that are quick, the rest for those that are not. Where a connection has a thread,
one statement runs and one waits there, or three that are proven to be quick: so it goes on without waiting until the
event loop has heard of the last one.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from typing import Any, Final, NamedTuple, cast

from gateway.store.lane import Lane, Place
from gateway.store.pace import Pace
from gateway.store.reader import Call, Reader, ReadLimits, T, Work, WorkingReader, closed

__all__ = ["Places", "Readers", "Usage"]

_QUICK_FOR_EACH_LONG: Final = 4
"""To so many connections for quick statements there is one more for those that take long."""

Statements = Sequence[tuple[str, Sequence[Any]]]


class Places(NamedTuple):
    """How many quick statements one connection takes at a time, and how many more of those that are proven to be."""

    quick: int = 1
    proven: int = 0


class Usage(NamedTuple):
    """How busy a pool is: open connections, statements that run, and those that wait, on a connection or for one."""

    connections: int
    running: int
    waiting: int


class Readers:
    """A fixed number of connections, opened when first needed: `count` for quick statements, and some more."""

    def __init__(
        self, open_reader: Callable[[], Awaitable[Reader]], count: int, limits: ReadLimits, places: Places | None = None
    ) -> None:
        self._open_reader = open_reader
        self._places = places or Places()
        self._count = count
        self._count_long = max(1, count // _QUICK_FOR_EACH_LONG)
        self._all: tuple[Reader, ...] = ()
        self._opening = asyncio.Lock()
        self._calls: set[Call] = set()
        self._limits = limits
        self._quick = Lane(limits.timeout_seconds, limits.most_waiting)
        self._long = Lane(limits.timeout_seconds, limits.most_waiting)
        self._pace = Pace()
        self._is_closed = False

    async def fetch(self, text: str, parameters: Sequence[Any], *, is_heavy: bool = False) -> list[Any]:
        """All rows of one statement. Past the time limit, or when the caller is cancelled, the statement is stopped.

        `is_heavy` tells that it may take long.
        """
        return await self._in_turn(text, lambda reader, call: reader.fetch(text, parameters, call), is_heavy=is_heavy)

    async def work(self, text: str, do: Work, *, is_heavy: bool = False) -> bytes:
        """The same for several statements, of which this is the first: what is made of them."""
        return await self._in_turn(
            text, lambda reader, call: cast("WorkingReader", reader).work(do, call), is_heavy=is_heavy
        )

    async def _in_turn(self, text: str, ask: Callable[[Reader, Call], Awaitable[T]], *, is_heavy: bool) -> T:
        call = Call(time.monotonic() + self._limits.timeout_seconds)
        lane = self._long if is_heavy or self._pace.is_slow(text) else self._quick
        is_proven = self._pace.is_proven(text)
        place = lane.take(is_proven=is_proven) or await self._wait(lane, is_proven=is_proven)
        self._calls.add(call)
        try:
            return await ask(place.reader, call)
        except asyncio.CancelledError:
            call.is_abandoned = True
            self._pace.doubt(text)
            raise
        finally:
            self._calls.discard(call)
            lane.give(place, is_proven=is_proven)
            self._pace.note(text, call.seconds, is_heavy=is_heavy, was_apart=lane is self._long)

    async def fetch_each(self, statements: Statements, *, is_heavy: bool = False) -> AsyncIterator[list[Any]]:
        """The rows of several statements, all of one snapshot, as they come.

        They run one after another without waiting for whoever takes the rows; those who do not want the rest close the
        iterator, and what runs is stopped.
        """
        loop, queue = asyncio.get_running_loop(), asyncio.Queue[Any]()
        call = Call(time.monotonic() + self._limits.timeout_seconds)
        lane = self._long if is_heavy else self._quick
        place = lane.take(is_proven=False) or await self._wait(lane, is_proven=False)
        self._calls.add(call)

        def tell(rows: list[Any]) -> None:
            loop.call_soon_threadsafe(queue.put_nowait, rows)

        def end(done: "asyncio.Task[None]") -> None:
            """Let others have the connection, though nobody may have taken the rows yet, or wait for them any more."""
            self._calls.discard(call)
            lane.give(place, is_proven=False)
            queue.put_nowait(None)
            if not done.cancelled():
                done.exception()  # if nobody waits, it is no news

        running = asyncio.create_task(place.reader.fetch_each(statements, call, tell))
        running.add_done_callback(end)
        try:
            while (rows := await queue.get()) is not None:
                yield rows
            await running
        finally:
            if not running.done():
                call.abandon()
                await asyncio.wait({running})

    async def close(self) -> None:
        """Stop what runs, refuse those who wait, and close every connection."""
        self._is_closed = True
        for lane in (self._quick, self._long):
            lane.close()
        for call in list(self._calls):
            call.abandon()
        readers, self._all = self._all, ()
        await _close(readers)

    @property
    def usage(self) -> Usage:
        """How busy the pool is."""
        running = sum(reader.load > 0 for reader in self._all)
        waiting = sum(max(0, reader.load - 1) for reader in self._all)
        return Usage(len(self._all), running, waiting + self._quick.waiting + self._long.waiting)

    @property
    def are_open(self) -> bool:
        """Whether anything was read yet."""
        return bool(self._all)

    async def _wait(self, lane: Lane, *, is_proven: bool) -> Place:
        if self._is_closed:
            raise closed()
        if not self._all:
            await self._open()
            if place := lane.take(is_proven=is_proven):
                return place
        return await lane.wait(is_proven=is_proven)

    async def _open(self) -> None:
        async with self._opening:
            if not self._all:
                opened = await self._open_all()
                if self._is_closed:
                    await _close(opened)
                    raise closed()
                self._all = opened
                quick, proven = self._places
                self._long.open(Place(reader) for reader in self._all[self._count :])
                self._quick.open(Place(reader) for reader in self._all[: self._count] * quick)
                self._quick.open(Place(reader, is_for_proven=True) for reader in self._all[: self._count] * proven)

    async def _open_all(self) -> tuple[Reader, ...]:
        readers: list[Reader] = []
        try:
            while len(readers) < self._count + self._count_long:
                readers.append(await self._open_reader())
        except BaseException:
            await _close(readers)
            raise
        return tuple(readers)


async def _close(readers: Iterable[Reader]) -> None:
    for reader in readers:
        await reader.close()
