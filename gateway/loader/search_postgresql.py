"""Writes what PostgreSQL finds articles by: texts whose words are told apart, and `article_words`.

What words are is known here and not there, so texts come here, go through the workers, and go back.
"""

from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager
from typing import Final

from sqlalchemy import insert

from gateway.loader import work
from gateway.loader.search_changes import DELETE_SAME, DELETE_STALE, FIND_STALE, INSERT_FRESH, RENAMED
from gateway.loader.search_rows import make_search_rows
from gateway.loader.workers import Workers
from gateway.search import PART
from gateway.store import Transaction
from gateway.tables import article_text
from gateway.tables.words import article_words

__all__ = ["index_changed", "indexing_all"]

_PLAIN: Final = ", ".join(f"replace({column}, chr({ord(PART)}), '')" for column in ("title", "excerpt", "body"))
_ADD_KNOWN: Final = f"""
INSERT INTO new_text (id, status, title, excerpt, body) SELECT article_id, status, {_PLAIN} FROM article_text"""
_ADD_RENAMED: Final = f"{_ADD_KNOWN} WHERE article_id IN ({RENAMED}) ON CONFLICT DO NOTHING"
_ADD_ALL: Final = f"{_ADD_KNOWN} WHERE article_id NOT IN (SELECT id FROM dirty_text) ON CONFLICT DO NOTHING"

_WITH_NAMES: Final = """
SELECT new_text.id, new_text.status, new_text.title, new_text.excerpt, new_text.body,
    coalesce((
        SELECT string_agg(topic.name, ' · ' ORDER BY article_topic.position)
        FROM article_topic JOIN topic ON topic.id = article_topic.topic_id
        WHERE article_topic.article_id = new_text.id
    ), ''),
    coalesce((
        SELECT provider.name FROM article JOIN provider ON provider.id = article.provider_id
        WHERE article.id = new_text.id
    ), '')
FROM new_text"""

_TEXTS_AT_ONCE: Final = 500
"""Whole texts: some of these pieces are under way at a time."""

_TEXTS: Final = insert(article_text)
_WORDS: Final = insert(article_words)
_FRESH_TEXTS: Final = insert(work.fresh_text)

_MAKE_FRESH_WORDS: Final = "CREATE TEMPORARY TABLE fresh_words (LIKE article_words) ON COMMIT DROP"
_FRESH_WORDS: Final = "INSERT INTO fresh_words (article_id, status, words, lexemes) VALUES ($1, $2, $3, $4)"
_REPLACE_WORDS: Final = (
    "DELETE FROM article_words WHERE article_id IN (SELECT id FROM stale_text)",
    "INSERT INTO article_words SELECT fresh_words.* FROM fresh_words JOIN fresh_text USING (article_id)",
    "DROP TABLE fresh_words",
)

_FOLDING: Final = "SELECT obj_description('article_words'::regclass, 'pg_class')"


@asynccontextmanager
async def indexing_all(transaction: Transaction, workers: Workers, folding: int) -> AsyncIterator[None]:
    """Index all articles of `new_text`, where there is nothing yet, before a block runs.

    Beside it tables would be read of which it makes indexes, which PostgreSQL refuses.
    """
    async with aclosing(workers.map(make_search_rows, transaction.stream(_WITH_NAMES, size=_TEXTS_AT_ONCE))) as made:
        async for rows in made:
            await transaction.execute_many(_TEXTS, rows.texts)
            await transaction.execute_many(_WORDS, rows.words)
    await _note(transaction, folding)
    yield


async def index_changed(transaction: Transaction, workers: Workers, folding: int) -> None:
    """Index what has changed; all, if words were folded by other rules."""
    [(known,)] = await transaction.fetch_all(_FOLDING)
    is_known = known == _said(folding)
    await transaction.execute(_ADD_RENAMED if is_known else _ADD_ALL)
    await transaction.execute(_MAKE_FRESH_WORDS)
    async with aclosing(workers.map(make_search_rows, transaction.stream(_WITH_NAMES, size=_TEXTS_AT_ONCE))) as made:
        async for rows in made:
            await transaction.execute_many(_FRESH_TEXTS, rows.texts)
            await transaction.execute_many(_FRESH_WORDS, rows.words)
    await work.look_through(transaction, work.fresh_text)
    if is_known:
        await transaction.execute(DELETE_SAME)
    await transaction.execute(FIND_STALE)
    await transaction.execute_all((DELETE_STALE, INSERT_FRESH, *_REPLACE_WORDS))
    if not is_known:
        await _note(transaction, folding)


async def _note(transaction: Transaction, folding: int) -> None:
    """Keep with the index how words are folded, as a comment on its table."""
    await transaction.execute(f"COMMENT ON TABLE article_words IS '{_said(folding)}'")


def _said(folding: int) -> str:
    return f"Words are folded by rules {folding}."
