"""Keeps in step how much words weigh in PUBLISHED articles, by which SQLite finds the best of many matches."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from functools import partial
from typing import Final

from gateway.loader.weighing import Weighed, joined, weigh_texts
from gateway.loader.workers import Workers
from gateway.store import Transaction
from gateway.tables import RANKED, SEARCHED

__all__ = ["put_in", "take_out", "weigh_all"]

_TEXTS_AT_ONCE: Final = 1_000
_ROWS_AT_ONCE: Final = 2_000_000
"""They are sorted before they are inserted, which is quicker, and are 20 bytes each until then."""


_weigh: Final = partial(weigh_texts, tuple(map(round, SEARCHED.values())))


def _texts_of(table: str, condition: str = "true") -> str:
    """Texts of articles that are indexed, and how long they are, which FTS5 keeps in a table `…_docsize`."""
    return f"""
SELECT article_id, size.sz, {", ".join(SEARCHED)} FROM {table} JOIN {RANKED.name}_docsize AS size
ON size.id = article_id WHERE status = {RANKED.info["status"]} AND {condition}"""


_ALL: Final = _texts_of("article_text")
_STALE: Final = _texts_of("article_text", "article_id IN (SELECT id FROM stale_text)")
_FRESH: Final = _texts_of("fresh_text")

_EMPTY: Final = ("DELETE FROM search_weight", "DELETE FROM search_word")
_ADD: Final = "INSERT INTO search_weight (word, weight, length, article_id) VALUES (?, ?, ?, ?)"
_REMOVE: Final = "DELETE FROM search_weight WHERE word = ? AND weight = ? AND length = ? AND article_id = ?"
_COUNT_ALL: Final = """
INSERT INTO search_word (word, articles, lengths)
SELECT word, count(*), sum(length) FROM search_weight GROUP BY word ORDER BY word"""
_COUNT: Final = """
INSERT INTO search_word (word, articles, lengths) VALUES (?, ?, ?)
ON CONFLICT (word) DO UPDATE SET articles = articles + excluded.articles, lengths = lengths + excluded.lengths"""
_FORGET: Final = "DELETE FROM search_word WHERE word = ? AND articles = 0"


async def weigh_all(transaction: Transaction, workers: Workers) -> None:
    """Weigh the words of all articles that are indexed.

    `SELECT article_id, size.sz, title, … FROM article_text JOIN search_published_docsize AS size ON …; INSERT INTO
    search_weight (…) VALUES (…); INSERT INTO search_word SELECT word, count(*), sum(length) FROM search_weight …`
    """
    await transaction.execute_all(_EMPTY)
    pieces: list[Weighed] = []
    async with aclosing(_weighed(transaction, workers, _ALL)) as weighed:
        async for piece in weighed:
            pieces.append(piece)
            if sum(len(each.places) for each in pieces) > _ROWS_AT_ONCE:
                await _insert(transaction, pieces)
    await _insert(transaction, pieces)
    await transaction.execute(_COUNT_ALL)


async def take_out(transaction: Transaction, workers: Workers) -> None:
    """Take the articles of `stale_text` out, which are still indexed.

    `DELETE FROM search_weight WHERE word = ? AND …; INSERT INTO search_word … ON CONFLICT …; DELETE FROM search_word …`
    Row by row: where all are named in one statement, SQLite looks through all that is there of each of their words.
    """
    async with aclosing(_weighed(transaction, workers, _STALE)) as weighed:
        async for piece in weighed:
            await transaction.execute_many(_REMOVE, piece.rows())
            await transaction.execute_many(_COUNT, piece.counts(-1))
            await transaction.execute_many(_FORGET, [(word,) for word in piece.words])


async def put_in(transaction: Transaction, workers: Workers) -> None:
    """Put the articles of `fresh_text` in, which are indexed already.

    `INSERT INTO search_weight (…) VALUES (…); INSERT INTO search_word (…) VALUES (…) ON CONFLICT (word) DO UPDATE …`
    """
    async with aclosing(_weighed(transaction, workers, _FRESH)) as weighed:
        async for piece in weighed:
            await transaction.execute_many(_ADD, piece.rows())
            await transaction.execute_many(_COUNT, piece.counts(1))


def _weighed(transaction: Transaction, workers: Workers, texts: str) -> AsyncGenerator[Weighed, None]:
    return workers.map(_weigh, transaction.stream(texts, size=_TEXTS_AT_ONCE))


async def _insert(transaction: Transaction, pieces: list[Weighed]) -> None:
    """Insert some pieces, which are gone then."""
    if pieces:
        weighed = await asyncio.to_thread(joined, pieces)
        pieces.clear()
        await transaction.execute_many(_ADD, weighed.rows())
