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


class Waiter(NamedTuple):
    """Somebody who waits, and until when."""

    future: "asyncio.Future[Place]"
    expires: float


class Lane:
    """Two queues, of statements that are proven and of others; each place goes to whoever has waited longest for it.

    What is free is wanted by nobody who waits, so that nobody is overtaken. What waits longer than a statement may take
    is refused, and so is what comes when too many wait.
    """

    def __init__(self, timeout_seconds: float, most_waiting: int) -> None:
        self._timeout_seconds = timeout_seconds
        self._most_waiting = most_waiting
        self.places: deque[Place] = deque()  # those of idle connections first
        self.more: deque[Place] = deque()  # for those that are proven
        self._waiting: dict[bool, deque[Waiter]] = {True: deque(), False: deque()}  # by whether they are proven
        self._timer: asyncio.TimerHandle | None = None
        self._is_closed = False

    @property
    def waiting(self) -> int:
        """How many wait."""
        return sum(map(len, self._waiting.values()))

    def open(self, places: Iterable[Place]) -> None:
        """Give those who wait what there is from now on."""
        for place in places:
            self._put(place)
        self._serve()

    def take(self, *, is_proven: bool) -> Place | None:
        """A place that nobody need wait for, if there is one. It counts as taken until it is given back."""
        place = self._free(is_proven=is_proven)
        if place is not None:
            place.reader.load += 1
            place.reader.doubtful += not is_proven
        return place

    async def wait(self, *, is_proven: bool) -> Place:
        """The next place that becomes free.

        Raises:
            StoreError: TOO_MANY_OPERATIONS at once, or SERVICE_UNAVAILABLE when the time is up.
        """
        if self._is_closed:
            raise closed()
        if self.waiting >= self._most_waiting:
            raise StoreError(_OVERLOADED, code="TOO_MANY_OPERATIONS", hint="Try again in a moment.")
        loop = asyncio.get_running_loop()
        waiter = Waiter(loop.create_future(), loop.time() + self._timeout_seconds)
        self._waiting[is_proven].append(waiter)
        if self._timer is None:  # who has waited longest gives up first: one timer is enough
            self._timer = loop.call_at(waiter.expires, self._give_up)
        try:
            return await waiter.future
        except asyncio.CancelledError:
            # The turn may have come at the very moment of giving up: pass it on.
            if waiter.future.done() and not waiter.future.cancelled() and waiter.future.exception() is None:
                self.give(waiter.future.result(), is_proven=is_proven)
            elif waiter in self._waiting[is_proven]:
                self._waiting[is_proven].remove(waiter)
            raise

    def give(self, place: Place, *, is_proven: bool) -> None:
        """Give back what a statement has taken, and let those who have waited longest have what is free now."""
        place.reader.load -= 1
        place.reader.doubtful -= not is_proven
        if not self._is_closed:
            self._put(place)
            if self._waiting[True] or self._waiting[False]:
                self._serve()

    def close(self) -> None:
        """Refuse those who wait."""
        self._is_closed = True
        self.places.clear()
        self.more.clear()
        if self._timer is not None:
            self._timer.cancel()
        for queue in self._waiting.values():
            while queue:
                _refuse(queue.popleft(), closed())

    def _put(self, place: Place) -> None:
        if place.is_for_proven:
            self.more.append(place)
        elif place.reader.load == 0:
            self.places.appendleft(place)
        else:
            self.places.append(place)

    def _free(self, *, is_proven: bool) -> Place | None:
        """A place for anything, or one for what is proven, on a connection where nothing else is."""
        if self.places:
            return self.places.popleft()
        for _ in range(len(self.more) if is_proven else 0):
            place = self.more.popleft()
            if not place.reader.doubtful:
                return place
            self.more.append(place)
        return None

    def _serve(self) -> None:
        """Let those who have waited longest have what is free."""
        while (is_proven := self._first()) is not None:
            place = self.take(is_proven=is_proven)
            if place is None and not is_proven and self._waiting[True]:
                is_proven, place = True, self.take(is_proven=True)
            if place is None:
                return
            self._waiting[is_proven].popleft().future.set_result(place)

    def _first(self) -> bool | None:
        """Whether it is proven what has waited longest; None where nothing waits."""
        for queue in self._waiting.values():
            while queue and queue[0].future.done():
                queue.popleft()
        waiting = [is_proven for is_proven, queue in self._waiting.items() if queue]
        return min(waiting, key=lambda is_proven: self._waiting[is_proven][0].expires) if waiting else None

    def _give_up(self) -> None:
        """Refuse those whose time is up, and look again when that of the next is."""
        loop = asyncio.get_running_loop()
        for queue in self._waiting.values():
            while queue and queue[0].expires <= loop.time():
                _refuse(queue.popleft(), busy())
        first = [queue[0].expires for queue in self._waiting.values() if queue]
        self._timer = loop.call_at(min(first), self._give_up) if first else None


def _refuse(waiter: Waiter, error: StoreError) -> None:
    if not waiter.future.done():
        waiter.future.set_exception(error)
