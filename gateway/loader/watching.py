"""Watches content roots, and asks for a load when something that matters has changed."""

import asyncio
import logging
import os
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Iterable, Sequence
from contextlib import aclosing
from pathlib import Path
from typing import Final

from watchfiles import Change, awatch

from gateway.content.paths import is_content_path, may_hold_content
from gateway.loader.changes import SITE_FILE
from gateway.loader.report import LoadReport
from gateway.loader.sources import Source

__all__ = ["may_matter", "watch"]

logger = logging.getLogger(__name__)

QUIET_MS: Final = 300
"""How long nothing must have changed before a load begins: editors and `git pull` write many files one by one."""

LONGEST_MS: Final = 3000
"""After so long a load begins all the same."""

LOOK_MS: Final = 1000
"""How often the roots themselves are looked at, and every file where the system cannot tell of changes."""

RETRY_SECONDS: Final = 5.0
"""When a load that failed is tried again without any further change."""

FileChange = tuple[Change, str]
Roots = dict[str, tuple[int, int] | None]
"""The path of each root, and what is there: the device and the number of the folder, None for nothing."""


async def watch(sources: Sequence[Source], reload: Callable[[], Awaitable[LoadReport]]) -> None:
    """Ask for a load after each change, until cancelled; `reload` logs what came of it.

    The first load makes up for changes before anybody watched. Roots that vanish are missed by the load, which fails
    and changes nothing; when they are back they are watched and loaded again.
    """
    wants = Wants(reload)
    while True:
        roots = await asyncio.to_thread(look_at_roots, sources)
        wants.load()
        async with aclosing(batches(roots)) as found:
            async for batch in found:
                if any(may_matter(roots, change, path) for change, path in batch):
                    wants.load()
                await wants.settle()
                if roots != await asyncio.to_thread(look_at_roots, sources):
                    break


class Wants:
    """Whether a load is wanted, and from when on."""

    def __init__(self, reload: Callable[[], Awaitable[LoadReport]]) -> None:
        self._reload = reload
        self._due: float | None = None

    def load(self) -> None:
        """A load is wanted now."""
        self._due = 0.0

    async def settle(self) -> None:
        """Load if it is time to; one that fails is wanted again later."""
        now = asyncio.get_running_loop().time()
        if self._due is None or self._due > now:
            return
        self._due = None
        try:
            await self._reload()
        except Exception:  # noqa: BLE001 - it is logged where it happened, and watching must go on
            self._due = asyncio.get_running_loop().time() + RETRY_SECONDS


def look_at_roots(sources: Iterable[Source]) -> Roots:
    """See which roots are there; a root may be a link that leads elsewhere tomorrow."""
    return {str(source.root.absolute()): folder_at(source.root) for source in sources}


def folder_at(root: Path) -> tuple[int, int] | None:
    """Tell one folder from another that takes its name."""
    try:
        state = root.stat()
    except OSError:
        return None
    return state.st_dev, state.st_ino


async def batches(roots: Roots) -> AsyncGenerator[set[FileChange]]:
    """Yield changes when it is quiet, and nothing about once a second, so that there is time for other things.

    When something is yielded all is watched: what changes from then on is yielded later.
    """
    there = [path for path, folder in roots.items() if folder is not None]
    try:
        async for batch in changes_below(there, is_polling=False):
            yield batch
    except FileNotFoundError:  # vanished between two looks, or there is none
        await asyncio.sleep(LOOK_MS / 1000)
        yield set()
    except OSError as error:
        logger.warning("the system does not tell of changes (%s): all files are looked at instead", error)
        async for batch in changes_below(there, is_polling=True):
            yield batch


def changes_below(paths: Sequence[str], *, is_polling: bool) -> AsyncIterator[set[FileChange]]:
    """Have the system tell of changes, or look again and again."""
    return awatch(
        *paths,
        watch_filter=None,
        step=QUIET_MS,
        debounce=LONGEST_MS,
        rust_timeout=LOOK_MS,
        yield_on_timeout=True,
        force_polling=is_polling or None,
        poll_delay_ms=LOOK_MS,
        ignore_permission_denied=True,
    )


def may_matter(roots: Iterable[str], change: Change, path: str) -> bool:
    """Tell whether a change may be one of content. What was deleted may have been a folder of it."""
    for root in roots:
        if path == root:
            return True
        if path.startswith(root + os.sep):
            file = path[len(root) + 1 :].replace(os.sep, "/")
            if file == SITE_FILE or is_content_path(file):
                return True
            return may_hold_content(file) and (change is Change.deleted or Path(path).is_dir())
    return False
