"""The database of a server, what is loaded into it, and when."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from functools import partial

from gateway.errors import SettingsError, StoreError
from gateway.loader.progress import Progress
from gateway.loader.reloader import Reloader
from gateway.loader.report import LoadReport, Placed, failure_of
from gateway.loader.sources import Source
from gateway.observing import Metrics
from gateway.serving.loops import until_terminated
from gateway.settings import Settings
from gateway.store import ReadLimits, Store, open_store

__all__ = ["Content", "FirstLoad", "load_content", "open_content", "open_database", "refuse_unwatchable"]

logger = logging.getLogger(__name__)

FirstLoad = Callable[[Store], Awaitable[LoadReport]]
"""Loads before anything is served, and shows how far it is and what came of it."""


class Content:
    """An open database and its content roots; without roots it is served as it is."""

    def __init__(
        self,
        store: Store,
        sources: Sequence[Source],
        settings: Settings,
        known_problems: Sequence[Placed],
        metrics: Metrics | None = None,
    ) -> None:
        self.store = store
        self.sources = tuple(sources)
        load = partial(load_content, store, sources, settings)
        self.reloader = Reloader(load if metrics is None else partial(counted, load, metrics), known_problems)
        self.reload = self.reloader.reload if sources else None
        self._watching = asyncio.create_task(self._watch()) if settings.watch else None

    def when_loaded(self, tell: Callable[[LoadReport], None]) -> None:
        """Have somebody told of each load that is committed from now on."""
        self.reloader.when_loaded = tell

    async def _watch(self) -> None:
        from gateway.loader.watching import watch  # noqa: PLC0415 - as `load`

        await watch(self.sources, self.reloader.reload)

    async def stop_loading(self) -> None:
        """Watch no more, and break off a load under way: it leaves nothing behind. Once more does nothing."""
        if self._watching is not None:
            self._watching.cancel()
            with suppress(asyncio.CancelledError):
                await self._watching
        await self.reloader.close()


@asynccontextmanager
async def open_content(
    settings: Settings, sources: Sequence[Source], first_load: FirstLoad, metrics: Metrics | None = None
) -> AsyncIterator[Content]:
    """Open the database and load, before anything is watched; all of it ends with the block."""
    async with await open_database(settings) as store:
        if metrics is not None:
            first_load = partial(counted_first, first_load, metrics)
        problems = await load_or_go_on(store, first_load) if sources else ()
        if not sources:
            await tell_of_what_is_missing(store)
        content = Content(store, sources, settings, problems, metrics)
        try:
            yield content
        finally:
            await content.stop_loading()


async def load_or_go_on(store: Store, first_load: FirstLoad) -> Sequence[Placed]:
    """Load; gives the problems. Where the database cannot be written now but has content, that is served meanwhile."""
    try:
        return (await until_terminated(first_load(store))).problems
    except StoreError as error:
        editions = (store,) if store.public is None else (store, store.public)
        if not all([await has_content(edition) for edition in editions]):
            raise
        logger.error("%s", failure_of(error))  # noqa: TRY400 - in one line
        return ()


async def tell_of_what_is_missing(store: Store) -> None:
    """Say at the start what requests will be refused for: without roots, loads are somebody else's."""
    whole, public = await has_content(store), store.public is None or await has_content(store.public)
    if not whole:
        logger.warning("nothing has been loaded yet: requests are refused until `gateway load` has been run")
    elif not public:
        logger.warning(
            "this content was loaded for all to see: callers without the scope preview are refused until "
            "`gateway load --unpublished hidden` has been run"
        )


async def has_content(store: Store) -> bool:
    """Whether a load has been committed."""
    return bool(await store.fetch_rows("SELECT id FROM snapshot"))


async def load_content(
    store: Store, sources: Sequence[Source], settings: Settings, progress: Progress | None = None
) -> LoadReport:
    """Load as the settings say."""
    from gateway.loader.load import load  # noqa: PLC0415 - a server may be started to read what is there

    return await load(store, sources, jobs=settings.jobs, progress=progress)


async def counted(load: Callable[[], Awaitable[LoadReport]], metrics: Metrics) -> LoadReport:
    """Load, and count what comes of it."""
    try:
        report = await load()
    except Exception:
        metrics.load_failed()
        raise
    metrics.load(
        has_changes=report.has_changes,
        seconds=report.seconds,
        documents=report.added + report.changed + report.unchanged,
        failed=report.failed,
        problems=len(report.problems),
    )
    return report


async def counted_first(first_load: FirstLoad, metrics: Metrics, store: Store) -> LoadReport:
    """The same for the first load."""
    return await counted(partial(first_load, store), metrics)


async def open_database(settings: Settings) -> Store:
    """Open the database that the settings name."""
    return await open_store(
        settings.database,
        readers=settings.readers,
        limits=ReadLimits(settings.statement_timeout_seconds, settings.max_answer_bytes, settings.max_operations),
        has_public=settings.unpublished == "hidden",
    )


def refuse_unwatchable(settings: Settings, sources: Sequence[Source]) -> None:
    """Raise when there is nothing to watch."""
    if settings.watch and not sources:
        message = "There is nothing to watch: no content root is given."
        raise SettingsError(message, hint="Name one: gateway serve --watch DIR.")
