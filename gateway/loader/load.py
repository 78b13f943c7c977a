"""Loads content: finds what changed, reads it on all cores, and brings every table up to date in one transaction."""

import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from gateway.errors import StoreError
from gateway.loader.bulk import ALL_INDEXES, ALL_OF_CONTENT, TO_FIND_DOCUMENTS, TO_FIND_MENTIONS, Bulk
from gateway.loader.changes import chunks_of
from gateway.loader.documents import Intake
from gateway.loader.images import write_images
from gateway.loader.looking import Look, look
from gateway.loader.mentions import resolve_mentions, write_related_lists
from gateway.loader.parsing import parse_chunk
from gateway.loader.paths import settle_paths
from gateway.loader.progress import Progress, Silence
from gateway.loader.providers import write_providers
from gateway.loader.report import LoadReport, Placed
from gateway.loader.search import write_search
from gateway.loader.seeds import Seeds
from gateway.loader.snapshot import write_snapshot
from gateway.loader.sources import Source, refuse_unusable
from gateway.loader.stored_problems import write_problems
from gateway.loader.stubs import write_stubs
from gateway.loader.suggestions import suggesting
from gateway.loader.topics import write_topics
from gateway.loader.work import create_work_tables, drop_work_tables
from gateway.loader.workers import Workers, collect_rarely, open_workers
from gateway.store import Store, Transaction, writing_together

__all__ = ["load"]

logger = logging.getLogger(__name__)

_FILES_WORTH_A_POOL = 400


@dataclass(frozen=True, slots=True)
class _Options:
    jobs: int | None
    told: Progress


class _Outcome(NamedTuple):
    snapshot_id: str
    added: int
    changed: int
    removed: int
    unchanged: int
    failed: int


_Loaded = tuple[_Outcome, list[Placed]]


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
    with collect_rarely():
        looks = [await look(edition, sources, is_public=edition is not store) for edition in editions]
        if all(found.is_current for found in looks):
            outcome, problems = _unchanged(looks[-1]), looks[-1].problems or []
        else:
            outcome, problems = await _load_all(looks, options)
            await _tidy_all(editions, options)
    return LoadReport(*outcome, problems, time.perf_counter() - started)


async def _load_all(looks: Sequence[Look], options: _Options) -> _Loaded:
    """Load all editions in transactions that end together; gives what came of the last one, the whole."""
    async with writing_together([(found.store.writer, found.snapshot_id is None) for found in looks]) as transactions:
        whole = transactions[-1]
        pairs = zip(looks, transactions, strict=True)
        return [await _load(transaction, whole, found, options) for found, transaction in pairs][-1]


async def _tidy_all(editions: Sequence[Store], options: _Options) -> None:
    """Tidy what is committed: if that fails, the content is served all the same."""
    options.told.phase("tidying up", 0)
    for edition in editions:
        try:
            await edition.tidy()
        except StoreError as error:
            logger.warning("loaded, but %s could not be tidied up: %s", edition.file.name, error.message)


async def _load(transaction: Transaction, whole: Transaction, found: Look, options: _Options) -> _Loaded:
    await found.again(transaction)
    outcome = await _write(transaction, whole, found, options) if found.is_to_load else _unchanged(found)
    return outcome, await write_problems(transaction, found.changes.problems)


def _unchanged(found: Look) -> _Outcome:
    return _Outcome(found.snapshot_id or "", 0, 0, 0, found.changes.unchanged, found.changes.failed)


async def _write(transaction: Transaction, whole: Transaction, found: Look, options: _Options) -> _Outcome:
    told, changes, is_first = options.told, found.changes, not found.stored
    intake = Intake(transaction, changes.touched, is_first=is_first, is_public=found.is_public)
    bulk = Bulk(transaction, is_first=is_first)
    async with open_workers(options.jobs, are_worth_it=changes.files > _FILES_WORTH_A_POOL) as workers:
        await create_work_tables(transaction)
        await bulk.drop_indexes()
        await _read(found, Seeds(whole, found) if found.is_public else None, intake, workers, told)
        await _link(transaction, intake, bulk, workers, told)
        async with suggesting(transaction, workers, is_first=is_first):
            await _gather(transaction, intake, told)
            told.phase("finding suggestions", 0)
        await bulk.create_indexes(ALL_INDEXES)
    told.phase("naming the snapshot", 0)
    snapshot_id = await write_snapshot(transaction, is_first=is_first, is_public=found.is_public)
    await drop_work_tables(transaction)
    unchanged, failed = changes.unchanged + intake.unchanged, changes.failed + intake.failed
    return _Outcome(snapshot_id, intake.added, intake.changed, intake.removed, unchanged, failed)


async def _read(found: Look, seeds: Seeds | None, intake: Intake, workers: Workers, told: Progress) -> None:
    told.phase("reading", found.changes.files)
    await intake.remove(found.changes)
    if seeds is not None:
        await seeds.take_unseen(intake)
    async for batch in workers.map(parse_chunk, chunks_of(found.changes, is_public=intake.is_public)):
        if seeds is not None:
            await seeds.take_broken(intake, batch)
        await intake.take(batch)
        told.advance(batch.files)


async def _link(transaction: Transaction, intake: Intake, bulk: Bulk, workers: Workers, told: Progress) -> None:
    """From files to articles that lead to each other: each step marks what the next ones must make anew."""
    told.phase("linking", 0)
    await settle_paths(transaction, intake)
    await bulk.create_indexes(TO_FIND_DOCUMENTS)
    await resolve_mentions(transaction, are_all_new=intake.is_first)
    await bulk.create_indexes(TO_FIND_MENTIONS)
    await write_stubs(transaction, intake, workers)
    await bulk.create_indexes(ALL_OF_CONTENT)
    await write_related_lists(transaction, is_public=intake.is_public)


async def _gather(transaction: Transaction, intake: Intake, told: Progress) -> None:
    """What articles share, and what they are found by."""
    told.phase("gathering providers, topics and images", 0)
    await write_providers(transaction, intake.domains)
    await write_topics(transaction, intake.seen, has_new_definitions=intake.has_new_topics)
    await write_images(transaction)
    await write_search(transaction, is_first=intake.is_first)
