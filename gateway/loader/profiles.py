"""What suggestions are made from, as it is stored: the profiles of articles, before this load and now, and postings."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from contextlib import aclosing
from typing import Any, Final

import numpy as np
from sqlalchemy import bindparam, delete, func, select

from gateway.content.statuses import REMOVED
from gateway.loader import work
from gateway.loader.change_log import has_changed, was
from gateway.loader.statements import keys_in
from gateway.loader.upserts import upsert
from gateway.store import Transaction
from gateway.suggestions import (
    Articles,
    Change,
    Index,
    Posting,
    Profile,
    TermCounts,
    unpack_terms,
)
from gateway.tables import article, article_terms, posting

__all__ = ["Profiles"]

_columns: Final = (
    article.c.id,
    article.c.path,
    article.c.source,
    article.c.published_at,
    article.c.provider_id,
    article_terms.c.terms,
)
_ALL: Final = (
    select(*_columns).join(article_terms, article_terms.c.article_id == article.c.id).where(article.c.status != REMOVED)
)
_ALL_IN_ORDER: Final = _ALL.order_by(article.c.path)
_TERMS: Final = (
    select(article_terms.c.terms)
    .join(article, article.c.id == article_terms.c.article_id)
    .where(article.c.status != REMOVED)
)
_COUNT: Final = select(func.count()).select_from(article).where(article.c.status != REMOVED)
_WANTED: Final = _ALL.where(article.c.id.in_(keys_in(work.wanted_article)))
_CHANGED: Final = (
    select(
        was.c.id,
        was.c.status,
        *(was.c[column.name] for column in _columns[3:]),
        article.c.status,
        *_columns[1:],
    )
    .select_from(
        was.outerjoin(article, article.c.id == was.c.id).outerjoin(
            article_terms, article_terms.c.article_id == article.c.id
        )
    )
    .where(has_changed)
)
_POSTINGS: Final = select(posting).where(posting.c.term.in_(keys_in(work.wanted_term)))
_FORGOTTEN: Final = select(posting.c.term).where(posting.c.articles.is_(None)).order_by(posting.c.term)
_DELETE: Final = delete(posting).where(posting.c.term == bindparam("old_term"))

_MOST: Final = 0.5
"""From this part of all articles on it is quicker to read all of them in order than to look each of them up."""


class Profiles:
    """Reads profiles, and keeps postings."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self._count: int | None = None
        self._whole: Index | None = None

    async def all(self) -> tuple[Articles, TermCounts]:
        """Of every article that has a list, without frequent words; and these, counted.

        `SELECT terms FROM article JOIN article_terms ON … WHERE article.status != 3; SELECT article.id, path, …, terms
        FROM article JOIN article_terms ON … WHERE article.status != 3 ORDER BY article.path`
        """
        counts = TermCounts()
        async with aclosing(self._transaction.stream(_TERMS)) as stream:
            async for rows in stream:
                await asyncio.to_thread(lambda rows: counts.add(b"".join(terms for (terms,) in rows)), rows)
        return await self._without(counts.frequent_words()), counts

    async def _without(self, terms: Any) -> Articles:
        """Every article that has a list, without some terms, which are in order."""

        def read(rows: Sequence[Sequence[Any]]) -> Articles:
            return Articles.of(rows).without(terms)

        async with aclosing(self._transaction.stream(_ALL_IN_ORDER)) as stream:
            return Articles.joined([await asyncio.to_thread(read, rows) async for rows in stream])

    async def count(self) -> int:
        """How many articles have a list; counted once, when all articles are written.

        `SELECT count(*) FROM article WHERE status != 3`
        """
        if self._count is None:
            [(self._count,)] = await self._transaction.fetch_all(_COUNT)
        return self._count

    async def of(self, ids: Iterable[int]) -> list[tuple[Any, ...]]:
        """Of some articles, as far as they have lists, as rows.

        `SELECT … FROM article JOIN article_terms ON … WHERE … AND article.id IN (SELECT id FROM wanted_article)`
        """
        await work.refill(self._transaction, work.wanted_article, ids)
        return await self._transaction.fetch_all(_WANTED)

    async def changes(self) -> list[Change]:
        """What of this load counts for suggestions.

        `SELECT was.id, was.published_at, …, article.path, article.published_at, … FROM (SELECT … FROM article_before …)
        AS was LEFT JOIN article ON … LEFT JOIN article_terms ON … WHERE was.digest IS NOT article.digest`
        """
        found = []
        for identity, *row in await self._transaction.fetch_all(_CHANGED):
            before, (status, path, source, *now) = row[:4], row[4:]
            place = (identity, path or "", source or "")
            change = Change(_profile(place, *before), _profile(place, status, *now))
            if change.is_any:
                found.append(change)
        return found

    async def index_around(self, ids: Iterable[int]) -> Index:
        """The index of these articles, with all that share a term with one of them; of all, where those are most.

        Then it serves for others as well.
        """
        if self._whole is not None:
            return self._whole
        mine = {row[0]: row for row in await self.of(ids)}
        terms = set(unpack_terms(b"".join(row[-1] for row in mine.values())).tolist())
        found = await self.postings(terms)
        others = {other for one in found.values() if one.articles for other in one.articles} - mine.keys()
        if len(others) > await self.count() * _MOST:
            return await self._index_of_all()
        profiles = [*mine.values(), *await self.of(others)]
        return await asyncio.to_thread(Index.of, Articles.of(profiles), _frequencies(found), await self.count())

    async def _index_of_all(self) -> Index:
        """The index of all, once postings and articles are written; kept.

        `SELECT term FROM posting WHERE articles IS NULL ORDER BY term; SELECT article.id, path, …, terms FROM …`
        """
        forgotten = np.array(await self._transaction.fetch_all(_FORGOTTEN), np.int64).reshape(-1)
        every = await self._without(forgotten[forgotten % 2 == 0])
        self._whole = await asyncio.to_thread(Index.of, every)
        return self._whole

    async def postings(self, terms: Iterable[int]) -> dict[int, Posting]:
        """Of those of some terms that any article has.

        `SELECT term, frequency, articles FROM posting WHERE term IN (SELECT term FROM wanted_term)`
        """
        await work.refill(self._transaction, work.wanted_term, terms)
        return {row[0]: Posting.unpack(*row[1:]) for row in await self._transaction.fetch_all(_POSTINGS)}

    async def write_postings(self, postings: Mapping[int, Posting]) -> None:
        """Store postings; those that no article is left of go. What has been forgotten is found again before.

        `INSERT INTO posting (…) VALUES (…) ON CONFLICT (term) DO UPDATE SET …; DELETE FROM posting WHERE term = ?`
        """
        await self._recall({term: one for term, one in postings.items() if one.is_forgotten})
        kept = {term: one for term, one in postings.items() if one.frequency or one.articles}
        rows = [(term, *one.pack()) for term, one in kept.items()]
        await self._transaction.execute_many(upsert(posting, self._transaction.dialect), rows)
        await self._transaction.execute_many(_DELETE, [(term,) for term in postings.keys() - kept.keys()])

    async def _recall(self, forgotten: Mapping[int, Posting]) -> None:
        """Find all articles of terms that were too frequent to remember them."""
        if not forgotten:
            return
        for one in forgotten.values():
            one.articles = set()
        wanted = np.fromiter(forgotten, np.int64)
        every, _ = await self.all()
        terms = unpack_terms(every.terms)
        owners = np.repeat(every.ids, every.counts)
        for place in np.flatnonzero(np.isin(terms, wanted)).tolist():
            articles = forgotten[int(terms[place])].articles
            if articles is not None:
                articles.add(int(owners[place]))


def _profile(
    place: tuple[int, str, str],
    status: int | None,
    published_at: str | None,
    provider_id: int | None,
    terms: bytes | None,
) -> Profile | None:
    """None for an article that is not there, or was removed: it has no list."""
    if status is None or status == REMOVED or terms is None:
        return None
    return Profile(*place, published_at, provider_id, terms)


def _frequencies(postings: Mapping[int, Posting]) -> Any:
    """How frequent terms are; 0 for those of which there is no posting here."""
    known = np.array(sorted(postings), np.int64)
    counts = np.array([postings[term].frequency for term in known.tolist()], np.int64)

    def frequencies(terms: Any) -> Any:
        if not len(known):
            return np.zeros(len(terms), np.int64)
        places = np.minimum(np.searchsorted(known, terms), len(known) - 1)
        return np.where(known[places] == terms, counts[places], 0)

    return frequencies
