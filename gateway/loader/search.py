"""Keeps the indexes of words in step: an article is indexed anew when its text, topics' or provider's names change."""

import unicodedata
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from types import ModuleType
from typing import Final
from zlib import crc32

from sqlalchemy import select

from gateway.loader import work
from gateway.loader.work import keys_in
from gateway.loader.workers import Workers
from gateway.store import Transaction
from gateway.tables import provider, topic

__all__ = ["note_provider_names", "note_topic_names", "searching"]

_FOLDING: Final = crc32(f"2 {unicodedata.unidata_version}".encode()) >> 1
"""How words are folded: our rules, counted, and Unicode's. Kept with the indexes: what was put in must be known."""

_NOTE_TOPICS: Final = work.copied(
    work.topic_before, select(topic.c.id, topic.c.name).where(topic.c.id.in_(keys_in(work.dirty_topic)))
)
_NOTE_PROVIDERS: Final = work.copied(
    work.provider_before, select(provider.c.id, provider.c.name).where(provider.c.id.in_(keys_in(work.dirty_provider)))
)


async def note_topic_names(transaction: Transaction) -> None:
    """Note what dirty topics are called, before they are written anew.

    `INSERT INTO topic_before (id, name) SELECT id, name FROM topic WHERE id IN (SELECT id FROM dirty_topic)`
    """
    await transaction.execute(_NOTE_TOPICS)


async def note_provider_names(transaction: Transaction) -> None:
    """Note what dirty providers are called, before they are written anew.

    `INSERT INTO provider_before (id, name) SELECT id, name FROM provider WHERE id IN (SELECT id FROM dirty_provider)`
    """
    await transaction.execute(_NOTE_PROVIDERS)


@asynccontextmanager
async def searching(transaction: Transaction, workers: Workers, *, is_first: bool) -> AsyncIterator[None]:
    """Bring the indexes up to date by the end of the block, with all articles, topics and providers as they are now.

    At first the block runs beside the work.
    """
    engine = _engine(transaction.dialect.name)
    if is_first:
        async with engine.indexing_all(transaction, workers, _FOLDING):
            yield
    else:
        await engine.index_changed(transaction, workers, _FOLDING)
        yield


def _engine(name: str) -> ModuleType:
    """How an engine's indexes are written. The other one's is not imported."""
    if name == "sqlite":
        from gateway.loader import search_sqlite  # noqa: PLC0415

        return search_sqlite
    from gateway.loader import search_postgresql  # noqa: PLC0415

    return search_postgresql
