"""Statements that take less time than giving them to another thread would: they run on the event loop's own.

All that are asked for in one turn of the loop run at its end, one after another: a processor that goes on with what it
is at is a fifth quicker than one that goes to and fro between statements and the rest of answers.
"""

import asyncio
import time
from collections import deque
from collections.abc import Callable
from contextlib import nullcontext
from typing import Any, Final, NamedTuple

from gateway.store.pace import Pace
from gateway.store.reader import Call, ImmediateReader, T, closed, overloaded

__all__ = ["LIMIT_SECONDS", "Brief", "NotBriefError"]

LIMIT_SECONDS: Final = 0.02
"""How long a statement may keep everything else from running; it is stopped then, and run again on a thread."""

_TURN_SECONDS: Final = 0.005
"""When so much time has gone into statements, the loop looks after everything else before the next one."""


class NotBriefError(Exception):
    """It took long, or failed: what it gives, or why it fails, is for a connection with a thread to say."""


class _Asked(NamedTuple):
    future: "asyncio.Future[Any]"
    text: str
    do: Callable[[ImmediateReader, Call], Any]


class Brief:
    """A connection for statements of which `pace` says that they are brief, and the queue of those."""

    def __init__(self, reader: ImmediateReader, pace: Pace, most_waiting: int) -> None:
        self._reader = reader
        self._pace = pace
        self._most_waiting = most_waiting
        self._queue: deque[_Asked] = deque()
        self._is_closed = False

    @property
    def waiting(self) -> int:
        """How many wait for the end of this turn, or of one to come."""
        return len(self._queue)

    def ask(self, text: str, do: Callable[[ImmediateReader, Call], T]) -> "asyncio.Future[T]":
        """What `do` makes of the connection, soon. Nothing is done if the future is cancelled first.

        The future raises:
            NotBriefError: it is to be done on a thread.
            StoreError: when the pool is closed first.

        Raises:
            StoreError: TOO_MANY_OPERATIONS at once.
        """
        if self._is_closed:
            raise closed()
        if len(self._queue) >= self._most_waiting:
            raise overloaded()
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()
        if not self._queue:
            loop.call_soon(self._run)
        self._queue.append(_Asked(future, text, do))
        return future

    def close(self) -> None:
        """Refuse those who wait."""
        self._is_closed = True
        while self._queue:
            future = self._queue.popleft().future
            if not future.done():
                future.set_exception(closed())

    def _run(self) -> None:
        """Answer what was asked for in this turn; several from one snapshot, as to begin anew takes time as well."""
        try:
            with self._reader.one_snapshot() if len(self._queue) > 1 else nullcontext():
                self._answer_for(_TURN_SECONDS)
        except Exception:  # noqa: BLE001 - the same: nobody may wait for ever
            while self._queue:
                _hand_over(self._queue.popleft())
        if self._queue:
            asyncio.get_running_loop().call_soon(self._run)

    def _answer_for(self, seconds: float) -> None:
        now = time.monotonic()
        ends = now + seconds
        while self._queue and now < ends:
            asked = self._queue.popleft()
            if not self._pace.is_brief(asked.text):  # one before it was not
                _hand_over(asked)
            elif not asked.future.done():
                self._answer(asked, now)
                now = time.monotonic()

    def _answer(self, asked: _Asked, now: float) -> None:
        try:
            call = Call(now + LIMIT_SECONDS)
            found = asked.do(self._reader, call)
            self._pace.note_brief(asked.text, call.seconds)
            asked.future.set_result(found)
        except Exception:  # noqa: BLE001 - whatever it is, it is told by the connection with a thread
            self._pace.doubt(asked.text)
            _hand_over(asked)


def _hand_over(asked: _Asked) -> None:
    if not asked.future.done():
        asked.future.set_exception(NotBriefError())
