"""Loads again and again, one load at a time: callers who come together share one. Each is logged in one line."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection, Iterable

from gateway.errors import GatewayError
from gateway.interpreter import short_turns
from gateway.loader.report import LoadReport, Placed, failure_of, line_of

__all__ = ["Reloader", "log_load"]

logger = logging.getLogger(__name__)

MAX_PROBLEMS = 20
"""How many new problems of one load are logged."""


class Reloader:
    """What a server loads with while it serves; `load` loads all of its content roots.

    `when_loaded` is called after each load, before those who asked for it hear of it. `known` are problems that were
    told already.
    """

    def __init__(self, load: Callable[[], Awaitable[LoadReport]], known: Iterable[Placed] = ()) -> None:
        self._load = load
        self._known = frozenset(known)
        self.when_loaded: Callable[[LoadReport], None] = _nothing
        self._running = asyncio.Lock()
        self._next: asyncio.Task[LoadReport] | None = None
        self._tasks: set[asyncio.Task[LoadReport]] = set()
        self._is_closed = False
        self._last_failure = ""

    async def reload(self) -> LoadReport:
        """Load what is on disk now.

        A load under way may have passed by what the caller means, so the next one is waited for; all who come before
        it begins share it. A caller who gives up does not stop it.

        Raises:
            GatewayError: when the load failed; `failure_of` says what is served then.
        """
        if self._is_closed:
            raise stopping()
        if self._next is None:
            self._next = asyncio.create_task(self._run())
            self._tasks.add(self._next)
            self._next.add_done_callback(self._tasks.discard)
        try:
            return await asyncio.shield(self._next)
        except asyncio.CancelledError:
            if self._is_closed:
                raise stopping() from None
            raise

    async def close(self) -> None:
        """Break off what is under way; it leaves nothing behind. Those who wait are told."""
        self._is_closed = True
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _run(self) -> LoadReport:
        async with self._running:
            self._next = None
            try:
                with short_turns():
                    report = await self._load()
            except Exception as error:
                self._log_failure(error)
                raise
            self._log(report)
        self.when_loaded(report)
        return report

    def _log(self, report: LoadReport) -> None:
        """One line, and one for each new problem; of a load that found nothing new only where all is wanted."""
        level = logging.INFO if report.has_changes or self._last_failure else logging.DEBUG
        self._last_failure = ""
        log_load(report, level, self._known)
        self._known = frozenset(report.problems)

    def _log_failure(self, error: Exception) -> None:
        """One line, and not again while it fails for the same reason."""
        failure = failure_of(error)
        level = logging.DEBUG if failure == self._last_failure else logging.ERROR
        self._last_failure = failure
        trace = None if isinstance(error, GatewayError) else error
        logger.log(level, "%s", failure, exc_info=trace)


def log_load(report: LoadReport, level: int = logging.INFO, known: Collection[Placed] = ()) -> None:
    """One line, and one for each problem that is not known."""
    counts = {name: getattr(report, name) for name in ("added", "changed", "removed", "unchanged", "failed")}
    fields = {"snapshot": report.snapshot_id, **counts, "problems": len(report.problems)}
    summary = {"fields": {**fields, "seconds": round(report.seconds, 3)}}
    logger.log(level, "loaded: %s", report.summary, extra=summary)
    fresh = [placed for placed in report.problems if placed not in known]
    for placed in fresh[:MAX_PROBLEMS]:
        logger.warning("%s", line_of(*placed))
    if len(fresh) > MAX_PROBLEMS:
        logger.warning("%d new problems more; `gateway check` lists all", len(fresh) - MAX_PROBLEMS)


def stopping() -> GatewayError:
    """Nothing is loaded any more."""
    return GatewayError("The server is stopping.")


def _nothing(_: LoadReport) -> None:
    """Nobody listens."""
