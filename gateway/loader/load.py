"""Loads content: finds what changed, reads it on all cores, and brings every table up to date in one transaction."""

import logging
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

import msgspec

from gateway.errors import StoreError
from gateway.interpreter import collect_rarely
from gateway.loader.looking import Look, look
from gateway.loader.progress import Progress, Silence
from gateway.loader.report import LoadReport, Outcome, Placed
from gateway.loader.snapshot import note_whole
from gateway.loader.sources import Source, refuse_unusable
from gateway.loader.stored_problems import write_problems
from gateway.observing.spans import span
from gateway.store import Store, Transaction, damaged, writing_together

__all__ = ["load"]

logger = logging.getLogger(__name__)

_Loaded = tuple[Outcome, list[Placed]]


class _Options(NamedTuple):
    jobs: int | None
    told: Progress


async def load(
    store: Store, sources: Sequence[Source], *, jobs: int | None = None, progress: Progress | None = None
) -> LoadReport:
    """Make the store mirror exactly these sources. All at once: an exception leaves everything as it was.

    A public edition is loaded with it, and committed right before it, so that what is taken from the public is gone
    there first; the report is of the whole. Between the two commits little can fail, but a full disk can: then the
    exception says so, and the next load makes up for it.
    """
    options = _Options(jobs, progress or Silence())
    started = time.perf_counter()
    refuse_unusable(sources)
    options.told.phase("looking for changes", 0)
    editions = (store,) if store.public is None else (store.public, store)
    with collect_rarely(), span("load"), _damage_in_our_words():
        looks = [await look(edition, sources, is_public=edition is not store) for edition in editions]
        if all(found.is_current for found in looks) and _are_in_step(looks):
            outcome, problems = _unchanged(looks[-1]), looks[-1].problems or []
        else:
            outcome, problems = await _load_all(looks, options)
            await _tidy_all(editions, options)
    return LoadReport(*outcome, problems, time.perf_counter() - started)


@contextmanager
def _damage_in_our_words() -> Iterator[None]:
    """Let what the loader remembers and cannot read any more come out as an error of ours."""
    try:
        yield
    except msgspec.DecodeError as error:
        raise damaged() from error


async def _load_all(looks: Sequence[Look], options: _Options) -> _Loaded:
    """Load all editions in transactions that end together; gives what came of the last one, the whole."""
    with span("write"):
        return await _write_all(looks, options)


async def _write_all(looks: Sequence[Look], options: _Options) -> _Loaded:
    async with writing_together([(found.store.writer, not found.stored) for found in looks]) as transactions:
        whole = transactions[-1]
        pairs = zip(looks, transactions, strict=True)
        loaded = [await _load(transaction, whole, found, options) for found, transaction in pairs]
        outcome, _ = loaded[-1]
        for public in transactions[:-1]:
            await note_whole(public, whole, outcome.snapshot_id)
        return loaded[-1]


def _are_in_step(looks: Sequence[Look]) -> bool:
    """Whether what is public was loaded together with what there is in all."""
    return all(found.whole_id == looks[-1].snapshot_id for found in looks[:-1])


async def _tidy_all(editions: Sequence[Store], options: _Options) -> None:
    """Tidy what is committed: if that fails, the content is served all the same."""
    options.told.phase("tidying up", 0)
    for edition in editions:
        try:
            await edition.tidy()
        except StoreError as error:
            logger.warning("loaded, but %s could not be tidied up: %s", edition.name, error.message)


async def _load(transaction: Transaction, whole: Transaction, found: Look, options: _Options) -> _Loaded:
    from gateway.loader.writing import write_edition  # noqa: PLC0415 - half of all code, and mostly nothing has changed

    await found.again(transaction)
    outcome = await write_edition(transaction, whole, found, *options) if found.is_to_load else _unchanged(found)
    return outcome, await write_problems(transaction, found.changes.problems)


def _unchanged(found: Look) -> Outcome:
    return Outcome(found.snapshot_id or "", 0, 0, 0, found.changes.unchanged, found.changes.failed)
