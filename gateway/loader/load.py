"""Loads content: finds what changed, reads it on all cores, and brings every table up to date in one transaction."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass

from gateway.loader.bulk import ALL_INDEXES, ALL_OF_CONTENT, TO_FIND_DOCUMENTS, TO_FIND_MENTIONS, Bulk
from gateway.loader.changes import STORED_FILES, Changes, chunks_of, find_changes
from gateway.loader.documents import Intake
from gateway.loader.images import write_images
from gateway.loader.mentions import resolve_mentions, write_related_lists
from gateway.loader.parsing import parse_chunk
from gateway.loader.paths import settle_paths
from gateway.loader.progress import Progress, Silence
from gateway.loader.providers import write_providers
from gateway.loader.report import LoadReport
from gateway.loader.search import write_search
from gateway.loader.snapshot import SNAPSHOT_ID, write_snapshot
from gateway.loader.sources import Source, refuse_unusable
from gateway.loader.stored_problems import keep_problems, write_problems
from gateway.loader.stubs import write_stubs
from gateway.loader.suggestions import suggesting
from gateway.loader.topics import write_topics
from gateway.loader.work import create_work_tables, drop_work_tables
from gateway.loader.workers import Workers, collect_rarely, open_workers
from gateway.store import Store, Transaction

__all__ = ["load"]

_FILES_WORTH_A_POOL = 400


@dataclass(frozen=True, slots=True)
class _Options:
    jobs: int | None
    told: Progress
    is_public: bool


@dataclass(frozen=True, slots=True)
class _Outcome:
    snapshot_id: str
    added: int
    changed: int
    removed: int
    unchanged: int
    failed: int


async def load(
    store: Store, sources: Sequence[Source], *, jobs: int | None = None, progress: Progress | None = None
) -> LoadReport:
    """Make the store mirror exactly these sources. All at once: an exception leaves everything as it was.

    A public edition comes first, so that what is taken from the public is gone there before anything else; the report
    is of the whole.
    """
    told = progress or Silence()
    with collect_rarely():
        if store.public is not None:
            await _load(store.public, sources, _Options(jobs, told, is_public=True))
        return await _load(store, sources, _Options(jobs, told, is_public=False))


async def _load(store: Store, sources: Sequence[Source], options: _Options) -> LoadReport:
    told = options.told
    started = time.perf_counter()
    refuse_unusable(sources)
    told.phase("looking for changes", 0)
    stored = await store.fetch_all(STORED_FILES)
    changes = await asyncio.to_thread(find_changes, sources, stored)
    loaded = await store.fetch_all(SNAPSHOT_ID)
    if changes or not loaded:
        async with store.writing(in_bulk=not loaded) as transaction:
            if stored != (stored := await transaction.fetch_all(STORED_FILES)):
                # Another process has loaded in the meantime; from here on nobody else can.
                changes = await asyncio.to_thread(find_changes, sources, stored)
            outcome = await _write(transaction, changes, options, is_first=not stored)
            problems = await write_problems(transaction, changes.problems)
        told.phase("tidying up", 0)
        await store.tidy()
    else:
        outcome = _Outcome(loaded[0][0], 0, 0, 0, changes.unchanged, changes.failed)
        problems = await keep_problems(store, changes.problems)
    seconds = time.perf_counter() - started
    counts = (outcome.added, outcome.changed, outcome.removed, outcome.unchanged, outcome.failed)
    return LoadReport(outcome.snapshot_id, *counts, problems, seconds)


async def _write(transaction: Transaction, changes: Changes, options: _Options, *, is_first: bool) -> _Outcome:
    told = options.told
    intake = Intake(transaction, changes.touched, is_first=is_first, is_public=options.is_public)
    bulk = Bulk(transaction, is_first=is_first)
    async with open_workers(options.jobs, are_worth_it=changes.files > _FILES_WORTH_A_POOL) as workers:
        await create_work_tables(transaction)
        await bulk.drop_indexes()
        await _read(changes, intake, workers, told)
        await _link(transaction, intake, bulk, workers, told)
        async with suggesting(transaction, workers, is_first=is_first):
            await _gather(transaction, intake, told)
            told.phase("finding suggestions", 0)
        await bulk.create_indexes(ALL_INDEXES)
    told.phase("naming the snapshot", 0)
    snapshot_id = await write_snapshot(transaction, is_first=is_first)
    await drop_work_tables(transaction)
    unchanged, failed = changes.unchanged + intake.unchanged, changes.failed + intake.failed
    return _Outcome(snapshot_id, intake.added, intake.changed, intake.removed, unchanged, failed)


async def _read(changes: Changes, intake: Intake, workers: Workers, told: Progress) -> None:
    told.phase("reading", changes.files)
    await intake.remove(changes)
    async for batch in workers.map(parse_chunk, chunks_of(changes, is_public=intake.is_public)):
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
