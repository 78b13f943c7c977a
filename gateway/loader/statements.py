"""SQL that several steps share: replacing articles, and remembering what hung on the old ones and hangs on the new."""

from typing import Final

from sqlalchemy import Executable, delete, insert, select

from gateway.loader import work
from gateway.loader.article_counts import note_counted
from gateway.loader.change_log import note_articles
from gateway.loader.rows import Rows
from gateway.loader.work import keys_in
from gateway.store import Transaction
from gateway.tables import (
    article,
    article_detail,
    article_image,
    article_related,
    article_terms,
    article_topic,
    mention,
)

__all__ = ["forget_articles", "insert_rows", "keys_in"]


_batch: Final = keys_in(work.batch_article)
_is_document: Final = article.c.document_id.is_not(None)

_REMEMBER: Final[tuple[Executable, ...]] = (
    work.copied(work.dirty_text, _batch),
    delete(work.new_text).where(work.new_text.c.id.in_(_batch)),
    work.copied(work.dirty_article, _batch),
    work.copied(work.dirty_article, select(mention.c.target_id).where(mention.c.article_id.in_(_batch))),
    work.copied(work.dirty_path, select(article.c.path).where(article.c.id.in_(_batch), _is_document)),
    work.copied(work.dirty_title, select(article.c.title).where(article.c.id.in_(_batch), _is_document)),
    *(
        work.copied(work.dirty_url, select(url).where(article.c.id.in_(_batch), _is_document, url.is_not(None)))
        for url in (article.c.web_url, article.c.original_url)
    ),
    work.copied(
        work.dirty_provider,
        select(article.c.provider_id).where(article.c.id.in_(_batch), article.c.provider_id.is_not(None)),
    ),
    work.copied(work.dirty_topic, select(article_topic.c.topic_id).where(article_topic.c.article_id.in_(_batch))),
    work.copied(work.dirty_image, select(article_image.c.image_id).where(article_image.c.article_id.in_(_batch))),
)
_OWNED: Final = (article_detail, article_topic, article_image, article_related, article_terms, mention)
_FORGET: Final = (
    *(delete(table).where(table.c.article_id.in_(_batch)) for table in _OWNED),
    delete(article).where(article.c.id.in_(_batch)),
)


async def forget_articles(transaction: Transaction) -> None:
    """Delete the articles of `batch_article` with all that is theirs, note what they were, and mark what they touched.

    `INSERT INTO dirty_url (url) SELECT web_url FROM article WHERE id IN (SELECT id FROM batch_article) AND …; …;
    DELETE FROM article_detail WHERE article_id IN (SELECT id FROM batch_article); …; DELETE FROM article WHERE …`

    What is theirs is deleted table by table: in bulk the database does not look after keys, and deletes nothing more.
    """
    await note_counted(transaction)
    await note_articles(transaction)
    await transaction.execute_all((*_REMEMBER, *_FORGET))


_TABLES: Final = tuple(
    insert(table)
    for table in (article, article_detail, article_topic, article_image, mention, article_terms, work.new_text)
)


async def insert_rows(transaction: Transaction, rows: Rows) -> None:
    """Insert into each table the rows that belong there.

    `INSERT INTO article (id, path, …) VALUES (?, ?, …); …`
    """
    for statement, values in zip(_TABLES, rows.by_article(), strict=True):
        if values:
            await transaction.execute_many(statement, values)
