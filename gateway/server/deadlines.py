"""Ends what takes too long, with one timer for all: a timer for each request costs more than reading its body."""

import asyncio
from types import TracebackType

__all__ = ["Deadlines"]

LOOK_SECONDS = 0.5
"""How often it is looked whose time is up; only while there is somebody."""


class Deadlines:
    """A context manager that tasks may be in, each for so many seconds at most; then it raises TimeoutError."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._ends: dict[asyncio.Task[object], float] = {}
        self._expired: set[asyncio.Task[object]] = set()
        self._timer: asyncio.TimerHandle | None = None

    def __enter__(self) -> None:
        loop = asyncio.get_running_loop()
        self._ends[_current_task()] = loop.time() + self.seconds
        if self._timer is None:
            self._timer = loop.call_later(LOOK_SECONDS, self._look)

    def __exit__(self, kind: type[BaseException] | None, _: BaseException | None, __: TracebackType | None) -> None:
        task = _current_task()
        self._ends.pop(task, None)
        if task in self._expired:
            self._expired.discard(task)
            # As in asyncio.timeout: a cancellation by somebody else goes on.
            if task.uncancel() == 0 and kind is asyncio.CancelledError:
                raise TimeoutError

    def _look(self) -> None:
        loop = asyncio.get_running_loop()
        now = loop.time()
        for task in [task for task, end in self._ends.items() if end <= now]:
            del self._ends[task]
            self._expired.add(task)
            task.cancel()
        self._timer = loop.call_later(LOOK_SECONDS, self._look) if self._ends else None


def _current_task() -> asyncio.Task[object]:
    task = asyncio.current_task()
    assert task is not None  # only coroutines get here
    return task
