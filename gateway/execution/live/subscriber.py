"""One subscriber: where it is in the log of changes, and the answers that wait for its reader, within a bound."""

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple, Self

from gateway.errors import RequestError

__all__ = ["Event", "Subscriber"]

MAX_WAITING: Final = 500
"""How many answers wait for one reader at most."""

MAX_WAITING_BYTES: Final = 256 * 1024
"""How many bytes they have at most; one answer may be larger, and then waits alone."""

SLOW_SECONDS: Final = 10.0
"""How long a reader that more is there for may leave its queue more than half full."""


class Event(NamedTuple):
    """One change: its number in the log, and the whole response that tells of it."""

    number: int
    body: bytes


class Subscriber:
    """What a transport reads: an iterator over responses.

    It is never waited for. Whoever reads too slowly falls behind in the log, which costs no memory; whoever does not
    make room in `SLOW_SECONDS` is told so and ended.
    """

    def __init__(self, position: int, on_room: Callable[[], None], on_end: Callable[["Subscriber"], None]) -> None:
        self.position = position  # the number of the last change that it has, or that does not concern it
        self._on_room = on_room
        self._on_end = on_end
        self._waiting: deque[bytes] = deque()
        self._bytes = 0
        self._arrived = asyncio.Event()
        self._end: Exception | None = None
        self._timer: asyncio.TimerHandle | None = None

    @property
    def has_room(self) -> bool:
        """Whether it has read half of what it may leave waiting: only then more is fetched, and not for one answer."""
        return len(self._waiting) <= MAX_WAITING // 2 and self._bytes <= MAX_WAITING_BYTES // 2

    def take(self, events: Sequence[Event], upto: int) -> None:
        """Let the events after its position wait, as many as may; `upto` is where it is when it has all of them."""
        for event in events:
            if event.number > self.position:
                if not self._may_wait(event.body):
                    return
                self._waiting.append(event.body)
                self._bytes += len(event.body)
                self.position = event.number
                self._arrived.set()
        self.position = max(self.position, upto)

    def hurry(self) -> None:
        """Begin to count the time: there is more for it, and it has no room."""
        if self._timer is None and self._end is None:
            self._timer = asyncio.get_running_loop().call_later(SLOW_SECONDS, self._give_up)

    def end(self, error: Exception | None = None) -> None:
        """Let nothing more come; what waits is read first, then the error is raised."""
        if self._end is None:
            self._end = error or StopAsyncIteration()
            self._arrived.set()
            self._rest()
            self._on_end(self)

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> bytes:
        """The next response.

        Raises:
            RequestError: SUBSCRIPTION_TOO_SLOW, when it was read too slowly.
            StoreError: when the database cannot answer.
        """
        while not self._waiting:
            if self._end is not None:
                raise self._end
            self._arrived.clear()
            await self._arrived.wait()
        had_room = self.has_room
        body = self._waiting.popleft()
        self._bytes -= len(body)
        if not had_room and self.has_room:
            self._rest()
            self._on_room()
        return body

    async def aclose(self) -> None:
        """End it, and forget what waits."""
        self._waiting.clear()
        self._bytes = 0
        self.end()

    def _may_wait(self, body: bytes) -> bool:
        fits = len(self._waiting) < MAX_WAITING and self._bytes + len(body) <= MAX_WAITING_BYTES
        return fits or not self._waiting

    def _rest(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _give_up(self) -> None:
        self._waiting.clear()
        self._bytes = 0
        message = f"For {SLOW_SECONDS:.0f} seconds events came faster than they were read."
        hint = "Some changes were missed: subscribe again, to less, and ask for what is needed."
        self.end(RequestError(message, code="SUBSCRIPTION_TOO_SLOW", hint=hint))
