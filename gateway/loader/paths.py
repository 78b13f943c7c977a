"""Finds the document that each dirty path belongs to: live before archived, then the first source, the first file."""

from collections.abc import AsyncIterator
from itertools import groupby
from typing import Final, NamedTuple

from sqlalchemy import bindparam, select

from gateway.content.entries import ArticleEntry
from gateway.content.identity import article_id
from gateway.loader import work
from gateway.loader.documents import Intake, add_new_rows, with_related
from gateway.loader.parsing import ARTICLE, decode_entry, encode_entry
from gateway.loader.rows import Rows, add_article, add_mentions
from gateway.loader.statements import forget_articles, keys_in
from gateway.store import Transaction
from gateway.tables import article, document, mention

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
_ENTRY: Final = select(document.c.entry).where(document.c.id == bindparam("document_id"))
_RELATED: Final = (
    select(mention.c.entry)
    .where(mention.c.article_id.in_(keys_in(work.batch_article)))
    .order_by(mention.c.article_id, mention.c.position)
)


async def settle_paths(transaction: Transaction, intake: Intake) -> None:
    """Give every dirty path to the document that wins it.

    `SELECT document.key, document.id, article.document_id FROM document LEFT OUTER JOIN article ON
    article.path = document.key WHERE document.kind = 'article' AND document.key IN (SELECT path FROM dirty_path)
    ORDER BY document.key, document.is_archived, document.source, document.file`
    """
    moving = [claims async for claims in _contests(transaction)]
    for claims in moving:
        await _hand_over(transaction, intake, claims)


async def _contests(transaction: Transaction) -> AsyncIterator[list[_Claim]]:
    """The claims to each path whose owner is not the first that claims it."""
    rest: list[_Claim] = []
    async for rows in transaction.stream(_CLAIMS):
        rest += (_Claim(*row) for row in rows)
        last = rest[-1].path
        for path, group in groupby(rest, key=lambda claim: claim.path):
            claims = list(group)
            if path != last and claims[0].document_id != claims[0].owner_id:
                yield claims
        rest = [claim for claim in rest if claim.path == last]
    if rest and rest[0].document_id != rest[0].owner_id:
        yield rest


async def _hand_over(transaction: Transaction, intake: Intake, claims: list[_Claim]) -> None:
    """Write the winner's article; the loser that had the path takes its related list back into its entry."""
    winner = claims[0]
    identity = article_id(winner.path)
    await work.refill(transaction, work.batch_article, [identity])
    for loser in claims[1:]:
        if loser.document_id == loser.owner_id:
            related = await transaction.fetch_all(_RELATED)
            bare = await _entry(transaction, loser)
            await intake.store_entry(loser.document_id, with_related(bare, (packed for (packed,) in related)))
    await forget_articles(transaction)
    entry = decode_entry(await _entry(transaction, winner))
    if isinstance(entry, ArticleEntry):
        rows = Rows()
        add_article(rows, entry, winner.document_id)
        add_mentions(rows, identity, entry.source, [(named, encode_entry(named)) for named in entry.related])
        await add_new_rows(transaction, rows, intake.seen, are_documents=True)


async def _entry(transaction: Transaction, claim: _Claim) -> bytes:
    [(packed,)] = await transaction.fetch_all(_ENTRY, {"document_id": claim.document_id})
    return bytes(packed)
