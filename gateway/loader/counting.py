"""From what articles are counted by to counts, as SQL: a statement for each two things that they can be counted by.

Of all articles, and within a topic, everything is counted; within a provider no spans, for there are few articles of
one.
"""

from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Executable,
    FromClause,
    Integer,
    Select,
    Table,
    Text,
    and_,
    func,
    literal_column,
    select,
)

from gateway.loader import work
from gateway.loader.work import copied
from gateway.tables import ALL_ARTICLES, CountedBy

__all__ = ["counting_into", "number"]


def number(value: int) -> ColumnElement[int]:
    """A number of ours in the text of a statement."""
    return literal_column(str(int(value)), Integer())


_ALL: Final = number(ALL_ARTICLES)
_NOTHING: Final = number(0)
_NO_START: Final[ColumnElement[str]] = literal_column("''", Text())

_CONSTANTS: Final = (_ALL, _NOTHING, _NO_START)

_one: Final = work.counted.c
_named: Final = work.counted_topic.c
_later: Final = work.counted_topic.alias("later")
_is_same: Final = and_(_later.c.id == _named.id, _later.c.sign == _named.sign, _later.c.topic_id > _named.topic_id)
_pairs: Final = work.counted_topic.join(_later, _is_same)


def _month(day: ColumnElement[str]) -> ColumnElement[str]:
    return func.substr(day, number(1), number(7)).concat(literal_column("'-01'", Text()))


def _grouped(
    by: CountedBy,
    source: Any,
    clause: FromClause | None = None,
    *,
    within: ColumnElement[int] = _ALL,
    value: ColumnElement[int] = _NOTHING,
    start: ColumnElement[str] = _NO_START,
) -> Select[Any]:
    """`SELECT 0, 2, kind_id, provider_id, '', sum(sign) FROM counted WHERE … GROUP BY kind_id, provider_id …`."""
    what = [key for key in (within, value, start) if all(key is not constant for constant in _CONSTANTS)]
    total = func.sum(source.sign)
    rows = select(within, number(by), source.kind_id, value, start, total).where(*(key.is_not(None) for key in what))
    keys = [*what, source.kind_id] if what and what[0] is within else [source.kind_id, *what]
    rows = rows.group_by(*keys).having(total != _NOTHING).order_by(*keys)
    return rows if clause is None else rows.select_from(clause)


_COUNTED: Final = (
    _grouped(CountedBy.NOTHING, _one),
    _grouped(CountedBy.PROVIDER, _one, value=_one.provider_id),
    _grouped(CountedBy.DAY, _one, start=_one.day),
    _grouped(CountedBy.TOPIC, _named, value=_named.topic_id),
    _grouped(CountedBy.TOPIC, _named, _pairs, within=_named.topic_id, value=_later.c.topic_id),
    _grouped(CountedBy.PROVIDER, _named, within=_named.topic_id, value=_named.provider_id),
    _grouped(CountedBy.DAY, _named, within=_named.topic_id, start=_named.day),
)


def counting_into(table: Table) -> tuple[Executable, ...]:
    """The statements that fill an empty table with counts of `counted` and `counted_topic`, in running order.

    `INSERT INTO article_count (…) SELECT 0, 0, kind_id, 0, '', sum(sign) FROM counted GROUP BY kind_id …; …`
    """
    return tuple(copied(table, query) for query in (*_COUNTED, *_derived(table.c)))


def _derived(count: Any) -> tuple[Select[Any], ...]:
    """What follows from counts that are there: months from days, a provider's topics from the topics' providers, …."""
    is_by = {by: count.counted_by == number(by) for by in CountedBy}
    is_of_all, is_within = count.within == _ALL, count.within != _ALL

    def turned(by: CountedBy, value: ColumnElement[int], *conditions: ColumnElement[bool]) -> Select[Any]:
        columns = (count.value, number(by), count.kind_id, value, count.start, count.articles)
        return select(*columns).where(*conditions)

    return (
        _months(count).where(is_by[CountedBy.DAY]),
        turned(CountedBy.TOPIC, count.within, is_within, is_by[CountedBy.TOPIC]),
        turned(CountedBy.TOPIC, count.value, is_of_all, is_by[CountedBy.TOPIC]),
        turned(CountedBy.NOTHING, _NOTHING, is_of_all, is_by[CountedBy.TOPIC]),
        turned(CountedBy.TOPIC, count.within, is_within, is_by[CountedBy.PROVIDER]),
        turned(CountedBy.PROVIDER, count.value, is_of_all, is_by[CountedBy.PROVIDER]),
    )


def _months(count: Any) -> Select[Any]:
    month, total = _month(count.start), func.sum(count.articles)
    rows = select(count.within, number(CountedBy.MONTH), count.kind_id, _NOTHING, month, total)
    return rows.group_by(count.within, count.kind_id, month).having(total != _NOTHING)
