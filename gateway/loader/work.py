"""Temporary tables for one load: the keys of all that must be made anew. Filled and read by SQL; gone when it ends.

The dirty ones are bags: a key may be in one several times, and whoever reads takes it once.
"""

from collections.abc import Iterable
from typing import Any, Final

from sqlalchemy import Column, MetaData, Select, Table, delete, insert, select
from sqlalchemy.schema import CreateTable, DropTable
from sqlalchemy.sql.dml import Insert

from gateway.store import Transaction
from gateway.tables import SEARCHED
from gateway.tables.metadata import binary, identifier, integer, text

__all__ = [
    "article_before",
    "batch_article",
    "batch_document",
    "changed_article",
    "copied",
    "count_change",
    "counted",
    "counted_topic",
    "create_work_tables",
    "dirty_article",
    "dirty_image",
    "dirty_mention",
    "dirty_parent",
    "dirty_part",
    "dirty_path",
    "dirty_provider",
    "dirty_text",
    "dirty_title",
    "dirty_topic",
    "dirty_url",
    "drop_work_tables",
    "fresh_text",
    "keys_in",
    "look_through",
    "moved_mention",
    "new_text",
    "provider_before",
    "refill",
    "related_before",
    "stale_text",
    "topic_before",
    "wanted_article",
    "wanted_term",
]

_work: Final = MetaData()


def _bag(name: str, *columns: Any, **options: Any) -> Table:
    return Table(name, _work, *columns, prefixes=["TEMPORARY"], **options)


batch_document = _bag("batch_document", identifier("id"))
"""Files that are being replaced now."""

batch_article = _bag("batch_article", identifier("id"))
"""Articles that are being replaced now."""

dirty_path = _bag("dirty_path", text("path"))
"""Paths that another file may have to be taken for."""

dirty_article = _bag("dirty_article", identifier("id"))
"""Articles that may have to become stubs, other stubs, or nothing."""

dirty_parent = _bag("dirty_parent", identifier("id"))
"""Articles whose related list must be rewritten."""

dirty_url = _bag("dirty_url", text("url"))
dirty_title = _bag("dirty_title", text("title"))
"""What changed documents were and are found by."""

dirty_mention = _bag("dirty_mention", identifier("article_id"), integer("position"))
"""Entries of related lists whose meaning must be found again."""

moved_mention = _bag(
    "moved_mention", identifier("article_id"), integer("position"), identifier("left_id"), identifier("found_id")
)
"""Those that mean another article now: the one that they meant, and the one that they mean."""

dirty_provider = _bag("dirty_provider", identifier("id"))
dirty_topic = _bag("dirty_topic", identifier("id"))
dirty_image = _bag("dirty_image", identifier("id"))
"""Shared things whose uses changed."""

dirty_part = _bag("dirty_part", identifier("first_id"), identifier("last_id"))
"""Parts of what is served that must be hashed anew, of one kind at a time."""

changed_article = _bag("changed_article", identifier("id"))
"""Articles whose suggestions, and those of others for which they may be suggested, can be other ones."""

wanted_article = _bag("wanted_article", identifier("id"))
wanted_term = _bag("wanted_term", identifier("term"))
"""What is asked for by many keys at once."""

article_before = _bag(
    "article_before",
    identifier("id"),
    integer("status", required=False),  # null in all rows of an id: the article was not there
    binary("digest", required=False),
    text("published_at", required=False),  # these three: what suggestions depend on
    identifier("provider_id", required=False),
    binary("terms", required=False),
)
"""What articles were that this load has replaced, removed or added."""


def _by_what() -> list[Column[Any]]:
    """By what an article is counted."""
    return [integer("kind_id"), identifier("provider_id", required=False), text("day", required=False)]


counted = _bag(
    "counted",
    identifier("id", primary_key=True, autoincrement=False),
    integer("sign", primary_key=True, autoincrement=False),  # -1: as it was; 1: as it is
    *_by_what(),
    sqlite_with_rowid=False,
)
counted_topic = _bag(
    "counted_topic",
    identifier("id", primary_key=True, autoincrement=False),
    integer("sign", primary_key=True, autoincrement=False),
    identifier("topic_id", primary_key=True, autoincrement=False),
    *_by_what(),
    sqlite_with_rowid=False,
)
"""By what articles are counted that this load replaces, removes or adds, and again for each of their topics."""

count_change = _bag(
    "count_change",
    identifier("within"),
    integer("counted_by"),
    integer("kind_id"),
    identifier("value"),
    text("start"),
    integer("articles"),
)
"""By how much counts are others now."""

related_before = _bag("related_before", identifier("article_id"), integer("position"), identifier("related_id"))
"""The related lists, as they were, that this load has written anew."""


new_text = _bag(
    "new_text",
    identifier("id", primary_key=True, autoincrement=False),
    integer("status"),
    text("title"),
    text("excerpt"),
    text("body"),
)
"""What can be searched for of articles that were added, or whose names are others now."""

dirty_text = _bag("dirty_text", identifier("id"))
"""Articles that were removed or replaced."""

topic_before = _bag("topic_before", identifier("id"), text("name"))
provider_before = _bag("provider_before", identifier("id"), text("name"))
"""What dirty topics and providers were called."""

fresh_text = _bag(
    "fresh_text",
    identifier("article_id", primary_key=True, autoincrement=False),
    integer("status"),
    *(text(column) for column in SEARCHED),
)
"""What is to be indexed."""

stale_text = _bag("stale_text", identifier("id"))
"""What is to be taken out of the index, if it is in."""


_CREATE: Final = tuple(map(CreateTable, _work.sorted_tables))
_DROP: Final = tuple(map(DropTable, _work.sorted_tables))


async def create_work_tables(transaction: Transaction) -> None:
    """Make the bags.

    `CREATE TEMPORARY TABLE dirty_article (id INTEGER NOT NULL); …`
    """
    await transaction.execute_all(_CREATE)


async def drop_work_tables(transaction: Transaction) -> None:
    """Drop the bags.

    `DROP TABLE dirty_article; …`
    """
    await transaction.execute_all(_DROP)


def keys_in(table: Table) -> Select[Any]:
    """`SELECT id FROM dirty_topic`: for `… IN (…)`."""
    return select(next(iter(table.columns)))


def copied(table: Table, query: Select[Any]) -> Insert:
    """`INSERT INTO dirty_topic (id) SELECT …`: the query fills the first columns."""
    columns = [column.name for column in table.columns][: len(query.selected_columns)]
    return insert(table).from_select(columns, query)


async def refill(transaction: Transaction, table: Table, ids: Iterable[int]) -> None:
    """Replace what a bag holds.

    `DELETE FROM batch_article; INSERT INTO batch_article (id) VALUES (?)`
    """
    await transaction.execute(_EMPTY[table.name])
    await transaction.execute_many(_ADD[table.name], [(identity,) for identity in ids])
    await look_through(transaction, table)


async def look_through(transaction: Transaction, *tables: Table) -> None:
    """Let PostgreSQL know how much there is in some tables, and plan anew what asks them: nobody else tells it.

    `ANALYZE batch_article`
    """
    if transaction.dialect.name == "postgresql":
        for table in tables:
            await transaction.execute(f"ANALYZE {table.name}")


_REFILLED: Final = (batch_document, batch_article, changed_article, wanted_article, wanted_term)
_EMPTY: Final = {table.name: delete(table) for table in _REFILLED}
_ADD: Final = {table.name: insert(table) for table in _REFILLED}
