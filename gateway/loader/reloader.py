"""Loads again and again, one load at a time: callers who come together share one."""

import asyncio
from collections.abc import Awaitable, Callable

from gateway.loader.report import LoadReport

__all__ = ["Reloader"]


class Reloader:
    """What a server loads with while it serves; `load` loads all of its content roots.

    `when_loaded` is called after each load, before those who asked for it hear of it.
    """

    def __init__(self, load: Callable[[], Awaitable[LoadReport]]) -> None:
        self._load = load
        self.when_loaded: Callable[[LoadReport], None] = _nothing
        self._running = asyncio.Lock()
        self._next: asyncio.Task[LoadReport] | None = None

    async def reload(self) -> LoadReport:
        """Load what is on disk now.

        A load under way may have passed by what the caller means, so the next one is waited for; all who come before
        it begins share it. A caller who gives up does not stop it.

        Raises:
            GatewayError: when nothing could be loaded; what was served stays.
        """
        if self._next is None:
            self._next = asyncio.create_task(self._run())
        return await asyncio.shield(self._next)

    async def _run(self) -> LoadReport:
        async with self._running:
            self._next = None
            report = await self._load()
        self.when_loaded(report)
        return report


def _nothing(_: LoadReport) -> None:
    """Nobody listens."""
