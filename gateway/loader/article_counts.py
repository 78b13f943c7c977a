"""Counts the articles of each kind, topic, provider and span, so that answers need not.

A first load counts all. Later ones take off what replaced and removed articles were counted by, and add what those are
counted by that are there now.
"""

from collections.abc import Callable
from functools import cache
from typing import Final

from sqlalchemy import ColumnElement, Executable, and_, delete, exists, func, select, true, tuple_
from sqlalchemy.engine import Dialect

from gateway.loader import work
from gateway.loader.counting import counting_into, number
from gateway.loader.upserts import insert_of
from gateway.loader.work import copied, keys_in
from gateway.store import Transaction
from gateway.tables import ALL_ARTICLES, CountedBy, article, article_count, article_kind, article_topic

__all__ = ["note_counted", "write_counts"]

_OF_KIND: Final = ("status", "source", "collection", "category", "type")
_is_of_kind: Final = and_(*(article.c[name] == article_kind.c[name] for name in _OF_KIND))


def _new_kinds(*conditions: ColumnElement[bool]) -> Executable:
    """`INSERT INTO article_kind SELECT (SELECT max(id) …) + row_number() OVER (ORDER BY …), … FROM …`."""
    named = select(*(article.c[name] for name in _OF_KIND)).where(*conditions).distinct().subquery("named")
    is_known = exists().where(*(article_kind.c[name] == named.c[name] for name in _OF_KIND))
    last = select(func.coalesce(func.max(article_kind.c.id), number(0))).scalar_subquery()
    numbered = select(last + func.row_number().over(order_by=list(named.c)), *named.c).where(~is_known)
    return copied(article_kind, numbered)


def _by_what(sign: int, *ids: Callable[[ColumnElement[int]], ColumnElement[bool]]) -> tuple[Executable, Executable]:
    """`INSERT INTO counted (…) SELECT article.id, 1, article_kind.id, … FROM article JOIN article_kind ON … WHERE …`.

    And of their topics `INSERT INTO counted_topic (…) SELECT counted.id, … FROM counted JOIN article_topic … WHERE …`.
    """
    day = func.substr(article.c.published_at, number(1), number(10))
    what = select(article.c.id, number(sign), article_kind.c.id, article.c.provider_id, day)
    what = what.join(article_kind, _is_of_kind).where(*(are(article.c.id) for are in ids)).order_by(article.c.id)
    one, topic = work.counted.c, article_topic.c
    topics = select(one.id, one.sign, topic.topic_id, one.kind_id, one.provider_id, one.day)
    topics = topics.join(article_topic, topic.article_id == one.id).where(one.sign == number(sign))
    return copied(work.counted, what), copied(work.counted_topic, topics.where(*(are(one.id) for are in ids)))


def _are_touched(identity: ColumnElement[int]) -> ColumnElement[bool]:
    return identity.in_(keys_in(work.article_before))


def _are_replaced(identity: ColumnElement[int]) -> ColumnElement[bool]:
    """In this batch, and not in one before."""
    return and_(identity.in_(keys_in(work.batch_article)), ~_are_touched(identity))


_NOTE: Final = _by_what(-1, _are_replaced)
_COUNT_ALL: Final = (_new_kinds(), *_by_what(1), *counting_into(article_count))
_COUNT_CHANGES: Final = (
    _new_kinds(_are_touched(article.c.id)),
    *_by_what(1, _are_touched),
    *counting_into(work.count_change),
)

_count: Final = article_count.c
_of_kind: Final = exists().where(
    _count.within == ALL_ARTICLES, _count.counted_by == int(CountedBy.NOTHING), _count.kind_id == article_kind.c.id
)
_key: Final = list(article_count.primary_key)
_changed: Final = select(*(work.count_change.c[column.name] for column in _key))
_DROP_EMPTY: Final = (
    delete(article_count).where(_count.articles == 0, tuple_(*_key).in_(_changed)),
    delete(article_kind).where(~_of_kind),
)


async def note_counted(transaction: Transaction) -> None:
    """Note by what the articles of `batch_article` are counted, before they go. Call it before `note_articles`.

    `INSERT INTO counted (…) SELECT article.id, -1, article_kind.id, provider_id, substr(published_at, 1, 10) FROM
    article JOIN article_kind ON … WHERE article.id IN (SELECT id FROM batch_article) AND …; …`
    """
    await transaction.execute_all(_NOTE)


async def write_counts(transaction: Transaction, *, is_first: bool) -> None:
    """Bring `article_kind` and `article_count` up to date.

    At first all is counted; later what has changed, into `count_change`, and then `INSERT INTO article_count
    SELECT … FROM count_change ON CONFLICT (…) DO UPDATE SET articles = article_count.articles + excluded.articles;
    DELETE FROM article_count WHERE articles = 0 AND (within, …) IN (SELECT within, … FROM count_change); DELETE FROM
    article_kind WHERE NOT EXISTS (…)`
    """
    if is_first:
        statements: tuple[Executable, ...] = _COUNT_ALL
    else:
        statements = (*_COUNT_CHANGES, _add(transaction.dialect), *_DROP_EMPTY)
    for statement in statements:  # each of all articles, at first
        await transaction.execute(statement)


@cache
def _add(dialect: Dialect) -> Executable:
    made = insert_of(article_count, dialect)
    names = [column.name for column in work.count_change.c]
    made = made.from_select(names, select(work.count_change).where(true()))
    total = _count.articles + made.excluded.articles
    adding: Executable = made.on_conflict_do_update(index_elements=_key, set_={"articles": total})
    return adding
