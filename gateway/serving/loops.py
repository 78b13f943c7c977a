"""The event loop that commands run in: uvloop where there is one."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

__all__ = ["run"]

T = TypeVar("T")


def run(work: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine to its end in a loop of its own."""
    with asyncio.Runner(loop_factory=fastest_loop()) as runner:
        return runner.run(work)


def fastest_loop() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """Prefer uvloop; it has no Windows version."""
    try:
        import uvloop  # noqa: PLC0415 - may be missing
    except ImportError:
        return None
    return uvloop.new_event_loop
