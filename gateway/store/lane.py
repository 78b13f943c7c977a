"""Places at some of the connections, and those who wait for one, first come, first served."""

import asyncio
from collections import deque
from collections.abc import Iterable
from typing import NamedTuple

from gateway.store.reader import Reader, busy, closed, overloaded

__all__ = ["Lane"]


class Waiter(NamedTuple):
    """Somebody who waits, and until when."""

    future: "asyncio.Future[Reader]"
    expires: float


class Lane:
    """A queue. What waits longer than a statement may take is refused, and so is what comes when too many wait."""

    def __init__(self, timeout_seconds: float, most_waiting: int) -> None:
        self._timeout_seconds = timeout_seconds
        self._most_waiting = most_waiting
        self.places: deque[Reader] = deque()  # that nobody waits for; those of idle connections first
        self._waiting: deque[Waiter] = deque()
        self._timer: asyncio.TimerHandle | None = None
        self._is_closed = False

    @property
    def waiting(self) -> int:
        """How many wait."""
        return len(self._waiting)

    def open(self, places: Iterable[Reader]) -> None:
        """Give those who wait what there is from now on."""
        for reader in places:
            self._put(reader)

    def take(self) -> Reader | None:
        """A place that nobody need wait for, if there is one. It counts as taken until it is given back."""
        if not self.places:
            return None
        reader = self.places.popleft()
        reader.load += 1
        return reader

    async def wait(self) -> Reader:
        """The next place that becomes free.

        Raises:
            StoreError: TOO_MANY_OPERATIONS at once, or SERVICE_UNAVAILABLE when the time is up.
        """
        if self._is_closed:
            raise closed()
        if len(self._waiting) >= self._most_waiting:
            raise overloaded()
        loop = asyncio.get_running_loop()
        waiter = Waiter(loop.create_future(), loop.time() + self._timeout_seconds)
        self._waiting.append(waiter)
        if self._timer is None:  # who has waited longest gives up first: one timer is enough
            self._timer = loop.call_at(waiter.expires, self._give_up)
        try:
            return await waiter.future
        except asyncio.CancelledError:
            # The turn may have come at the very moment of giving up: pass it on.
            if waiter.future.done() and not waiter.future.cancelled() and waiter.future.exception() is None:
                self.give(waiter.future.result())
            elif waiter in self._waiting:
                self._waiting.remove(waiter)
            raise

    def give(self, reader: Reader) -> None:
        """Give back what a statement has taken."""
        reader.load -= 1
        self._put(reader)

    def close(self) -> None:
        """Refuse those who wait."""
        self._is_closed = True
        self.places.clear()
        if self._timer is not None:
            self._timer.cancel()
        while self._waiting:
            _refuse(self._waiting.popleft(), closed())

    def _put(self, reader: Reader) -> None:
        """Let whoever has waited longest have a place."""
        if self._is_closed:
            return
        while self._waiting:
            waiting = self._waiting.popleft().future
            if not waiting.done():
                reader.load += 1
                waiting.set_result(reader)
                return
        if reader.load == 0:
            self.places.appendleft(reader)
        else:
            self.places.append(reader)

    def _give_up(self) -> None:
        """Refuse those whose time is up, and look again when that of the next is."""
        loop = asyncio.get_running_loop()
        while self._waiting and self._waiting[0].expires <= loop.time():
            _refuse(self._waiting.popleft(), busy())
        self._timer = loop.call_at(self._waiting[0].expires, self._give_up) if self._waiting else None


def _refuse(waiter: Waiter, error: Exception) -> None:
    if not waiter.future.done():
        waiter.future.set_exception(error)
