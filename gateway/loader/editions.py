"""Writes all editions, where any of them is to be brought up to date."""

from collections.abc import Sequence

from gateway.loader.looking import Look
from gateway.loader.progress import Progress
from gateway.loader.report import Outcome, Placed
from gateway.loader.snapshot import note_whole
from gateway.loader.stored_problems import write_problems
from gateway.loader.workers import Workers
from gateway.loader.writing import write_edition
from gateway.observing.spans import span
from gateway.store import Transaction, writing_together

__all__ = ["load_editions"]

_Loaded = tuple[Outcome, list[Placed]]


async def load_editions(looks: Sequence[Look], workers: Workers, told: Progress) -> _Loaded:
    """Load all editions in transactions that end together; gives what came of the last one, the whole."""
    writers = [(found.store.writer, not found.stored) for found in looks]
    with span("write"):
        async with writing_together(writers) as transactions:
            whole = transactions[-1]
            pairs = zip(looks, transactions, strict=True)
            loaded = [await _load(transaction, whole, found, workers, told) for found, transaction in pairs]
            outcome, _ = loaded[-1]
            for public in transactions[:-1]:
                await note_whole(public, whole, outcome.snapshot_id)
            return loaded[-1]


async def _load(transaction: Transaction, whole: Transaction, found: Look, workers: Workers, told: Progress) -> _Loaded:
    await found.again(transaction)
    outcome = await write_edition(transaction, whole, found, workers, told) if found.is_to_load else found.unchanged
    return outcome, await write_problems(transaction, found.changes.problems)
