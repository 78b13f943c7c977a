"""The event loop that commands run in: uvloop where there is one. Also how their work is broken off."""

import asyncio
import signal
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, TypeVar

__all__ = ["Terminated", "run", "until_terminated"]

T = TypeVar("T")


class Terminated(BaseException):
    """SIGTERM came, and what was under way has been broken off: like KeyboardInterrupt, which Ctrl-C gives."""


def run(work: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine to its end in a loop of its own."""
    with asyncio.Runner(loop_factory=fastest_loop()) as runner:
        return runner.run(work)


async def until_terminated(work: Awaitable[T]) -> T:
    """Do some work that SIGTERM breaks off, so that it can put away what it has begun.

    Raises:
        Terminated: when it did.
    """
    task, loop = asyncio.current_task(), asyncio.get_running_loop()
    was_told = False

    def stop() -> None:
        nonlocal was_told
        was_told = True
        if task is not None:
            task.cancel()

    try:
        loop.add_signal_handler(signal.SIGTERM, stop)
    except (NotImplementedError, RuntimeError, ValueError):  # Windows, or a loop that is not the main thread's
        return await work
    try:
        return await work
    except asyncio.CancelledError:
        if was_told:
            raise Terminated from None
        raise
    finally:
        loop.remove_signal_handler(signal.SIGTERM)


def fastest_loop() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """Prefer uvloop; it has no Windows version."""
    try:
        import uvloop  # noqa: PLC0415 - may be missing
    except ImportError:
        return None
    return uvloop.new_event_loop
