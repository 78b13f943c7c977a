"""Writes SQLite's indexes of words, which are tables of FTS5.

An index holds folded words and no text, so an article is taken out of it by saying once more what was put in.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from sqlalchemy import Table

from gateway.loader.search_changes import (
    COLUMNS,
    DELETE_SAME,
    DELETE_STALE,
    FIND_STALE,
    INSERT_FRESH,
    NAME_LENGTH,
    RENAMED,
)
from gateway.loader.search_weights import put_in, take_out, weigh_all
from gateway.loader.workers import Workers, beside
from gateway.store import Transaction
from gateway.tables import EVERY_WORD, RANKED, SEARCH_INDEXES, SEARCHED

__all__ = ["index_changed", "indexing_all"]

_IS_ASCII: Final = "length({0}) = length(CAST({0} AS BLOB))"
_FOLDED: Final = ", ".join(f"iif({_IS_ASCII.format(column)}, {column}, folded({column}))" for column in SEARCHED)
"""Of ASCII there is nothing to fold, and a function of ours would wait for Python's lock for each text."""

_ADD_RENAMED: Final = f"""
INSERT INTO new_text (id, status, title, excerpt, body)
SELECT article_id, status, title, excerpt, body FROM article_text WHERE article_id IN ({RENAMED})
ON CONFLICT DO NOTHING"""

_WITH_NAMES: Final = f"""
SELECT new_text.id, new_text.status, new_text.title, new_text.excerpt, new_text.body,
    passage(coalesce((
        SELECT group_concat(name, ' · ') FROM (
            SELECT topic.name FROM article_topic JOIN topic ON topic.id = article_topic.topic_id
            WHERE article_topic.article_id = new_text.id ORDER BY article_topic.position
        )
    ), ''), {NAME_LENGTH}),
    passage(coalesce((
        SELECT provider.name FROM article JOIN provider ON provider.id = article.provider_id
        WHERE article.id = new_text.id
    ), ''), {NAME_LENGTH})
FROM new_text ORDER BY new_text.id"""


_ARE_WEIGHED: Final = f"SELECT count(*) FROM search_word WHERE word = '{EVERY_WORD}'"


@asynccontextmanager
async def indexing_all(transaction: Transaction, workers: Workers, folding: int) -> AsyncIterator[None]:
    """Index all articles of `new_text`, where there is nothing yet, while a block runs that leaves texts alone."""
    await transaction.execute(f"INSERT INTO article_text (article_id, status, {COLUMNS}) {_WITH_NAMES}")
    await _index_ranked(transaction)
    async with beside(_index_others(transaction, workers, folding)) as indexing:
        yield
        await indexing


async def index_changed(transaction: Transaction, workers: Workers, folding: int) -> None:
    """Index what has changed; all, if words were folded by other rules, or are not weighed yet."""
    await transaction.execute(_ADD_RENAMED)
    await transaction.execute(f"INSERT INTO fresh_text (article_id, status, {COLUMNS}) {_WITH_NAMES}")
    await transaction.execute(DELETE_SAME)
    await transaction.execute(FIND_STALE)
    is_known = await _is_known(transaction, folding)
    if is_known:
        await take_out(transaction, workers)
        for index in SEARCH_INDEXES:
            await transaction.execute(_take_out(index))
    await transaction.execute(DELETE_STALE)
    await transaction.execute(INSERT_FRESH)
    if is_known:
        for index in SEARCH_INDEXES:
            await transaction.execute(_put_in(index, "fresh_text"))
        await put_in(transaction, workers)
    else:
        await _index_ranked(transaction)
        await _index_others(transaction, workers, folding)


async def _is_known(transaction: Transaction, folding: int) -> bool:
    """Whether what is indexed is what this code would index."""
    [(known,)] = await transaction.fetch_all("PRAGMA user_version")
    [(are_weighed,)] = await transaction.fetch_all(_ARE_WEIGHED)
    return bool(known == folding and are_weighed)


async def _index_ranked(transaction: Transaction) -> None:
    """Index anew the articles that are weighed."""
    for index in SEARCH_INDEXES:
        await transaction.execute(f"INSERT INTO {index.name} ({index.name}) VALUES ('delete-all')")
    await transaction.execute(_put_in(RANKED, "article_text"))


async def _index_others(transaction: Transaction, workers: Workers, folding: int) -> None:
    """Weigh them, and index the others anew while the workers are at it."""
    async with beside(weigh_all(transaction, workers)) as weighing:
        for index in SEARCH_INDEXES:
            if index is not RANKED:
                await transaction.execute(_put_in(index, "article_text"))
        await weighing
    await transaction.execute(f"PRAGMA user_version = {folding}")


def _put_in(index: Table, texts: str) -> str:
    """`INSERT INTO search_stub (rowid, …) SELECT article_id, folded(title), … FROM fresh_text WHERE status = 2 …`."""
    return (
        f"INSERT INTO {index.name} (rowid, {COLUMNS})"
        f" SELECT article_id, {_FOLDED} FROM {texts} WHERE status = {index.info['status']} ORDER BY article_id"
    )


def _take_out(index: Table) -> str:
    """FTS5's command: `INSERT INTO search_stub (search_stub, rowid, …) SELECT 'delete', article_id, …`."""
    return (
        f"INSERT INTO {index.name} ({index.name}, rowid, {COLUMNS})"
        f" SELECT 'delete', article_id, {_FOLDED} FROM article_text"
        f" WHERE status = {index.info['status']} AND article_id IN (SELECT id FROM stale_text)"
    )
