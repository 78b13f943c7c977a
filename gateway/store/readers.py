"""The pool that answers: read-only connections in two lanes, so that nobody waits for somebody else's long statement.

Most connections are for statements that are quick, where a connection has a thread one that runs and one that waits
there, which so goes on without waiting for the event loop to hear of the last one. The rest are for statements that are
not quick; and what is proven to be brief needs no thread.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterable, Sequence
from contextlib import suppress
from typing import Any, Final, NamedTuple, cast

from gateway.store.brief import Brief, NotBriefError
from gateway.store.lane import Lane
from gateway.store.pace import Pace
from gateway.store.reader import Call, ImmediateReader, Reader, ReadLimits, T, Work, WorkingReader, closed

__all__ = ["Readers", "Usage"]

_QUICK_FOR_EACH_LONG: Final = 4
"""To so many connections for quick statements there is one more for those that take long."""

Statements = Sequence[tuple[str, Sequence[Any]]]


class Usage(NamedTuple):
    """How busy a pool is: open connections, statements that run, and those that wait, on a connection or for one."""

    connections: int
    running: int
    waiting: int


class Readers:
    """A fixed number of connections, opened when first needed: `count` for quick statements, and some more."""

    def __init__(
        self,
        open_reader: Callable[[], Awaitable[Reader]],
        count: int,
        limits: ReadLimits,
        *,
        places: int = 1,
        open_immediate: Callable[[], Awaitable[ImmediateReader]] | None = None,
    ) -> None:
        """`places` is how many quick statements one connection takes at a time: one runs, the others wait on it."""
        self._open_reader = open_reader
        self._open_immediate = open_immediate
        self._places = places
        self._count = count
        self._count_long = max(1, count // _QUICK_FOR_EACH_LONG)
        self._all: tuple[Reader, ...] = ()
        self._opening = asyncio.Lock()
        self._calls: set[Call] = set()
        self._limits = limits
        self._quick = Lane(limits.timeout_seconds, limits.most_waiting)
        self._long = Lane(limits.timeout_seconds, limits.most_waiting)
        self._pace = Pace()
        self._immediate: ImmediateReader | None = None
        self._brief: Brief | None = None
        self._is_closed = False

    def fetch(self, text: str, parameters: Sequence[Any], *, is_heavy: bool = False) -> Coroutine[Any, Any, list[Any]]:
        """All rows of one statement. Past the time limit, or when the caller is cancelled, the statement is stopped.

        `is_heavy` tells that it may take long.
        """
        return self._ask(
            text,
            lambda reader, call: reader.fetch_now(text, parameters, call),
            lambda reader, call: reader.fetch(text, parameters, call),
            is_heavy=is_heavy,
        )

    def work(self, text: str, do: Work, *, is_heavy: bool = False) -> Coroutine[Any, Any, bytes]:
        """The same for several statements, of which this is the first: what is made of them."""
        return self._ask(
            text,
            lambda reader, call: reader.work_now(do, call),
            lambda reader, call: cast("WorkingReader", reader).work(do, call),
            is_heavy=is_heavy,
        )

    async def _ask(
        self,
        text: str,
        now: Callable[[ImmediateReader, Call], T],
        in_turn: Callable[[Reader, Call], Awaitable[T]],
        *,
        is_heavy: bool,
    ) -> T:
        if self._brief is not None and not is_heavy and self._pace.is_brief(text):
            with suppress(NotBriefError):
                return await self._brief.ask(text, now)
        return await self._in_turn(text, in_turn, is_heavy=is_heavy)

    async def _in_turn(self, text: str, ask: Callable[[Reader, Call], Awaitable[T]], *, is_heavy: bool) -> T:
        call = Call(time.monotonic() + self._limits.timeout_seconds)
        lane = self._long if is_heavy or self._pace.is_slow(text) else self._quick
        reader = lane.take() or await self._wait(lane)
        self._calls.add(call)
        try:
            return await ask(reader, call)
        except asyncio.CancelledError:
            call.is_abandoned = True
            self._pace.doubt(text)
            raise
        finally:
            self._calls.discard(call)
            lane.give(reader)
            self._pace.note(text, call.seconds, call.cpu_seconds, is_heavy=is_heavy, was_apart=lane is self._long)

    async def fetch_each(self, statements: Statements, *, is_heavy: bool = False) -> AsyncIterator[list[Any]]:
        """The rows of several statements, all of one snapshot, as they come.

        They run one after another without waiting for whoever takes the rows; those who do not want the rest close the
        iterator, and what runs is stopped.
        """
        loop, queue = asyncio.get_running_loop(), asyncio.Queue[Any]()
        call = Call(time.monotonic() + self._limits.timeout_seconds)
        lane = self._long if is_heavy else self._quick
        reader = lane.take() or await self._wait(lane)
        self._calls.add(call)

        def tell(rows: list[Any]) -> None:
            loop.call_soon_threadsafe(queue.put_nowait, rows)

        def end(done: "asyncio.Task[None]") -> None:
            """Let others have the connection, though nobody may have taken the rows yet, or wait for them any more."""
            self._calls.discard(call)
            lane.give(reader)
            queue.put_nowait(None)
            if not done.cancelled():
                done.exception()  # if nobody waits, it is no news

        running = asyncio.create_task(reader.fetch_each(statements, call, tell))
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
        if self._brief is not None:
            self._brief.close()
        for call in list(self._calls):
            call.abandon()
        readers, self._all = self._all, ()
        await _close(readers)

    @property
    def usage(self) -> Usage:
        """How busy the pool is."""
        running = sum(reader.load > 0 for reader in self._all)
        waiting = sum(max(0, reader.load - 1) for reader in self._all)
        waiting += self._quick.waiting + self._long.waiting + (self._brief.waiting if self._brief is not None else 0)
        return Usage(len(self._all), running, waiting)

    @property
    def are_open(self) -> bool:
        """Whether anything was read yet."""
        return bool(self._all)

    async def _wait(self, lane: Lane) -> Reader:
        if self._is_closed:
            raise closed()
        if not self._all:
            await self._open()
            if reader := lane.take():
                return reader
        reader = await lane.wait()
        if self._is_closed:  # between the place and its being taken
            lane.give(reader)
            raise closed()
        return reader

    async def _open(self) -> None:
        async with self._opening:
            if not self._all:
                opened = await self._open_all()
                if self._is_closed:
                    await _close(opened)
                    raise closed()
                self._all = opened
                if self._immediate is not None:
                    self._brief = Brief(self._immediate, self._pace, self._limits.most_waiting)
                self._quick.open(self._all[: self._count] * self._places)
                self._long.open(self._all[self._count : self._count + self._count_long])

    async def _open_all(self) -> tuple[Reader, ...]:
        readers: list[Reader] = []
        try:
            while len(readers) < self._count + self._count_long:
                readers.append(await self._open_reader())
            if self._open_immediate is not None:
                self._immediate = await self._open_immediate()
                readers.append(self._immediate)
        except BaseException:
            await _close(readers)
            raise
        return tuple(readers)


async def _close(readers: Iterable[Reader]) -> None:
    for reader in readers:
        await reader.close()
