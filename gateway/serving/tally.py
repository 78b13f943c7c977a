"""What the workers have counted, added up as if they were one process."""

import asyncio
from collections.abc import Collection
from itertools import count
from typing import Final

from gateway.observing import Figures
from gateway.observing.figures import counters_of, from_pairs, merged
from gateway.serving.control import Channel, Count, Counted

__all__ = ["Tally"]

WAIT_SECONDS: Final = 2.0
"""How long all workers together may take to tell; of those that do not, what they told last is taken."""


class Tally:
    """Asks workers, and remembers what they said: what one that is gone has counted stays counted."""

    def __init__(self) -> None:
        self._numbers = count(1)
        self._asked: dict[tuple[Channel, int], asyncio.Future[None]] = {}
        self._last: dict[Channel, Figures] = {}
        self._gone: Figures = {}

    async def gather(self, channels: Collection[Channel]) -> Figures:
        """Ask all of them now."""
        number, loop = next(self._numbers), asyncio.get_running_loop()
        asked = {(channel, number): loop.create_future() for channel in channels}
        self._asked |= asked
        for channel in channels:
            channel.send(Count(number))
        if asked:
            await asyncio.wait(asked.values(), timeout=WAIT_SECONDS)
        for key in asked:
            self._asked.pop(key, None)
        return merged([self._gone, *self._last.values()])

    def take(self, channel: Channel, counted: Counted) -> None:
        """One has told."""
        self._last[channel] = from_pairs(counted.figures)
        waiting = self._asked.pop((channel, counted.number), None)
        if waiting is not None and not waiting.done():
            waiting.set_result(None)

    def leave(self, channel: Channel) -> None:
        """One is gone."""
        self._gone = merged([self._gone, counters_of(self._last.pop(channel, {}))])
        for key in [key for key in self._asked if key[0] is channel]:
            self._asked.pop(key).cancel()
