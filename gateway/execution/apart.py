"""Work that takes milliseconds of Python, done apart from the event loop, which goes on answering others meanwhile."""

import asyncio
import gc
import time
from collections.abc import Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from functools import partial
from typing import Any, Final, TypeVar

from gateway.errors import RequestError, StoreError
from gateway.execution.documents import DocumentError
from gateway.interpreter import shorten_turns, usual_turns

__all__ = ["SHORT_BYTES", "Apart"]

T = TypeVar("T")

REST_SECONDS: Final = 1.0
"""How long after its last work the thread counts as busy: whoever sends much that is new sends more."""

_GENERATIONS: Final = ((1_000, 2), (1, 1))
"""After so many works garbage up to this generation is looked for. What stays is looked at once, a little after each
work, and not all of fifty works at a time. Python would never come to the oldest by itself, where connections and loads
end up that were alive meanwhile."""

SHORT_BYTES: Final = 16 * 1024
"""What is made of so much takes about a millisecond, and is not worth the way to the thread and back."""

MOST_WAITING: Final = 100
"""Each takes at most about a tenth of a second."""


class Apart:
    """One thread. Whoever wants what somebody else waits for already gets the same."""

    def __init__(self, name: str) -> None:
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)
        self._under_way: dict[Hashable, asyncio.Future[Any]] = {}
        self._resting: asyncio.TimerHandle | None = None
        self._rests_until = 0.0
        self._works = 0

    async def do(self, key: Hashable, work: Callable[[], T]) -> T:
        """What `work` gives or raises; `key` says what it is.

        Raises:
            StoreError: TOO_MANY_OPERATIONS, when too much waits to be done.
        """
        future: asyncio.Future[T] | None = self._under_way.get(key)
        if future is None:
            if len(self._under_way) >= MOST_WAITING:
                message = "As much is waiting to be worked on as there may be."
                raise StoreError(message, code="TOO_MANY_OPERATIONS", hint="Try again in a moment.")
            paced = partial(self._work, work, has_waited=bool(self._under_way))
            future = asyncio.get_running_loop().run_in_executor(self._thread, paced)
            self._give_way()
            self._under_way[key] = future
            future.add_done_callback(lambda done: self._forget(key, done))
        try:
            return await asyncio.shield(future)
        finally:
            del future  # it may hold an error, whose traceback holds this frame: only a full collection could free them

    async def do_of(self, size: int, work: Callable[[], T]) -> T:
        """The same for what nobody else wants, made of so many bytes: of few it is made at once.

        Raises:
            StoreError: as `do`.
        """
        return work() if size <= SHORT_BYTES else await self.do(object(), partial(copy_context().run, work))

    def _work(self, work: Callable[[], T], *, has_waited: bool) -> T:
        """On the thread: what had to wait for others waits as long again as the last of them took.

        Half of the time then belongs to those who are answered, however much that is new is sent.
        """
        begun = time.monotonic()
        if has_waited and begun < self._rests_until:
            time.sleep(self._rests_until - begun)
            begun = time.monotonic()
        try:
            self._works += 1
            return _cleanly(work, next(generation for every, generation in _GENERATIONS if self._works % every == 0))
        finally:
            now = time.monotonic()
            self._rests_until = now + (now - begun)

    @property
    def is_busy(self) -> bool:
        """Whether there is anything to do."""
        return bool(self._under_way)

    def close(self) -> None:
        """Do nothing more."""
        self._thread.shutdown(wait=False, cancel_futures=True)
        if self._resting is not None:
            self._resting.cancel()
        usual_turns(self)

    def _give_way(self) -> None:
        """From now on the thread lets others go on nearly at once, until it has had nothing to do for a while."""
        shorten_turns(self)
        if self._resting is not None:
            self._resting.cancel()
            self._resting = None

    def _forget(self, key: Hashable, done: "asyncio.Future[Any]") -> None:
        del self._under_way[key]
        if not self._under_way:
            loop = asyncio.get_running_loop()
            self._resting = loop.call_later(REST_SECONDS, usual_turns, self)
        if not done.cancelled():
            done.exception()  # whoever waited has it; if nobody did, it is no news


def _cleanly(work: Callable[[], T], generation: int) -> T:
    """Do it, and collect what it leaves behind while that is little: much garbage stops everything for long."""
    try:
        return work()
    except (DocumentError, RequestError) as error:
        # The caller's mistake: nobody wants to know where it was found, and those places hold the whole document.
        for each in (error, *getattr(error, "errors", ())):
            each.__traceback__ = each.__context__ = None
        raise
    finally:
        gc.collect(generation)
