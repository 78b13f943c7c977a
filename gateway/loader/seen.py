"""Shared things that the articles of one load name: made as soon as they are named, and marked to be made properly."""

from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import insert

from gateway.loader import work
from gateway.loader.rows import Rows
from gateway.loader.upserts import insert_missing
from gateway.store import Transaction
from gateway.tables import image, provider, topic

__all__ = ["Seen"]

_DIRTY_PROVIDER: Final = insert(work.dirty_provider)
_DIRTY_TOPIC: Final = insert(work.dirty_topic)
_DIRTY_IMAGE: Final = insert(work.dirty_image)


@dataclass(slots=True)
class Seen:
    """What this load has made or marked already. A row is there before articles point to it, so no key ever dangles."""

    is_first: bool
    providers: set[int] = field(default_factory=set)
    topics: set[int] = field(default_factory=set)

    async def mark(self, transaction: Transaction, rows: Rows) -> None:
        """Make the shared rows that are missing, and mark dirty all that are named for the first time."""
        domains = rows.provider_domains
        providers = domains.keys() - self.providers
        made = [(key, "", domains[key], None, 0, b"") for key in providers]
        await transaction.execute_many(insert_missing(provider, transaction.dialect), made)
        await transaction.execute_many(_DIRTY_PROVIDER, [(key,) for key in providers])
        await self.mark_topics(transaction, {row[2] for row in rows.topics})
        await self._mark_images(transaction, rows)
        self.providers |= providers

    async def mark_topics(self, transaction: Transaction, topics: set[int]) -> None:
        """Make and mark topics."""
        new = topics - self.topics
        made = [(key, "", "", "", "", None, None, 0, None, 0, b"") for key in new]
        await transaction.execute_many(insert_missing(topic, transaction.dialect), made)
        await transaction.execute_many(_DIRTY_TOPIC, [(key,) for key in new])
        self.topics |= new

    async def _mark_images(self, transaction: Transaction, rows: Rows) -> None:
        """A picture that a first load meets once is as its one use makes it: nothing is left to do.

        Which others it meets in several batches is found when all are there.
        """
        await transaction.execute_many(insert_missing(image, transaction.dialect), list(rows.pictures.values()))
        dirty = rows.shared_pictures if self.is_first else rows.pictures.keys()
        await transaction.execute_many(_DIRTY_IMAGE, [(key,) for key in dirty])
