"""Loads content: finds what changed, reads it on all cores, and brings every table up to date in one transaction."""

import logging
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import msgspec

from gateway.errors import StoreError
from gateway.interpreter import collect_rarely
from gateway.loader.looking import Look, look
from gateway.loader.progress import Progress, Silence
from gateway.loader.report import LoadReport, Outcome, Placed
from gateway.loader.sources import Source, refuse_unusable
from gateway.observing.spans import span
from gateway.store import Store, damaged

__all__ = ["load"]

logger = logging.getLogger(__name__)

_FILES_WORTH_A_POOL = 400


async def load(
    store: Store, sources: Sequence[Source], *, jobs: int | None = None, progress: Progress | None = None
) -> LoadReport:
    """Make the store mirror exactly these sources. All at once: an exception leaves everything as it was.

    A public edition is loaded with it, and committed right before it, so that what is taken from the public is gone
    there first; the report is of the whole. Between the two commits little can fail, but a full disk can: then the
    exception says so, and the next load makes up for it.
    """
    told = progress or Silence()
    started = time.perf_counter()
    refuse_unusable(sources)
    told.phase("looking for changes", 0)
    editions = (store,) if store.public is None else (store.public, store)
    with collect_rarely(), span("load"), _damage_in_our_words():
        looks = [await look(edition, sources, is_public=edition is not store) for edition in editions]
        if all(found.is_current for found in looks) and _are_in_step(looks):
            outcome, problems = looks[-1].unchanged, looks[-1].problems or []
        else:
            outcome, problems = await _write(looks, jobs, told)
            await _tidy_all(editions, told)
    return LoadReport(*outcome, problems, time.perf_counter() - started)


async def _write(looks: Sequence[Look], jobs: int | None, told: Progress) -> tuple[Outcome, list[Placed]]:
    """Write what has changed. What that needs is half of all code, and imported while the processes start."""
    from gateway.loader.workers import open_workers  # noqa: PLC0415 - mostly unneeded, and so is the next one

    files = max(found.changes.files for found in looks)
    async with open_workers(jobs, are_worth_it=files > _FILES_WORTH_A_POOL) as workers:
        from gateway.loader.editions import load_editions  # noqa: PLC0415

        return await load_editions(looks, workers, told)


@contextmanager
def _damage_in_our_words() -> Iterator[None]:
    """Let what the loader remembers and cannot read any more come out as an error of ours."""
    try:
        yield
    except msgspec.DecodeError as error:
        raise damaged() from error


def _are_in_step(looks: Sequence[Look]) -> bool:
    """Whether what is public was loaded together with what there is in all."""
    return all(found.whole_id == looks[-1].snapshot_id for found in looks[:-1])


async def _tidy_all(editions: Sequence[Store], told: Progress) -> None:
    """Tidy what is committed: if that fails, the content is served all the same."""
    told.phase("tidying up", 0)
    for edition in editions:
        try:
            await edition.tidy()
        except StoreError as error:
            logger.warning("loaded, but %s could not be tidied up: %s", edition.name, error.message)
