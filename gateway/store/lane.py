"""Places at some of the connections, and those who wait for one, first come, first served."""

import asyncio
from collections import deque
from collections.abc import Iterable
from typing import Final

from gateway.errors import StoreError
from gateway.store.reader import Reader, busy, closed

__all__ = ["Lane"]

_OVERLOADED: Final = "As many operations are under way as there may be."


class Lane:
    """A queue. What waits longer than a statement may take is refused, and so is what comes when too many wait."""

    def __init__(self, timeout_seconds: float, most_waiting: int) -> None:
        self._timeout_seconds = timeout_seconds
        self._most_waiting = most_waiting
        self._places: deque[Reader] = deque()  # those of idle connections first
        self._waiting: deque[asyncio.Future[Reader]] = deque()
        self._is_closed = False

    @property
    def waiting(self) -> int:
        """How many wait."""
        return len(self._waiting)

    @property
    def has_place(self) -> bool:
        """Whether nobody need wait."""
        return bool(self._places)

    def open(self, places: Iterable[Reader]) -> None:
        """Give those who wait what there is from now on."""
        for reader in places:
            self.give(reader)

    def take(self) -> Reader:
        """A place that is free now."""
        reader = self._places.popleft()
        reader.load += 1
        return reader

    async def wait(self) -> Reader:
        """The next place that becomes free.

        Raises:
            StoreError: TOO_MANY_OPERATIONS at once, or SERVICE_UNAVAILABLE when the time is up.
        """
        if len(self._waiting) >= self._most_waiting:
            raise StoreError(_OVERLOADED, code="TOO_MANY_OPERATIONS", hint="Try again in a moment.")
        loop = asyncio.get_running_loop()
        waiter: asyncio.Future[Reader] = loop.create_future()
        self._waiting.append(waiter)
        timer = loop.call_later(self._timeout_seconds, _give_up, waiter)
        try:
            reader = await waiter
        except asyncio.CancelledError:
            # The turn may have come at the very moment of giving up: pass it on.
            if waiter.done() and not waiter.cancelled() and waiter.exception() is None:
                self.give(waiter.result())
            raise
        finally:
            timer.cancel()
            self._forget(waiter)
        reader.load += 1
        return reader

    def give_back(self, reader: Reader) -> None:
        """A place is free again."""
        reader.load -= 1
        self.give(reader)

    def give(self, reader: Reader) -> None:
        """Let whoever has waited longest have a place."""
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

    def close(self) -> None:
        """Refuse those who wait."""
        self._is_closed = True
        self._places.clear()
        while self._waiting:
            waiter = self._waiting.popleft()
            if not waiter.done():
                waiter.set_exception(closed())

    def _forget(self, waiter: "asyncio.Future[Reader]") -> None:
        """Who has given up counts no more among those who wait."""
        if waiter in self._waiting:
            self._waiting.remove(waiter)


def _give_up(waiter: "asyncio.Future[Reader]") -> None:
    if not waiter.done():
        waiter.set_exception(busy())
