"""Subscribers of one statement with the same parameters: what one reads of the log, all of them get."""

import asyncio
from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

from gateway.compiler import Statement, supplied_key
from gateway.execution.forbidden import forbidden_body
from gateway.execution.live.change_log import LogRange, lost_changes, read_with_range
from gateway.execution.live.subscriber import Event, Subscriber
from gateway.execution.responses import data_body
from gateway.store import Store

__all__ = ["FROM_POSITION", "FROM_START", "PAGE", "Channel", "Events"]

PAGE: Final = 100
"""How many events are read at once."""

BEHIND_SECONDS: Final = 0.1
"""How long a server that is behind is left alone before it is asked again."""

_AFTER: Final = object()
"""Stands among the parameters for the position that is read from."""

FROM_POSITION: Final[Mapping[str, Any]] = {supplied_key("after"): _AFTER, supplied_key("size"): PAGE}
"""What the statement of a subscription is bound with, to be read by a channel."""

FROM_START: Final[Mapping[str, Any]] = {**FROM_POSITION, supplied_key("after"): 0}
"""The same with a position, to be explained."""


class Events(NamedTuple):
    """A statement that gives a row for each event, and its parameters; equal ones share a channel."""

    text: str
    parameters: tuple[Any, ...]
    has_forbidden: bool

    @classmethod
    def of(cls, statement: Statement, parameters: list[Any]) -> "Events":
        """Take what counts of a bound statement."""
        return cls(statement.text, tuple(parameters), statement.has_forbidden)

    async def read(self, store: Store, after: int) -> tuple[list[Event], LogRange]:
        """The first events after a position, at most `PAGE`, each made into a response once for all subscribers.

        And how far the log goes in the same snapshot: all that is not among the events is not wanted.
        """
        parameters = [after if value is _AFTER else value for value in self.parameters]
        rows, known = await read_with_range(store, self.text, parameters)
        body = forbidden_body if self.has_forbidden else data_body
        return [Event(number, body(data)) for number, data in rows], known


class Channel:
    """Reads for its subscribers while any of them is behind; those at the same place share one read.

    Those furthest on come first, so that nobody waits for one that is slow.
    """

    def __init__(self, store: Store, events: Events, turn: asyncio.Semaphore, last: int) -> None:
        self._store = store
        self._events = events
        self._turn = turn
        self._last = last
        self._wake = asyncio.Event()
        self.subscribers: set[Subscriber] = set()
        self.task = asyncio.create_task(self._run())

    def add(self, position: int, on_end: Callable[[Subscriber], None]) -> Subscriber:
        """A new subscriber, who gets what comes after a position."""
        subscriber = Subscriber(position, self._wake.set, on_end)
        self.subscribers.add(subscriber)
        self._last = max(position, self._last)
        self._wake.set()
        return subscriber

    def tell(self, last: int) -> None:
        """The log goes on, up to a number."""
        if last > self._last:
            self._last = last
            self._wake.set()

    def end(self, error: Exception | None = None) -> None:
        """End all subscribers."""
        for subscriber in list(self.subscribers):
            subscriber.end(error)

    def close(self) -> None:
        """Read no more."""
        self.task.cancel()

    async def _run(self) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            try:
                while group := self._next_group():
                    await self._read_for(group)
            except Exception as error:  # noqa: BLE001 - whatever it is, those who wait must be told
                self.end(error)

    def _next_group(self) -> list[Subscriber]:
        """Those who are behind and have room, as far as they are at the same place: the foremost."""
        behind = [each for each in self.subscribers if each.position < self._last]
        for each in behind:
            if not each.has_room:
                each.hurry()
        ready = [each for each in behind if each.has_room]
        foremost = max((each.position for each in ready), default=0)
        return [each for each in ready if each.position == foremost]

    async def _read_for(self, group: list[Subscriber]) -> None:
        after = group[0].position
        async with self._turn:
            events, known = await self._events.read(self._store, after)
        if known.last <= after and self._store.may_go_back:  # another server has what there is to tell
            await asyncio.sleep(BEHIND_SECONDS)
            return
        upto = events[-1].number if len(events) == PAGE else known.last
        for subscriber in group:
            if known.follows(after):
                subscriber.take(events, upto)
            else:
                subscriber.end(lost_changes())
