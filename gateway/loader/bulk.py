"""Lets a first load fill the tables without their indexes, and makes each index when it is first needed.

Sorting once is several times quicker than finding the place of every row; what is made is the same.
"""

from collections.abc import Collection
from typing import Final, NamedTuple

from sqlalchemy import Executable
from sqlalchemy.schema import CreateIndex, DropIndex

from gateway.store import Transaction
from gateway.tables import article_suggestion, document, mention, metadata

__all__ = ["NOT_OF_CONTENT", "TO_FIND_DOCUMENTS", "TO_FIND_MENTIONS", "TO_FIND_NAMES", "Bulk"]

TO_FIND_DOCUMENTS: Final = frozenset(("article_web_url", "article_original_url", "article_title"))
TO_FIND_MENTIONS: Final = frozenset(str(index.name) for index in mention.indexes)
TO_FIND_NAMES: Final = frozenset(("article_of_provider", "article_of_topic"))

NOT_OF_CONTENT: Final = frozenset((article_suggestion.name, "article_words"))
"""Tables that are filled last."""


class _Missing(NamedTuple):
    table: str
    name: str
    drop: Executable | str
    create: Executable | str


_KEPT: Final = document.indexes
"""Asked while files come in: who else claims this path?"""

_OF_SQLITE: Final = sorted(
    _Missing(table.name, str(index.name), DropIndex(index), CreateIndex(index))
    for table in metadata.sorted_tables
    for index in table.indexes - _KEPT
)

_ALL: Final = """
SELECT relation.relname, index.relname, format('DROP INDEX %I.%I', schema.nspname, index.relname),
    pg_get_indexdef(index.oid)
FROM pg_index JOIN pg_class AS index ON index.oid = indexrelid JOIN pg_class AS relation ON relation.oid = indrelid
JOIN pg_namespace AS schema ON schema.oid = index.relnamespace
WHERE schema.nspname = current_schema() AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = index.oid)
ORDER BY relation.relname, index.relname"""
"""PostgreSQL tells how its indexes are made. What is kept is kept for SQLite's sake: here it is no more work."""


class Bulk:
    """The indexes that are still to be made; none unless this is a first load."""

    def __init__(self, transaction: Transaction, *, is_first: bool) -> None:
        self._transaction = transaction
        self._is_first = is_first
        self._missing: list[_Missing] = []

    async def drop_indexes(self) -> None:
        """Drop them all.

        `DROP INDEX article_newest; …`
        """
        if self._is_first:
            self._missing = await self._all()
            await self._transaction.execute_all(index.drop for index in self._missing)

    async def create_indexes(self, names: Collection[str] = (), *, but_of: Collection[str] = ()) -> None:
        """Make those that are missing: of these names, or without any all but those of some tables.

        `CREATE INDEX article_newest ON article (status, coalesce(published_at, '') DESC, path); …`
        """
        for index in list(self._missing):
            if index.name in names if names else index.table not in but_of:
                await self._transaction.execute(index.create)
                self._missing.remove(index)

    async def _all(self) -> list[_Missing]:
        if self._transaction.dialect.name == "sqlite":
            return list(_OF_SQLITE)
        return [_Missing(*row) for row in await self._transaction.fetch_all(_ALL)]
