"""Makes, remakes and removes stubs: for each dirty article that no document describes, what its mentions say."""

from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from typing import Any, Final

from sqlalchemy import Executable, exists, func, select

from gateway.loader import work
from gateway.loader.documents import Intake, add_new_rows
from gateway.loader.statements import forget_articles, keys_in
from gateway.loader.stub_rows import make_stubs
from gateway.loader.workers import Workers
from gateway.store import Transaction
from gateway.tables import article, document, mention

__all__ = ["grouped", "write_stubs"]

Row = Sequence[Any]

_IS_DOCUMENT: Final = exists().where(article.c.id == work.dirty_article.c.id, article.c.document_id.is_not(None))
_targets: Final = select(work.dirty_article.c.id).where(~_IS_DOCUMENT)
_STALE: Final = select(article.c.id).where(
    article.c.document_id.is_(None), article.c.id.in_(keys_in(work.dirty_article))
)

_parent: Final = article.alias("parent")
_MENTIONS: Final = (
    select(
        mention.c.target_id,
        _parent.c.published_at,
        _parent.c.path,
        mention.c.position,
        mention.c.source,
        func.substr(document.c.related, mention.c.start + 1, mention.c.length),
    )
    .select_from(mention)
    .join(_parent, _parent.c.id == mention.c.article_id)
    .join(document, document.c.id == _parent.c.document_id)
    .where(mention.c.target_id.in_(_targets))
    .order_by(mention.c.target_id)
)


async def write_stubs(transaction: Transaction, intake: Intake, workers: Workers) -> None:
    """Write the stub of every dirty article that has mentions and no document.

    `SELECT mention.target_id, parent.published_at, parent.path, mention.position, mention.source,
    substr(document.related, mention.start + 1, mention.length) FROM mention JOIN article AS parent ON parent.id =
    mention.article_id JOIN document ON document.id = parent.document_id WHERE mention.target_id IN (SELECT id FROM
    dirty_article WHERE NOT EXISTS (…)) ORDER BY mention.target_id`
    """
    await work.look_through(transaction, work.dirty_article)
    stale = await transaction.fetch_all(_STALE)
    if stale:
        await work.refill(transaction, work.batch_article, (identity for (identity,) in stale))
        await forget_articles(transaction)
    async with aclosing(workers.map(make_stubs, grouped(transaction, _MENTIONS))) as made:
        async for rows in made:
            await add_new_rows(transaction, rows, intake.seen, are_documents=False)


async def grouped(transaction: Transaction, statement: Executable) -> AsyncGenerator[list[Row], None]:
    """The rows of a statement in lists that never part rows with the same first value."""
    rest: list[Row] = []
    async with aclosing(transaction.stream(statement)) as stream:
        async for rows in stream:
            rest += rows
            last = rest[-1][0]
            cut = next(index for index in range(len(rest) - 1, -1, -1) if index == 0 or rest[index - 1][0] != last)
            if cut:
                yield rest[:cut]
                rest = rest[cut:]
    if rest:
        yield rest
