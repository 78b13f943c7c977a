"""Keeps the indexes of words in step: an article is indexed anew when its text, topics' or provider's names change.

An index holds folded words and no text, so an article is taken out of it by saying once more what was put in.
"""

import unicodedata
from typing import Final
from zlib import crc32

from sqlalchemy import Table, select

from gateway.loader import work
from gateway.loader.work import keys_in
from gateway.store import Transaction
from gateway.tables import SEARCH_INDEXES, SEARCHED, provider, topic

__all__ = ["note_provider_names", "note_topic_names", "write_search"]

_FOLDING: Final = crc32(f"1 {unicodedata.unidata_version}".encode()) >> 1
"""How words are folded: our rules, counted, and Unicode's. Kept with the indexes: what was put in must be known."""

_NAME_LENGTH: Final = 1_000

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


# What follows is SQLite's alone, as FTS5 is.

_ADD_RENAMED: Final = """
INSERT INTO new_text (id, status, title, excerpt, body)
SELECT article_id, status, title, excerpt, body FROM article_text WHERE article_id IN (
    SELECT article_id FROM topic_before JOIN topic ON topic.id = topic_before.id
    JOIN article_topic ON article_topic.topic_id = topic.id WHERE topic.name != topic_before.name
    UNION
    SELECT article.id FROM provider_before JOIN provider ON provider.id = provider_before.id
    JOIN article ON article.provider_id = provider.id WHERE provider.name != provider_before.name
)
ON CONFLICT DO NOTHING"""

_WITH_NAMES: Final = f"""
SELECT new_text.id, new_text.status, new_text.title, new_text.excerpt, new_text.body,
    passage(coalesce((
        SELECT group_concat(name, ' · ') FROM (
            SELECT topic.name FROM article_topic JOIN topic ON topic.id = article_topic.topic_id
            WHERE article_topic.article_id = new_text.id ORDER BY article_topic.position
        )
    ), ''), {_NAME_LENGTH}),
    passage(coalesce((
        SELECT provider.name FROM article JOIN provider ON provider.id = article.provider_id
        WHERE article.id = new_text.id
    ), ''), {_NAME_LENGTH})
FROM new_text ORDER BY new_text.id"""

_COLUMNS: Final = ", ".join(SEARCHED)
_FOLDED: Final = ", ".join(f"folded({column})" for column in SEARCHED)

_IS_SAME: Final = " AND ".join(f"old.{column} = fresh_text.{column}" for column in ("article_id", "status", *SEARCHED))
_FIND_CHANGED: Final = (
    f"INSERT INTO fresh_text (article_id, status, {_COLUMNS}) {_WITH_NAMES}",
    f"DELETE FROM fresh_text WHERE EXISTS (SELECT 1 FROM article_text AS old WHERE {_IS_SAME})",
    """
INSERT INTO stale_text (id) SELECT article_id FROM fresh_text
UNION SELECT id FROM dirty_text WHERE id NOT IN (SELECT id FROM article)""",
)
_IS_STALE: Final = "article_id IN (SELECT id FROM stale_text)"


async def write_search(transaction: Transaction, *, is_first: bool) -> None:
    """Bring the indexes up to date with all articles, topics and providers as they are now."""
    if is_first:
        await transaction.execute(f"INSERT INTO article_text (article_id, status, {_COLUMNS}) {_WITH_NAMES}")
        await _index_all(transaction)
        return
    await transaction.execute(_ADD_RENAMED)
    for statement in _FIND_CHANGED:
        await transaction.execute(statement)
    [(folding,)] = await transaction.fetch_all("PRAGMA user_version")
    is_known = folding == _FOLDING
    if is_known:
        for index in SEARCH_INDEXES:
            await transaction.execute(_take_out(index))
    await transaction.execute(f"DELETE FROM article_text WHERE {_IS_STALE}")
    await transaction.execute(
        f"INSERT INTO article_text (article_id, status, {_COLUMNS})"
        f" SELECT article_id, status, {_COLUMNS} FROM fresh_text ORDER BY article_id"
    )
    if is_known:
        for index in SEARCH_INDEXES:
            await transaction.execute(_put_in(index, "fresh_text"))
    else:
        await _index_all(transaction)


async def _index_all(transaction: Transaction) -> None:
    for index in SEARCH_INDEXES:
        await transaction.execute(f"INSERT INTO {index.name} ({index.name}) VALUES ('delete-all')")
        await transaction.execute(_put_in(index, "article_text"))
    await transaction.execute(f"PRAGMA user_version = {_FOLDING}")


def _put_in(index: Table, texts: str) -> str:
    """`INSERT INTO search_stub (rowid, …) SELECT article_id, folded(title), … FROM fresh_text WHERE status = 2 …`."""
    return (
        f"INSERT INTO {index.name} (rowid, {_COLUMNS})"
        f" SELECT article_id, {_FOLDED} FROM {texts} WHERE status = {index.info['status']} ORDER BY article_id"
    )


def _take_out(index: Table) -> str:
    """FTS5's command: `INSERT INTO search_stub (search_stub, rowid, …) SELECT 'delete', article_id, …`."""
    return (
        f"INSERT INTO {index.name} ({index.name}, rowid, {_COLUMNS})"
        f" SELECT 'delete', article_id, {_FOLDED} FROM article_text"
        f" WHERE status = {index.info['status']} AND {_IS_STALE}"
    )
