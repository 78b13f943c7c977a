"""All subscriptions of one store, and when to look into the log of changes.

After a load of this process it is told to look. What other processes load it notices itself: while there are
subscribers, and only then, it looks four times a second.
"""

import asyncio
import logging
import time
from contextlib import suppress
from typing import Final

from gateway.errors import RequestError, StoreError
from gateway.execution.live.change_log import lost_changes, read_range
from gateway.execution.live.channel import Channel, Events
from gateway.execution.live.subscriber import Subscriber
from gateway.store import Store

__all__ = ["Allowance", "Feed"]

logger = logging.getLogger(__name__)

LOOK_SECONDS: Final = 0.25

CATCH_UP_SECONDS: Final = 30.0
"""A replica that is behind for longer is one of another database, or as good as that."""


class Allowance:
    """What all feeds of a process may take together: places for subscriptions, and turns to read."""

    def __init__(self, *, max_subscriptions: int, max_reads: int) -> None:
        self._max_subscriptions = max_subscriptions
        self.taken = 0
        self.turn = asyncio.Semaphore(max_reads)

    def take(self) -> None:
        """Take a place.

        Raises:
            RequestError: TOO_MANY_SUBSCRIPTIONS.
        """
        if self.taken >= self._max_subscriptions:
            message = f"There are {self._max_subscriptions} subscriptions, as many as there may be."
            raise RequestError(message, code="TOO_MANY_SUBSCRIPTIONS", hint="Try again later.")
        self.taken += 1

    def give_back(self) -> None:
        """A subscription has ended."""
        self.taken -= 1


class Feed:
    """Begins subscriptions to the changes of one store, and keeps their channels going."""

    def __init__(self, store: Store, allowance: Allowance) -> None:
        self._store = store
        self._allowance = allowance
        self._channels: dict[Events, Channel] = {}
        self._woken = asyncio.Event()
        self._looking: asyncio.Task[None] | None = None

    async def subscribe(self, events: Events) -> Subscriber:
        """Begin a subscription to all that is logged after this moment.

        Raises:
            RequestError: TOO_MANY_SUBSCRIPTIONS.
            StoreError: when there is no content, or the database cannot answer.
        """
        self._allowance.take()
        try:
            known = await read_range(self._store)
        except BaseException:
            self._allowance.give_back()
            raise
        channel = self._channels.get(events)
        if channel is None:
            channel = self._channels[events] = Channel(self._store, events, self._allowance.turn, known.last)
        if self._looking is None:
            self._looking = asyncio.create_task(self._look_often())
        return channel.add(known.last, lambda subscriber: self._drop(events, subscriber))

    def look(self) -> None:
        """Look into the log now: something was loaded."""
        self._woken.set()

    async def close(self) -> None:
        """End all subscriptions, and wait until nothing reads any more."""
        tasks = [channel.task for channel in self._channels.values()]
        if self._looking is not None:
            tasks.append(self._looking)
        self._end_all()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _end_all(self, error: RequestError | None = None) -> None:
        for channel in list(self._channels.values()):
            channel.end(error)

    def _drop(self, events: Events, subscriber: Subscriber) -> None:
        channel = self._channels[events]
        channel.subscribers.remove(subscriber)
        self._allowance.give_back()
        if not channel.subscribers:
            del self._channels[events]
            channel.close()
        if not self._channels and self._looking is not None:
            self._looking.cancel()
            self._looking = None

    async def _look_often(self) -> None:
        """Look until there is nobody to look for."""
        log, failed = Height(may_go_back=self._store.may_go_back), False
        while True:
            self._woken.clear()
            try:
                known = await read_range(self._store)
            except StoreError as error:
                if not failed:  # one line, not four a second
                    logger.warning("the log of changes cannot be read, trying again: %s", error.message)
                failed = True
            else:
                failed = False
                if not log.reaches(known.last):
                    self._end_all(lost_changes())
                for channel in self._channels.values():
                    channel.tell(log.last)
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOK_SECONDS):
                    await self._woken.wait()


class Height:
    """How far the log goes. Less is said by a server that is behind, or of a database that was put in place of this."""

    def __init__(self, *, may_go_back: bool) -> None:
        self.last = 0
        self._may_go_back = may_go_back
        self._fell_back: float | None = None

    def reaches(self, last: int) -> bool:
        """Note how far it is said to go; false when that is another log than before."""
        now = time.monotonic()
        if last < self.last:
            self._fell_back = self._fell_back or now
            if self._may_go_back and now - self._fell_back < CATCH_UP_SECONDS:
                return True
        is_same = last >= self.last
        self.last, self._fell_back = last, None
        return is_same
