"""Lets a first load fill the tables without their indexes, and makes each index when it is first needed.

Sorting once is several times quicker than finding the place of every row; what is made is the same.
"""

from typing import Final

from sqlalchemy import Index
from sqlalchemy.schema import CreateIndex, DropIndex

from gateway.store import Transaction
from gateway.tables import article_suggestion, document, mention, metadata

__all__ = ["ALL_INDEXES", "ALL_OF_CONTENT", "TO_FIND_DOCUMENTS", "TO_FIND_MENTIONS", "Bulk"]

_KEPT: Final = document.indexes
"""Asked while files come in: who else claims this path?"""

ALL_INDEXES: Final = tuple(
    sorted(
        (index for table in metadata.sorted_tables for index in table.indexes - _KEPT),
        key=lambda index: str(index.name),
    )
)
ALL_OF_CONTENT: Final = tuple(index for index in ALL_INDEXES if index.table is not article_suggestion)
TO_FIND_DOCUMENTS: Final = tuple(
    index for index in ALL_INDEXES if index.name in {"article_web_url", "article_original_url", "article_title"}
)
TO_FIND_MENTIONS: Final = tuple(index for index in ALL_INDEXES if index.table is mention)


class Bulk:
    """The indexes that are still to be made; none unless this is a first load."""

    def __init__(self, transaction: Transaction, *, is_first: bool) -> None:
        self._transaction = transaction
        self._missing = list(ALL_INDEXES) if is_first else []

    async def drop_indexes(self) -> None:
        """Drop them all.

        `DROP INDEX article_newest; …`
        """
        for index in self._missing:
            await self._transaction.execute(DropIndex(index))

    async def create_indexes(self, indexes: tuple[Index, ...]) -> None:
        """Make those of some indexes that are missing.

        `CREATE INDEX article_newest ON article (status, coalesce(published_at, '') DESC, path); …`
        """
        for index in indexes:
            if index in self._missing:
                await self._transaction.execute(CreateIndex(index))
                self._missing.remove(index)
