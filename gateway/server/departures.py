"""Notices clients who go away while their answer is being made, so that it is made no further.

ASGI tells of it only to those who wait for it, and a task that waits costs more than a quick answer: so nobody waits
for a client until its answer has taken a while.
"""

import asyncio
from collections.abc import Awaitable
from dataclasses import dataclass
from typing import TypeVar

from starlette.types import Receive

from gateway.server.request_reading import ClientDisconnected

__all__ = ["Departures"]

T = TypeVar("T")

LOOK_SECONDS = 0.1
"""How often it is looked for answers that take so long; only while there are any."""


@dataclass(slots=True)
class Waiting:
    """One client."""

    receive: Receive
    looks: int = 0
    watcher: "asyncio.Task[None] | None" = None
    is_gone: bool = False


class Departures:
    """All clients whose whole request is there, and whose answer is not."""

    def __init__(self) -> None:
        self._waiting: dict[asyncio.Task[object], Waiting] = {}
        self._timer: asyncio.TimerHandle | None = None

    async def unless_gone(self, receive: Receive, work: Awaitable[T]) -> T:
        """Do some work for a client; it is cancelled when the client goes away.

        Raises:
            ClientDisconnected: when it did.
        """
        task = asyncio.current_task()
        assert task is not None  # only coroutines get here
        waiting = self._waiting[task] = Waiting(receive)
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(LOOK_SECONDS, self._look)
        try:
            return await work
        except asyncio.CancelledError:
            if waiting.is_gone and task.uncancel() == 0:
                raise ClientDisconnected from None
            raise
        finally:
            del self._waiting[task]
            if waiting.watcher is not None:
                waiting.watcher.cancel()

    def _look(self) -> None:
        loop = asyncio.get_running_loop()
        for task, waiting in self._waiting.items():
            waiting.looks += 1
            if waiting.watcher is None and waiting.looks > 1:  # a whole time between two looks
                waiting.watcher = loop.create_task(_watch(task, waiting))
        self._timer = loop.call_later(LOOK_SECONDS, self._look) if self._waiting else None


async def _watch(task: "asyncio.Task[object]", waiting: Waiting) -> None:
    while (await waiting.receive())["type"] != "http.disconnect":
        pass
    waiting.is_gone = True
    task.cancel()
