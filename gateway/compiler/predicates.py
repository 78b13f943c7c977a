"""Predicates to two-valued SQL: no comparison is ever NULL, so that NOT is the exact complement."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, assert_never

from sqlalchemy import Boolean, ColumnElement, and_, exists, literal_column, not_, or_, select
from sqlalchemy.sql.elements import Grouping

from gateway import sql
from gateway.compiler.inputs import Given
from gateway.compiler.lowering import Lowering
from gateway.compiler.plan import All, Comparison, Either, Not, Predicate, Quantifier
from gateway.marks import Row

__all__ = ["lower_predicate"]

_TRUE: ColumnElement[bool] = literal_column("1 = 1", Boolean)
_FALSE: ColumnElement[bool] = literal_column("1 = 0", Boolean)


def lower_predicate(lowering: Lowering, row: Row, predicate: Predicate) -> ColumnElement[bool]:
    """The predicate over a row, as SQL that is true or false and never NULL."""
    match predicate:
        case Comparison(_, column, operator, operand, is_nullable):
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
    """`EXISTS (SELECT 1 FROM ... WHERE ... AND predicate)`, negated for `none`, twice for `every`."""
    rows = lowering.rows(quantifier.mark.rows, row, {})
    predicate = lower_predicate(lowering, rows.child, quantifier.part)
    if quantifier.word == "every":
        predicate = not_(Grouping(predicate))
    found = exists(select(literal_column("1")).select_from(rows.clause).where(*rows.where, predicate))
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
