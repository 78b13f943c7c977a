"""Places at some of the connections, and those who wait for one, first come, first served.

A connection has more places for statements that are proven to be quick: they wait for each other alone, and have them
only while no other is on it.
"""

import asyncio
from collections import deque
from collections.abc import Iterable
from typing import Final, NamedTuple

from gateway.errors import StoreError
from gateway.store.reader import Reader, busy, closed

__all__ = ["Lane", "Place"]

_OVERLOADED: Final = "As many operations wait for their turn as may."


class Place(NamedTuple):
    """Room for one statement on a connection."""

    reader: Reader
    is_for_proven: bool = False

    def is_open_to(self, *, is_proven: bool) -> bool:
        """Whether a statement may have it."""
        return not self.is_for_proven or (is_proven and not self.reader.doubtful)


class Waiter(NamedTuple):
    """Somebody who waits, and until when."""

    future: "asyncio.Future[Place]"
    expires: float
    is_proven: bool


class Lane:
    """A queue. What waits longer than a statement may take is refused, and so is what comes when too many wait."""

    def __init__(self, timeout_seconds: float, most_waiting: int) -> None:
        self._timeout_seconds = timeout_seconds
        self._most_waiting = most_waiting
        self.places: deque[Place] = deque()  # that nobody need wait for; those of idle connections first
        self.more: deque[Place] = deque()  # for those that are proven
        self._waiting: deque[Waiter] = deque()
        self._timer: asyncio.TimerHandle | None = None
        self._is_closed = False

    @property
    def waiting(self) -> int:
        """How many wait."""
        return len(self._waiting)

    def open(self, places: Iterable[Place]) -> None:
        """Give those who wait what there is from now on."""
        for place in places:
            self.give(place)

    def take(self, *, is_proven: bool) -> Place | None:
        """A place that nobody need wait for, if there is one."""
        if self.places:
            return self.places.popleft()
        for _ in range(len(self.more) if is_proven else 0):
            place = self.more.popleft()
            if place.is_open_to(is_proven=is_proven):
                return place
            self.more.append(place)
        return None

    async def wait(self, *, is_proven: bool) -> Place:
        """The next place that becomes free.

        Raises:
            StoreError: TOO_MANY_OPERATIONS at once, or SERVICE_UNAVAILABLE when the time is up.
        """
        if len(self._waiting) >= self._most_waiting:
            raise StoreError(_OVERLOADED, code="TOO_MANY_OPERATIONS", hint="Try again in a moment.")
        loop = asyncio.get_running_loop()
        waiter = Waiter(loop.create_future(), loop.time() + self._timeout_seconds, is_proven)
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

    def give(self, place: Place) -> None:
        """Let whoever has waited longest have a place, if it is open to him."""
        if self._is_closed:
            return
        while self._waiting and place.is_open_to(is_proven=self._waiting[0].is_proven):
            waiting = self._waiting.popleft().future
            if not waiting.done():
                waiting.set_result(place)
                return
        if place.is_for_proven:
            self.more.append(place)
        elif place.reader.load == 0:
            self.places.appendleft(place)
        else:
            self.places.append(place)

    def close(self) -> None:
        """Refuse those who wait."""
        self._is_closed = True
        self.places.clear()
        self.more.clear()
        if self._timer is not None:
            self._timer.cancel()
        while self._waiting:
            waiting = self._waiting.popleft().future
            if not waiting.done():
                waiting.set_exception(closed())

    def _give_up(self) -> None:
        """Refuse those whose time is up, and look again when that of the next is."""
        loop = asyncio.get_running_loop()
        while self._waiting and self._waiting[0].expires <= loop.time():
            waiting = self._waiting.popleft().future
            if not waiting.done():
                waiting.set_exception(busy())
        self._timer = loop.call_at(self._waiting[0].expires, self._give_up) if self._waiting else None
