"""Logs which articles a load has changed, for those who subscribe: what they were is noted before it is replaced.

An article has changed when its digest has (its own fields, provider, topics and images), or its related list.
The very first load logs nothing: nobody has seen anything yet.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from sqlalchemy import Select, bindparam, delete, except_, func, insert, select, union

from gateway.content.statuses import REMOVED as REMOVED_STATUS
from gateway.content.statuses import UNPUBLISHED
from gateway.loader import work
from gateway.loader.work import keys_in
from gateway.store import Transaction
from gateway.tables import article, article_change, article_related, article_terms, snapshot
from gateway.tables.changes import CHANGED, CREATED, REMOVED

__all__ = [
    "has_changed",
    "log_changes",
    "log_first_articles",
    "note_articles",
    "note_lists",
    "note_new_articles",
    "relisted",
    "was",
]

_KEPT: Final = 100_000
"""How many of the last changes stay in the log."""

_before: Final = work.article_before
_listed: Final = work.related_before

_BATCH: Final = (
    select(
        work.batch_article.c.id,
        article.c.status,
        article.c.digest,
        article.c.published_at,
        article.c.provider_id,
        article_terms.c.terms,
    )
    .select_from(
        work.batch_article.outerjoin(article, article.c.id == work.batch_article.c.id).outerjoin(
            article_terms, article_terms.c.article_id == article.c.id
        )
    )
    .where(work.batch_article.c.id.not_in(keys_in(_before)))
    .distinct()
)
_NOTE: Final = work.copied(_before, _BATCH)


def _lists(parents: Any) -> Select[Any]:
    """`SELECT article_id, position, related_id FROM article_related WHERE article_id IN (SELECT id FROM …)`."""
    table = article_related.c
    return select(table.article_id, table.position, table.related_id).where(table.article_id.in_(keys_in(parents)))


_NOTE_NEW: Final = insert(_before).values(id=bindparam("new_id"))
_NOTE_LISTS_OF_BATCH: Final = work.copied(_listed, _lists(work.batch_article))
_NOTE_LISTS: Final = work.copied(_listed, _lists(work.dirty_parent))


async def note_articles(transaction: Transaction) -> None:
    """Note what the articles of `batch_article` and their lists are, before they go. What is noted already stays.

    `INSERT INTO article_before (id, status, …) SELECT batch_article.id, article.status, … FROM batch_article LEFT JOIN
    article ON … WHERE …; INSERT INTO related_before … SELECT … FROM article_related WHERE …`
    """
    await transaction.execute(_NOTE)
    await transaction.execute(_NOTE_LISTS_OF_BATCH)


async def note_new_articles(transaction: Transaction, ids: Iterable[int]) -> None:
    """Note that articles are added; those of which nothing else is noted were not there.

    `INSERT INTO article_before (id) VALUES (?)`
    """
    await transaction.execute_many(_NOTE_NEW, [(identity,) for identity in ids])


async def note_lists(transaction: Transaction) -> None:
    """Note the related lists of all dirty parents, before they are written anew."""
    await transaction.execute(_NOTE_LISTS)


was: Final = (
    select(_before.c.id, *(func.max(column).label(column.name) for column in _before.c if column.name != "id"))
    .group_by(_before.c.id)
    .subquery("was")
)
"""What each article was; null in all columns but its id if it was not there."""

has_changed: Final = was.c.digest.is_distinct_from(article.c.digest)
_CHANGED: Final = (
    select(was.c.id, was.c.status, article.c.status)
    .select_from(was.outerjoin(article, article.c.id == was.c.id))
    .where(has_changed)
    .order_by(was.c.id)
)
_old: Final = select(_listed.c.article_id, _listed.c.position, _listed.c.related_id)
_gone: Final = except_(_old, _lists(work.dirty_parent)).subquery("gone")
_new: Final = except_(_lists(work.dirty_parent), _old).subquery("new")
relisted: Final = union(select(_gone.c.article_id), select(_new.c.article_id))
"""The ids of articles whose related list is another than it was."""

_moved: Final = relisted.subquery("moved")
_RELISTED: Final = (
    select(article.c.id, article.c.status).where(article.c.id.in_(select(_moved.c.article_id))).order_by(article.c.id)
)
_LAST: Final = select(snapshot.c.changes)
_ALL: Final = select(article.c.id, article.c.status).order_by(article.c.id)
_LOG: Final = insert(article_change)


async def log_changes(transaction: Transaction, snapshot_id: str, *, is_public: bool) -> int:
    """Log what is other than it was; gives the number of the last change ever logged.

    In the public edition articles that are hidden count as not there.

    `SELECT was.id, was.status, article.status FROM (SELECT id, max(status) AS status, … FROM
    article_before GROUP BY id) AS was LEFT JOIN article ON … WHERE was.digest IS NOT article.digest; SELECT … FROM
    article WHERE id IN (lists before EXCEPT lists now UNION …); INSERT INTO article_change (…) VALUES (…);
    DELETE FROM article_change WHERE number <= ?`
    """
    changed = {row[0]: row for row in await transaction.fetch_all(_CHANGED)}
    for identity, status in await transaction.fetch_all(_RELISTED):
        changed.setdefault(identity, (identity, status, status))
    return await _append(transaction, snapshot_id, changed.values(), is_public=is_public)


async def log_first_articles(transaction: Transaction, snapshot_id: str, *, is_public: bool) -> int:
    """Log all articles as new if an empty snapshot was served before them; gives what `log_changes` gives.

    `SELECT id, status FROM article ORDER BY id; INSERT INTO article_change (…) VALUES (…)`
    """
    if not await transaction.fetch_all(_LAST):
        return 0
    found = await transaction.fetch_all(_ALL)
    changed = [(identity, None, status) for identity, status in found]
    return await _append(transaction, snapshot_id, changed, is_public=is_public)


async def _append(
    transaction: Transaction, snapshot_id: str, changed: Iterable[Sequence[Any]], *, is_public: bool
) -> int:
    """Log ids with the status before and after; null where there was no article, or is none."""
    last = next((count for (count,) in await transaction.fetch_all(_LAST)), 0)
    shown = _public if is_public else _whole
    kinds = ((identity, _kind(shown(was), shown(now))) for identity, was, now in changed)
    told = ((identity, kind) for identity, kind in kinds if kind is not None)
    rows = [(number, snapshot_id, *change) for number, change in enumerate(told, last + 1)]
    await transaction.execute_many(_LOG, rows)
    last += len(rows)
    await transaction.execute(delete(article_change).where(article_change.c.number <= last - _KEPT))
    return last


def _kind(was: int | None, now: int | None) -> int | None:
    match was, now:
        case None, None:
            return None
        case None, _:
            return CREATED
        case _, None:
            return REMOVED
        case _:
            return CHANGED


def _whole(status: int | None) -> int | None:
    """The status as those see it from whom nothing is hidden."""
    return status


def _public(status: int | None) -> int | None:
    """The status as those see it from whom unpublished and removed articles are hidden."""
    return None if status in (UNPUBLISHED, REMOVED_STATUS) else status
