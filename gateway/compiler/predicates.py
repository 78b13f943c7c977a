"""Predicates to two-valued SQL: no comparison is ever NULL, so that NOT is the exact complement."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final, assert_never

from sqlalchemy import Boolean, ColumnElement, and_, exists, func, literal_column, not_, or_, select
from sqlalchemy.sql.elements import Grouping

from gateway import sql
from gateway.compiler.inputs import Given
from gateway.compiler.lowering import Lowering
from gateway.compiler.plan import All, Comparison, Either, Not, Predicate, Quantifier
from gateway.marks import Row

__all__ = ["conjuncts", "leaves", "lower_predicate", "sought_columns"]

_TRUE: ColumnElement[bool] = literal_column("1 = 1", Boolean)
_FALSE: ColumnElement[bool] = literal_column("1 = 0", Boolean)


def lower_predicate(lowering: Lowering, row: Row, predicate: Predicate) -> ColumnElement[bool]:
    """The predicate over a row, as SQL that is true or false and never NULL."""
    match predicate:
        case Comparison(_, column, operator, operand, is_nullable, lowest):
            if lowest is not None and column in (lowering.sought or ()) and operator in _OF_ORDER:
                return _compare_in_index(func.coalesce(getattr(row, column), lowest), operator, operand.bind(), lowest)
            return _compare(getattr(row, column), operator, operand, is_nullable=is_nullable)
        case All(parts):
            return balanced([lower_predicate(lowering, row, part) for part in parts], and_, _TRUE)
        case Either(parts):
            return balanced([lower_predicate(lowering, row, part) for part in parts], or_, _FALSE)
        case Not(part):
            return not_(Grouping(lower_predicate(lowering, row, part)))
        case Quantifier():
            return _quantify(lowering, row, predicate)
        case _:
            assert_never(predicate)


def conjuncts(predicate: Predicate | None) -> Iterator[Predicate]:
    """What must hold together, however deep in `and`."""
    match predicate:
        case None:
            pass
        case All(parts):
            for part in parts:
                yield from conjuncts(part)
        case _:
            yield predicate


def leaves(predicate: Predicate) -> Iterator[Comparison | Quantifier]:
    """What a predicate looks at of a row itself; what it looks at through a relation is one leaf."""
    match predicate:
        case Comparison() | Quantifier():
            yield predicate
        case All(parts) | Either(parts):
            for part in parts:
                yield from leaves(part)
        case Not(part):
            yield from leaves(part)
        case _:
            assert_never(predicate)


def balanced(
    parts: Sequence[ColumnElement[bool]],
    join: Callable[..., ColumnElement[bool]],
    empty: ColumnElement[bool],
) -> ColumnElement[bool]:
    """`((a AND b) AND (c AND d))`: a tree of logarithmic depth, because SQLite takes expressions 1,000 deep at most."""
    if not parts:
        return empty
    if len(parts) == 1:
        return parts[0]
    middle = len(parts) // 2
    return Whole(join(balanced(parts[:middle], join, empty), balanced(parts[middle:], join, empty)))


class Whole(Grouping[bool]):
    """Parentheses that stay: SQLAlchemy would take those around an AND within an AND for needless."""

    inherit_cache = True
    operator = None


def _quantify(lowering: Lowering, row: Row, quantifier: Quantifier) -> ColumnElement[bool]:
    """`EXISTS (SELECT 1 FROM ... WHERE ... AND predicate)`, negated for `none`, twice for `every`.

    Where all rows are counted, `article_1.id IN (SELECT article_id FROM ... WHERE predicate)`: the related rows are
    found once, and not for each, and it can be begun with what they lead to, which is mostly little.
    """
    found_once = None if lowering.sought is None else quantifier.mark.found_once
    rows = lowering.rows(found_once or quantifier.mark.rows, row, {})
    predicate = lower_predicate(lowering, rows.child, quantifier.part)
    if quantifier.word == "every":
        predicate = not_(Grouping(predicate))
    if rows.link is None:
        found: ColumnElement[bool] = exists(
            select(literal_column("1")).select_from(rows.clause).where(*rows.where, predicate)
        )
    else:
        ids = select(rows.link.article_id).select_from(rows.clause).where(*rows.where, predicate)
        found = row.id.in_(ids)
    return found if quantifier.word == "some" else not_(found)


def _compare(column: ColumnElement[Any], operator: str, operand: Any, *, is_nullable: bool) -> ColumnElement[bool]:
    if operator == "isNull":
        return column.is_(None) if operand else column.is_not(None)
    if not isinstance(operand, Given):
        return column == literal_column("1" if operand else "0")
    given = operand.bind(_CONVERSIONS.get(operator))
    test = _TESTS[operator](column, given)
    if not is_nullable:
        return test
    if operator in ("ne", "notIn"):
        return Grouping(or_(column.is_(None), test))
    return Grouping(and_(column.is_not(None), test))


def _compare_in_index(
    key: ColumnElement[Any], operator: str, operand: ColumnElement[Any], lowest: ColumnElement[Any]
) -> ColumnElement[bool]:
    """`coalesce(article_1.published_at, '') >= ?`, as an index has it, so that it can seek.

    What is missing is less than all, and is left out by what no index seeks by: `(… < ? AND coalesce(…) != '')`.
    """
    test = _TESTS[operator](key, operand)
    return Grouping(and_(test, key != lowest)) if operator in ("lt", "lte") else test


def sought_columns(predicate: Predicate | None, *, is_narrow: bool) -> frozenset[str]:
    """The columns by which to seek what fulfils a filter: those that it limits on both sides.

    Without looking, nobody knows how many rows lie beyond one limit. To find them by one index and look each up takes
    longer, when they are many, than to go through all rows of an index that has everything. Where it `is_narrow`, what
    is asked for beside the filter, and the filter looks at one column, the first index has everything as well.
    """
    parts = list(conjuncts(predicate))
    limits = [each for each in parts if isinstance(each, Comparison)]
    below, above = ({each.column for each in limits if each.operator in some} for some in (_UP_TO, _FROM))
    has_all = is_narrow and len(limits) == len(parts) and len({each.column for each in limits}) == 1
    return frozenset(below | above if has_all else below & above)


_UP_TO: Final = ("eq", "lt", "lte")
_FROM: Final = ("eq", "gt", "gte")
_OF_ORDER: Final = frozenset((*_UP_TO, *_FROM))

_CONVERSIONS: Mapping[str, Callable[[Any], Any]] = {
    "in": json.dumps,
    "notIn": json.dumps,
    "icontains": str.casefold,
}
"""What an operand becomes before it is bound."""

_TESTS: Mapping[str, Callable[[ColumnElement[Any], ColumnElement[Any]], ColumnElement[bool]]] = {
    "eq": lambda column, value: column == value,
    "ne": lambda column, value: column != value,
    "in": lambda column, value: column.in_(sql.listed(value, column.type)),
    "notIn": lambda column, value: column.not_in(sql.listed(value, column.type)),
    "lt": lambda column, value: column < value,
    "lte": lambda column, value: column <= value,
    "gt": lambda column, value: column > value,
    "gte": lambda column, value: column >= value,
    "startsWith": lambda column, value: sql.position_of(column, value) == literal_column("1"),
    "contains": lambda column, value: sql.position_of(column, value) > literal_column("0"),
    "icontains": lambda column, value: sql.position_of(sql.folded(column), value) > literal_column("0"),
}
