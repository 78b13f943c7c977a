"""Finds what the entries of related lists mean, and writes the lists. All in SQL: only what changes comes here.

The rules, in turn: the one document of the same source with that address; of several, the first path with equal title
and date; without an address, the one with equal title and date; else whatever stands at the derived path.
"""

from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Executable,
    Select,
    and_,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)

from gateway.content.statuses import REMOVED
from gateway.loader import work
from gateway.loader.change_log import note_lists
from gateway.loader.statements import keys_in
from gateway.store import Transaction
from gateway.tables import article, article_related, mention

__all__ = ["resolve_mentions", "write_related_lists"]


def _is_at_address(found: Any) -> ColumnElement[bool]:
    return and_(_is_near(found), or_(found.c.web_url == mention.c.url, found.c.original_url == mention.c.url))


def _is_equal(found: Any) -> ColumnElement[bool]:
    is_dated_alike = found.c.published_at.is_not_distinct_from(mention.c.published_at)
    return and_(_is_near(found), found.c.title == mention.c.title, is_dated_alike)


def _is_near(found: Any) -> ColumnElement[bool]:
    return and_(found.c.source == mention.c.source, found.c.document_id.is_not(None))


def _only_at_address() -> ColumnElement[int]:
    """The one document with the address.

    `(SELECT min(a.id) FROM article AS a WHERE a.web_url = mention.url OR … HAVING count(*) = 1)`
    """
    found = article.alias("at_address")
    query = select(func.min(found.c.id)).where(_is_at_address(found)).having(func.count() == 1)
    return query.scalar_subquery()


def _first_equal_at_address() -> ColumnElement[int]:
    """The first of several documents with the address that is the same story.

    `(SELECT a.id FROM article AS a WHERE … AND a.title = mention.title AND … ORDER BY a.path LIMIT 1)`
    """
    found = article.alias("equal_at_address")
    query = select(found.c.id).where(_is_at_address(found), _is_equal(found)).order_by(found.c.path).limit(1)
    return query.scalar_subquery()


def _only_equal() -> ColumnElement[int]:
    """The one document that is the same story, for an entry without an address.

    `(SELECT min(a.id) FROM article AS a WHERE mention.url IS NULL AND a.title = … HAVING count(*) = 1)`
    """
    found = article.alias("equal")
    query = select(func.min(found.c.id)).where(mention.c.url.is_(None), _is_equal(found)).having(func.count() == 1)
    return query.scalar_subquery()


_resolved: Final = func.coalesce(_only_at_address(), _first_equal_at_address(), _only_equal(), mention.c.derived_id)

_DIRTY: Final = tuple(
    work.copied(work.dirty_mention, select(mention.c.article_id, mention.c.position).where(condition))
    for condition in (
        mention.c.article_id.in_(keys_in(work.dirty_parent)),
        mention.c.url.in_(keys_in(work.dirty_url)),
        and_(mention.c.url.is_(None), mention.c.title.in_(keys_in(work.dirty_title))),
    )
)
_keys: Final = select(work.dirty_mention.c.article_id, work.dirty_mention.c.position).distinct().subquery("dirty")
_meant: Final = select(mention.c.article_id, mention.c.position, mention.c.target_id, _resolved.label("resolved_id"))


def _moved(query: Select[Any]) -> Executable:
    found = query.subquery("found")
    columns = (found.c.article_id, found.c.position, found.c.target_id, found.c.resolved_id)
    return work.copied(work.moved_mention, select(*columns).where(found.c.resolved_id != found.c.target_id))


_FIND_MOVED_OF_ALL: Final = _moved(_meant)
_FIND_MOVED: Final = _moved(
    _meant.join(_keys, and_(_keys.c.article_id == mention.c.article_id, _keys.c.position == mention.c.position))
)
_found: Final = work.moved_mention.c
_MOVE: Final = (
    update(mention)
    .where(mention.c.article_id == _found.article_id, mention.c.position == _found.position)
    .values(target_id=_found.found_id)
)
_ALL_PARENTS: Final = work.copied(work.dirty_parent, select(mention.c.article_id).distinct())
_MOVED_PARENTS: Final = work.copied(work.dirty_parent, select(_found.article_id))
_LEFT: Final = work.copied(work.dirty_article, select(_found.left_id))
_TARGETS: Final = work.copied(
    work.dirty_article,
    select(mention.c.target_id).where(mention.c.article_id.in_(keys_in(work.dirty_parent))),
)


async def resolve_mentions(transaction: Transaction, *, are_all_new: bool) -> None:
    """Let every dirty mention target the article that it means; what it leaves and what it finds are dirty then.

    `INSERT INTO moved_mention (…) SELECT … FROM (SELECT …, coalesce((…), (…), (…), mention.derived_id) AS resolved_id
    FROM mention JOIN (SELECT DISTINCT article_id, position FROM dirty_mention) AS dirty ON …) AS found WHERE
    resolved_id != target_id; UPDATE mention SET target_id = moved_mention.found_id FROM moved_mention WHERE …; …`
    """
    if are_all_new:
        await transaction.execute(_ALL_PARENTS)
        await transaction.execute(_FIND_MOVED_OF_ALL)
    else:
        await work.look_through(transaction, work.dirty_parent, work.dirty_url, work.dirty_title)
        await transaction.execute_all(_DIRTY)
        await work.look_through(transaction, work.dirty_mention)
        await transaction.execute(_FIND_MOVED)
    await work.look_through(transaction, work.moved_mention)
    await transaction.execute(_MOVE)
    await transaction.execute(_MOVED_PARENTS)
    await transaction.execute(_LEFT)
    await work.look_through(transaction, work.dirty_parent)
    await transaction.execute(_TARGETS)


_CLEAR: Final = delete(article_related).where(article_related.c.article_id.in_(keys_in(work.dirty_parent)))
_NAMED: Final = (
    select(mention.c.article_id, mention.c.target_id, func.min(mention.c.position).label("place"))
    .where(mention.c.article_id.in_(keys_in(work.dirty_parent)), mention.c.target_id != mention.c.article_id)
    .group_by(mention.c.article_id, mention.c.target_id)
)
_WITHHELD: Final = select(article.c.id).where(article.c.status == REMOVED)
"""In the public edition, where nothing else is removed."""


def _written(named: Select[Any]) -> Executable:
    """The lists that hold these stories, each at its first place."""
    first = named.subquery("first_place")
    position = func.row_number().over(partition_by=first.c.article_id, order_by=first.c.place) - 1
    return insert(article_related).from_select(
        ["article_id", "position", "related_id"],
        select(first.c.article_id, position, first.c.target_id).order_by(first.c.article_id, first.c.place),
    )


_WRITE: Final = _written(_NAMED)
_WRITE_PUBLIC: Final = _written(_NAMED.where(mention.c.target_id.not_in(_WITHHELD)))
_PARENTS: Final = work.copied(
    work.dirty_parent,
    select(mention.c.article_id).where(mention.c.target_id.in_(keys_in(work.dirty_article))),
)


async def write_related_lists(transaction: Transaction, *, is_public: bool) -> None:
    """Write the lists of all dirty parents: without repetitions and links to itself, positions from 0 without a gap.

    In the public edition also without stories that are withheld, as if nobody had named them.

    `INSERT INTO article_related SELECT article_id, row_number() OVER (PARTITION BY article_id ORDER BY place) - 1,
    target_id FROM (SELECT article_id, target_id, min(position) AS place FROM mention WHERE … GROUP BY article_id,
    target_id) AS first_place ORDER BY article_id, place`
    """
    if is_public:  # what a list names may have become withheld, or public again
        await transaction.execute(_PARENTS)
    await note_lists(transaction)
    await transaction.execute(_CLEAR)
    await transaction.execute(_WRITE_PUBLIC if is_public else _WRITE)
