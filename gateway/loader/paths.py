"""Finds the document that each dirty path belongs to: live before archived, then the first source, the first file."""

from typing import Final, NamedTuple

from sqlalchemy import bindparam, select

from gateway.content.entries import ArticleEntry
from gateway.content.identity import article_id
from gateway.content.merging import distinct
from gateway.loader import work
from gateway.loader.article_rows import add_article, add_mentions
from gateway.loader.documents import Intake, add_new_rows
from gateway.loader.packed import Packed, unpack
from gateway.loader.rows import Rows
from gateway.loader.statements import forget_articles, keys_in
from gateway.loader.tasks import ARTICLE
from gateway.store import Transaction
from gateway.tables import article, document

__all__ = ["settle_paths"]


class _Claim(NamedTuple):
    path: str
    document_id: int
    owner_id: int | None


_CLAIMS: Final = (
    select(document.c.key, document.c.id, article.c.document_id)
    .select_from(document.outerjoin(article, article.c.path == document.c.key))
    .where(document.c.kind == ARTICLE, document.c.key.in_(keys_in(work.dirty_path)))
    .order_by(document.c.key, document.c.is_archived, document.c.source, document.c.file)
)
_ENTRY: Final = select(document.c.entry, document.c.related).where(document.c.id == bindparam("document_id"))


async def settle_paths(transaction: Transaction, intake: Intake) -> None:
    """Give every dirty path to the document that wins it.

    `SELECT document.key, document.id, article.document_id FROM document LEFT OUTER JOIN article ON
    article.path = document.key WHERE document.kind = 'article' AND document.key IN (SELECT path FROM dirty_path)
    ORDER BY document.key, document.is_archived, document.source, document.file`
    """
    claims = [_Claim(*row) async for rows in transaction.stream(_CLAIMS) for row in rows]
    for winner in distinct(claims, key=lambda claim: claim.path):
        if winner.document_id != winner.owner_id:
            await _hand_over(transaction, intake, winner)


async def _hand_over(transaction: Transaction, intake: Intake, winner: _Claim) -> None:
    """Write the winner's article instead of what has the path now."""
    identity = article_id(winner.path)
    await work.refill(transaction, work.batch_article, [identity])
    await forget_articles(transaction)
    [row] = await transaction.fetch_all(_ENTRY, {"document_id": winner.document_id})
    packed = Packed(*row)
    entry = unpack(packed)
    if isinstance(entry, ArticleEntry):
        rows = Rows()
        add_article(rows, entry, winner.document_id)
        add_mentions(rows, identity, entry, packed.related)
        await add_new_rows(transaction, rows, intake.seen, are_documents=True)
