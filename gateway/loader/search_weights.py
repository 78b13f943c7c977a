"""Keeps in step how much words weigh in PUBLISHED articles, by which SQLite finds the best of many matches."""

import asyncio
from typing import Final

from gateway.loader.weighing import Weighed, joined, weigh_texts
from gateway.loader.workers import Workers
from gateway.store import Transaction
from gateway.tables import RANKED, SEARCHED

__all__ = ["put_in", "take_out", "weigh_all"]

_PAIRS: Final = ", ".join(f"{weight:.0f}, {column}" for column, weight in SEARCHED.items())


def _weighed(texts: str, condition: str = "true") -> str:
    """Word, weight, length and id: for each word of each article in `texts`, and for every word together.

    How long an article is, FTS5 keeps in a table `…_docsize`.
    """
    return f"""
WITH article AS MATERIALIZED (
    SELECT article_id AS id, weigh(size.sz, {_PAIRS}) AS words
    FROM {texts} JOIN {RANKED.name}_docsize AS size ON size.id = article_id
    WHERE status = {RANKED.info["status"]} AND {condition}
)
SELECT each.key AS word, each.value AS weight, article.words ->> '$[0]' AS length, article.id AS article_id
FROM article, json_each(article.words, '$[1]') AS each"""


_EMPTY: Final = ("DELETE FROM search_weight", "DELETE FROM search_word")
_TEXTS: Final = f"""
SELECT article_id, size.sz, {", ".join(SEARCHED)} FROM article_text JOIN {RANKED.name}_docsize AS size
ON size.id = article_id WHERE status = {RANKED.info["status"]}"""
_INSERT: Final = "INSERT INTO search_weight (word, weight, length, article_id) VALUES (?, ?, ?, ?)"
_COUNT: Final = """
INSERT INTO search_word (word, articles, lengths)
SELECT word, count(*), sum(length) FROM search_weight GROUP BY word ORDER BY word"""

_GATHER_OLD: Final = f"""
INSERT INTO moved_word (word, weight, length, article_id)
{_weighed("article_text", "article_id IN (SELECT id FROM stale_text)")}"""
_GATHER_NEW: Final = f"INSERT INTO moved_word (word, weight, length, article_id) {_weighed('fresh_text')}"
_MOVED: Final = "SELECT word, weight, length, article_id FROM moved_word ORDER BY word"
_REMOVE: Final = "DELETE FROM search_weight WHERE word = ? AND weight = ? AND length = ? AND article_id = ?"
_ADD: Final = "INSERT INTO search_weight (word, weight, length, article_id) SELECT * FROM moved_word"
_REMOVE_COUNTS: Final = "DELETE FROM search_word WHERE articles = 0 AND word IN (SELECT word FROM moved_word)"


def _recount(sign: str) -> str:
    return f"""
INSERT INTO search_word (word, articles, lengths)
SELECT word, {sign}count(*), {sign}sum(length) FROM moved_word WHERE true GROUP BY word
ON CONFLICT (word) DO UPDATE SET articles = articles + excluded.articles, lengths = lengths + excluded.lengths"""


_TEXTS_AT_ONCE: Final = 1_000
_ROWS_AT_ONCE: Final = 2_000_000
"""They are sorted before they are inserted, which is quicker, and are 20 bytes each until then."""


async def weigh_all(transaction: Transaction, workers: Workers) -> None:
    """Weigh the words of all articles that are indexed.

    `SELECT article_id, size.sz, title, … FROM article_text JOIN search_published_docsize AS size ON …; INSERT INTO
    search_weight (…) VALUES (…); INSERT INTO search_word SELECT word, count(*), sum(length) FROM search_weight …`
    """
    for statement in _EMPTY:
        await transaction.execute(statement)
    pieces: list[Weighed] = []
    async for piece in workers.map(weigh_texts, transaction.stream(_TEXTS, size=_TEXTS_AT_ONCE)):
        pieces.append(piece)
        if sum(len(each.places) for each in pieces) > _ROWS_AT_ONCE:
            await _insert(transaction, pieces)
    await _insert(transaction, pieces)
    await transaction.execute(_COUNT)


async def _insert(transaction: Transaction, pieces: list[Weighed]) -> None:
    """Insert some pieces, which are gone then."""
    if pieces:
        weighed = await asyncio.to_thread(joined, pieces)
        pieces.clear()
        await transaction.execute_many(_INSERT, weighed.rows())


async def take_out(transaction: Transaction) -> None:
    """Take the articles of `stale_text` out, which are still indexed.

    Row by row: where all are named in one statement, SQLite looks through all that is there of each of their words.
    """
    await _move(transaction, _GATHER_OLD)
    async for rows in transaction.stream(_MOVED):
        await transaction.execute_many(_REMOVE, rows)
    for statement in (_recount("-"), _REMOVE_COUNTS):
        await transaction.execute(statement)


async def put_in(transaction: Transaction) -> None:
    """Put the articles of `fresh_text` in, which are indexed already."""
    await _move(transaction, _GATHER_NEW, _ADD, _recount("+"))


async def _move(transaction: Transaction, *statements: str) -> None:
    for statement in ("DELETE FROM moved_word", *statements):
        await transaction.execute(statement)
