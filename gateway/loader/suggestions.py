"""Writes the suggestions: all of them at first, then the lists that the articles of a load have changed.

What takes long goes to other processes or to a thread: a server goes on answering while it loads.
"""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from itertools import chain
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
from sqlalchemy import bindparam, delete, insert, select

from gateway.loader import work
from gateway.loader.change_log import relisted
from gateway.loader.profiles import Profiles
from gateway.loader.scratch import scratch_folder
from gateway.loader.statements import keys_in
from gateway.loader.workers import Workers, beside
from gateway.store import Transaction, to_the_end
from gateway.suggestions import (
    MOST,
    Articles,
    Change,
    Index,
    Piece,
    Posting,
    TermCounts,
    all_postings,
    reached,
    save_index,
    shift,
    suggest,
    suggest_piece,
    take_lists,
    update_postings,
)
from gateway.tables import article_related, article_suggestion, posting

__all__ = ["suggesting"]

_wanted: Final = keys_in(work.wanted_article)
_EDITORIAL: Final = select(article_related.c.article_id, article_related.c.related_id)
_EDITORIAL_OF_WANTED: Final = _EDITORIAL.where(article_related.c.article_id.in_(_wanted))
_ANY_POSTING: Final = select(posting.c.term).limit(1)
_CLEAR: Final = tuple(delete(table) for table in (article_suggestion, posting))
_OF_WANTED: Final = select(*article_suggestion.c).where(article_suggestion.c.article_id.in_(_wanted))
_CUT: Final = delete(article_suggestion).where(
    article_suggestion.c.article_id == bindparam("reader"), article_suggestion.c.position == bindparam("place")
)
_SHOWING_CHANGED: Final = (
    select(article_suggestion.c.article_id)
    .where(
        article_suggestion.c.article_id.in_(_wanted),
        article_suggestion.c.related_id.in_(keys_in(work.changed_article)),
    )
    .distinct()
)
_LAST_OF_WANTED: Final = select(article_suggestion.c.article_id, article_suggestion.c.score).where(
    article_suggestion.c.position == MOST - 1, article_suggestion.c.article_id.in_(_wanted)
)
_ADD: Final = insert(article_suggestion)
_ADD_POSTINGS: Final = insert(posting)

_PIECES: Final = 4
"""For each worker: small ones keep the last of them from waiting for another."""

_PIECE: Final = 5_000
"""Articles at most: their lists together are some megabytes."""

_MANY: Final = 0.2
"""From this part of all articles on it is quicker to make all lists anew than to find out which ones."""


@asynccontextmanager
async def suggesting(transaction: Transaction, workers: Workers, *, is_first: bool) -> AsyncIterator[None]:
    """Bring all lists up to date by the end of the block: then they are what a load of everything would make them.

    When all must be made, the workers are at it while the block runs. Without postings all are made anew: a migration
    may have emptied them.
    """
    profiles = Profiles(transaction)
    if is_first:
        with scratch_folder() as folder:
            async with beside(_make_all(transaction, workers, folder, await _all(transaction, profiles))) as making:
                yield
                await making
        return
    yield
    changes = await profiles.changes()
    lists = {identity for (identity,) in await transaction.fetch_all(relisted)}
    lists |= {one.id for change in changes for one in change if one is not None}
    count = await profiles.count()
    before = count - sum((change.new is not None) - (change.old is not None) for change in changes)
    is_known = bool(await transaction.fetch_all(_ANY_POSTING))
    if not is_known or len(changes) > count * _MANY or shift(count) != shift(before):
        with scratch_folder() as folder:
            await _make_all(transaction, workers, folder, await _all(transaction, profiles))
    elif lists:
        lists |= await _find_others(transaction, profiles, changes)
        await _write(transaction, profiles, lists)


class _All(NamedTuple):
    """Every article that has a list, the frequent words that are left out, and what must not be suggested to whom."""

    articles: Articles
    frequent: TermCounts
    excluded: Any


async def _all(transaction: Transaction, profiles: Profiles) -> _All:
    """What all lists are made from. `SELECT article_id, related_id FROM article_related`."""
    return _All(*await profiles.all(), await _editorial(transaction))


async def _make_all(transaction: Transaction, workers: Workers, folder: Path, found: _All) -> None:
    """Make all postings and all lists anew.

    `DELETE FROM article_suggestion; DELETE FROM posting; INSERT INTO posting (…) VALUES (…); INSERT INTO
    article_suggestion (…) VALUES (…)`
    """
    ids = await to_the_end(asyncio.to_thread(_save_all, found.articles, folder))  # the folder must not go before
    await transaction.execute_all(_CLEAR)
    await transaction.execute_many(_ADD_POSTINGS, chain(all_postings(found.articles), found.frequent.postings()))
    pieces = _pieces(workers, folder, ids, found.excluded)
    del found  # what has been written need not be held while the lists are made
    for file in [file async for file in workers.map(suggest_piece, pieces)]:  # no worker waits for the database
        await transaction.execute_many(_ADD, take_lists(file).rows())


async def _editorial(transaction: Transaction) -> Any:
    """A row of two ids for each story that an editor names, in the order of the articles' ids."""
    found = [np.array(rows, np.int64) async for rows in transaction.stream(_EDITORIAL)]
    pairs = np.concatenate([np.zeros((0, 2), np.int64), *found])
    return pairs[np.argsort(pairs[:, 0])]


def _save_all(articles: Articles, folder: Path) -> Any:
    """Write the index of all to files; gives the ids of the articles by number."""
    index = Index.of(articles)
    save_index(index, folder)
    return index.ids


async def _pieces(workers: Workers, folder: Path, ids: Any, excluded: Any) -> AsyncGenerator[Piece, None]:
    """All lists, piece by piece; each takes with it what its own articles must not be suggested."""
    order = np.argsort(ids)
    size = min(_PIECE, len(ids) // (workers.count * _PIECES) + 1)
    for start in range(0, len(ids), size):
        numbers = order[start : start + size]
        first, last = np.searchsorted(excluded[:, 0], ids[numbers[[0, -1]]] + [0, 1])
        yield Piece(folder, numbers, excluded[first:last], folder / f"lists-{start}.npy")


async def _find_others(transaction: Transaction, profiles: Profiles, changes: Sequence[Change]) -> set[int]:
    """Keep the postings, and find the lists of unchanged articles that can be other ones now."""
    if not changes:
        return set()
    known = await profiles.postings({term for change in changes for term in change.old_terms()})
    found = await _find_showing(transaction, changes, known)
    touched = {term for change in changes for term in change.terms()}
    postings = {term: Posting(0, set()) for term in touched} | await profiles.postings(touched)
    reweighed = update_postings(postings, changes, await profiles.count())
    await profiles.write_postings(postings)
    found.update(*(postings[term].articles or () for term in reweighed))
    return found | await _find_reached(transaction, profiles, [change.new.id for change in changes if change.new])


async def _find_showing(
    transaction: Transaction, changes: Sequence[Change], postings: Mapping[int, Posting]
) -> set[int]:
    """Find the lists that changed articles are in: among those who shared a term with one, as postings still say.

    `SELECT DISTINCT article_id FROM article_suggestion WHERE article_id IN (SELECT id FROM wanted_article) AND
    related_id IN (SELECT id FROM changed_article)`
    """
    await work.refill(transaction, work.changed_article, {one.id for change in changes for one in change if one})
    await work.refill(transaction, work.wanted_article, set().union(*(one.articles or () for one in postings.values())))
    return {identity for (identity,) in await transaction.fetch_all(_SHOWING_CHANGED)}


async def _find_reached(transaction: Transaction, profiles: Profiles, changed: Sequence[int]) -> set[int]:
    """Find the lists that changed articles are good enough for.

    `SELECT article_id, score FROM article_suggestion WHERE position = 19 AND article_id IN (…)`
    """
    index = await profiles.index_around(changed)
    best = await asyncio.to_thread(reached, index, index.numbers_of(changed))
    await work.refill(transaction, work.wanted_article, best)
    last = dict(await transaction.fetch_all(_LAST_OF_WANTED))
    return {identity for identity, score in best.items() if score >= last.get(identity, 0)}


async def _write(transaction: Transaction, profiles: Profiles, lists: Iterable[int]) -> None:
    """Make some lists anew, and write what is other than it was: most places of most lists are not.

    `SELECT article_id, position, … FROM article_suggestion WHERE article_id IN (SELECT id FROM wanted_article);
    DELETE FROM article_suggestion WHERE article_id = ? AND position = ?; INSERT INTO article_suggestion (…) VALUES (…)`
    """
    wanted = sorted(lists)
    index = await profiles.index_around(wanted)
    await work.refill(transaction, work.wanted_article, wanted)
    excluded = await transaction.fetch_all(_EDITORIAL_OF_WANTED)
    before = set(await transaction.fetch_all(_OF_WANTED))
    made = await asyncio.to_thread(lambda: list(suggest(index, index.numbers_of(wanted), excluded)))
    now = {row for some in made for row in some.rows()}
    await transaction.execute_many(_CUT, [row[:2] for row in before - now])
    await transaction.execute_many(_ADD, sorted(now - before))
