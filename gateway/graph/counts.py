"""How the articles of a list are counted: from the list's rows to a row for each value, as SQL."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from sqlalchemy import Alias, Column, ColumnElement, Integer, MetaData, Table, func, select

from gateway.graph.orders import PROVIDER_ORDERING, TOPIC_ORDERING
from gateway.graph.relations import number, text
from gateway.marks import Arguments, Names, Row, Rows, Term
from gateway.sql import monday_of
from gateway.tables import CountedBy, article, article_topic, provider, topic

__all__ = [
    "COUNTED",
    "SPANS_COUNTED",
    "SPAN_STARTS",
    "by_collection",
    "by_provider",
    "by_span",
    "by_topic",
    "by_type",
    "provider_of_count",
    "start_of_span",
    "topic_of_count",
]

COUNTED: Final = Table("counted", MetaData(), Column("value", article.c.type.type), Column("count", Integer))
"""What counting gives: a value, or the id of what it stands for, and the number of articles."""

COPIED: Final = frozenset({"status", "published_at", "path"})
"""What `article_topic` knows of its article."""

SPAN_STARTS: Final[Mapping[str, Callable[[ColumnElement[str]], ColumnElement[str]]]] = {
    "DAY": lambda instant: func.substr(instant, number(1), number(10)),
    "WEEK": monday_of,
    "MONTH": lambda instant: func.substr(instant, number(1), number(7)).concat(text("-01")),
    "YEAR": lambda instant: func.substr(instant, number(1), number(4)).concat(text("-01-01")),
}
"""The first day of an instant's span, by the name of the span."""

SPANS_COUNTED: Final[Mapping[str, CountedBy]] = {
    "DAY": CountedBy.DAY,
    "WEEK": CountedBy.DAY,
    "MONTH": CountedBy.MONTH,
    "YEAR": CountedBy.MONTH,
}
"""The spans by which loads count, from which others are added up."""


def by_topic(names: Names, rows: Rows, _: Arguments) -> Rows:
    """`FROM (SELECT topic_id, count(*) ... JOIN article_topic ... GROUP BY topic_id) JOIN topic`, by count and name.

    Where all that is asked of the articles is copied in `article_topic`, that stands in the place of `article`.
    """
    if kept := _kept(rows):
        counted, groups = _counted(names, rows, kept.value)
    elif _is_plain(rows) and COPIED.issuperset(rows.child.used):
        of_article = Row(rows.child.alias, article_topic)
        counted, groups = _counted(names, replace(rows, clause=of_article.clause), of_article.topic_id)
    else:
        link = names.row(article_topic)
        clause = rows.clause.join(link.clause, link.article_id == rows.child.id)
        counted, groups = _counted(names, replace(rows, clause=clause), link.topic_id)
    found = names.row(topic)
    order = (_most(counted), *TOPIC_ORDERING.ties(Rows(found, found.clause)))
    return Rows(counted, groups.join(found.clause, found.id == counted.value), order=order)


def by_provider(names: Names, rows: Rows, _: Arguments) -> Rows:
    """`FROM (SELECT provider_id, count(*) ... GROUP BY provider_id) JOIN provider`, by count and name."""
    kept = _kept(rows)
    counted, groups = _counted(names, rows, kept.value if kept else rows.child.provider_id)
    found = names.row(provider)
    order = (_most(counted), *PROVIDER_ORDERING.ties(Rows(found, found.clause)))
    return Rows(counted, groups.join(found.clause, found.id == counted.value), order=order)


def by_type(names: Names, rows: Rows, _: Arguments) -> Rows:
    """`FROM (SELECT type, count(*) ... GROUP BY type)`, by count and value."""
    return _by_value(names, rows, rows.child.type)


def by_collection(names: Names, rows: Rows, _: Arguments) -> Rows:
    """`FROM (SELECT collection, count(*) ... GROUP BY collection)`, by count and value."""
    return _by_value(names, rows, rows.child.collection)


def by_span(names: Names, rows: Rows, arguments: Arguments) -> Rows:
    """`FROM (SELECT substr(published_at, 1, 10), count(*) ... GROUP BY substr(...))`, the oldest first."""
    start_of = SPAN_STARTS[arguments["by"].value]
    if kept := _kept(rows):
        counted, groups = _counted(names, rows, start_of(kept.start))
    else:
        published_at = rows.child.published_at
        dated = replace(rows, where=(*rows.where, published_at.is_not(None)))
        counted, groups = _counted(names, dated, start_of(published_at))
    return Rows(counted, groups, order=(Term(counted.value),))


def topic_of_count(names: Names, parent: Row, _: Arguments) -> Rows:
    """`FROM topic WHERE id = counted.value`."""
    child = names.row(topic)
    return Rows(child, child.clause, (child.id == parent.value,))


def provider_of_count(names: Names, parent: Row, _: Arguments) -> Rows:
    """`FROM provider WHERE id = counted.value`."""
    child = names.row(provider)
    return Rows(child, child.clause, (child.id == parent.value,))


def start_of_span(row: Row, _: Arguments) -> ColumnElement[str]:
    """`counted_1.value || 'T00:00:00'`."""
    return row.value.concat(text("T00:00:00"))


def _kept(rows: Rows) -> Row | None:
    """`article_count_1`, where the rows are counts that are kept."""
    return None if rows.weight is None else rows.link


def _is_plain(rows: Rows) -> bool:
    """Whether the rows are read from the child's table alone."""
    return isinstance(rows.clause, Alias)


def _by_value(names: Names, rows: Rows, value: ColumnElement[Any]) -> Rows:
    counted, groups = _counted(names, rows, value)
    return Rows(counted, groups, order=(_most(counted), Term(counted.value)))


def _counted(names: Names, rows: Rows, value: ColumnElement[Any]) -> tuple[Row, Any]:
    """`(SELECT value, count(*) AS count FROM clause WHERE ... GROUP BY value) AS counted_1`; of counts, their sum."""
    counted = names.row(COUNTED)
    number_of = func.count() if rows.weight is None else func.sum(rows.weight)
    columns = (value.label("value"), number_of.label("count"))
    groups = select(*columns).select_from(rows.clause).where(*rows.where).group_by(value)
    return counted, groups.subquery(counted.alias)


def _most(counted: Row) -> Term:
    return Term(counted.count, descending=True, python_type=int)
