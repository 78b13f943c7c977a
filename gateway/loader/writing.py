"""Writes what has changed: from files to all tables of one edition, in the transaction that the caller has begun."""

from contextlib import aclosing

from gateway.loader.article_counts import write_counts
from gateway.loader.bulk import NOT_OF_CONTENT, TO_FIND_DOCUMENTS, TO_FIND_MENTIONS, TO_FIND_NAMES, Bulk
from gateway.loader.changes import chunks_of
from gateway.loader.documents import Intake
from gateway.loader.fan_outs import write_fan_outs
from gateway.loader.images import write_images
from gateway.loader.looking import Look
from gateway.loader.mentions import resolve_mentions, write_related_lists
from gateway.loader.parsing import parse_chunk
from gateway.loader.paths import settle_paths
from gateway.loader.progress import Progress
from gateway.loader.providers import write_providers
from gateway.loader.report import Outcome
from gateway.loader.search import searching
from gateway.loader.seeds import Seeds
from gateway.loader.snapshot import write_snapshot
from gateway.loader.stubs import write_stubs
from gateway.loader.suggestions import suggesting
from gateway.loader.topics import write_topics
from gateway.loader.work import create_work_tables, drop_work_tables
from gateway.loader.workers import Workers
from gateway.store import Transaction

__all__ = ["write_edition"]


async def write_edition(
    transaction: Transaction, whole: Transaction, found: Look, workers: Workers, told: Progress
) -> Outcome:
    """Bring one edition up to date; `whole` is that of the edition that holds everything."""
    changes, is_first = found.changes, not found.stored
    intake = Intake(transaction, changes.touched, is_first=is_first, is_public=found.is_public)
    bulk = Bulk(transaction, is_first=is_first)
    await create_work_tables(transaction)
    await bulk.drop_indexes()
    await _read(found, Seeds(whole, found) if found.is_public else None, intake, workers, told)
    await _link(transaction, intake, bulk, workers, told)
    async with suggesting(transaction, workers, is_first=is_first):
        await _name(transaction, intake, bulk, told)
        async with searching(transaction, workers, is_first=is_first):
            await bulk.create_indexes(but_of=NOT_OF_CONTENT)
            await write_images(transaction, is_first=is_first)
            await write_counts(transaction, is_first=is_first)
            snapshot_id = await write_snapshot(transaction, is_first=is_first, is_public=found.is_public)
        told.phase("finding suggestions", 0)
    await bulk.create_indexes()
    await write_fan_outs(transaction, is_first=is_first)
    await drop_work_tables(transaction)
    unchanged, failed = changes.unchanged + intake.unchanged, changes.failed + intake.failed
    return Outcome(snapshot_id, intake.added, intake.changed, intake.removed, unchanged, failed)


async def _read(found: Look, seeds: Seeds | None, intake: Intake, workers: Workers, told: Progress) -> None:
    told.phase("reading", found.changes.files)
    await intake.remove(found.changes)
    if seeds is not None:
        await seeds.take_unseen(intake)
    chunks = chunks_of(found.changes, is_public=intake.is_public)
    async with aclosing(workers.map(parse_chunk, chunks)) as batches:
        async for batch in batches:
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
    await write_related_lists(transaction, is_public=intake.is_public)


async def _name(transaction: Transaction, intake: Intake, bulk: Bulk, told: Progress) -> None:
    """What articles share and are found by: providers and topics, as they are called now."""
    told.phase("gathering providers, topics and images", 0)
    await bulk.create_indexes(TO_FIND_NAMES)
    await write_providers(transaction, intake.domains)
    await write_topics(transaction, intake.seen, has_new_definitions=intake.has_new_topics)
