"""Filter inputs to predicates, and predicates to two-valued SQL: never NULL, so that NOT is the exact complement."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, assert_never

from graphql import GraphQLInputObjectType
from sqlalchemy import Boolean, ColumnElement, and_, exists, func, literal_column, not_, or_, select
from sqlalchemy.sql.elements import Grouping

from gateway.compiler import functions
from gateway.compiler.inputs import Given
from gateway.compiler.plan import All, Comparison, Either, Not, Predicate, Quantifier
from gateway.errors import InternalError
from gateway.marks import Compared, Mark, Names, Quantified, Row

__all__ = ["lower_predicate", "plan_filter"]

_TRUE: ColumnElement[bool] = literal_column("1 = 1", Boolean)
_FALSE: ColumnElement[bool] = literal_column("1 = 0", Boolean)


def plan_filter(
    catalog: Mapping[tuple[str, str], Mark], input_type: GraphQLInputObjectType, value: Mapping[str, Any]
) -> Predicate:
    """The predicate that a filter input says: all given conditions hold together; an operand of null says nothing."""
    parts: list[Predicate] = []
    for name, operand in value.items():
        if operand is None:
            continue
        match name:
            case "and":
                parts.append(All(tuple(plan_filter(catalog, input_type, item) for item in operand)))
            case "or":
                parts.append(Either(tuple(plan_filter(catalog, input_type, item) for item in operand)))
            case "not":
                parts.append(Not(plan_filter(catalog, input_type, operand)))
            case _:
                mark = catalog[input_type.name, name]
                parts.extend(_condition(catalog, input_type, name, mark, operand))
    return parts[0] if len(parts) == 1 else All(tuple(parts))


def _condition(
    catalog: Mapping[tuple[str, str], Mark],
    input_type: GraphQLInputObjectType,
    name: str,
    mark: Mark,
    operand: Mapping[str, Any],
) -> list[Predicate]:
    field_type = input_type.fields[name].type
    match mark:
        case Compared():
            return [
                Comparison(mark.column, operator, value, mark.is_nullable)
                for operator, value in operand.items()
                if value is not None
            ]
        case Quantified() if mark.is_single:
            return [Quantifier(name, "some", mark, plan_filter(catalog, field_type, operand))]
        case Quantified():
            nested = {word: field.type for word, field in field_type.fields.items()}
            return [
                Quantifier(name, word, mark, plan_filter(catalog, nested[word], value))
                for word, value in operand.items()
                if value is not None
            ]
        case _:
            raise InternalError(f"{input_type.name}.{name} has no filter's mark", site="filter-mark")


def lower_predicate(names: Names, row: Row, predicate: Predicate) -> ColumnElement[bool]:
    """The predicate over a row, as SQL that is true or false and never NULL."""
    match predicate:
        case Comparison(column, operator, operand, is_nullable):
            return _compare(getattr(row, column), operator, operand, is_nullable=is_nullable)
        case All(parts):
            return balanced([lower_predicate(names, row, part) for part in parts], and_, _TRUE)
        case Either(parts):
            return balanced([lower_predicate(names, row, part) for part in parts], or_, _FALSE)
        case Not(part):
            return not_(Grouping(lower_predicate(names, row, part)))
        case Quantifier():
            return _quantify(names, row, predicate)
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
    return Grouping(join(balanced(parts[:middle], join, empty), balanced(parts[middle:], join, empty)))


def _quantify(names: Names, row: Row, quantifier: Quantifier) -> ColumnElement[bool]:
    """`EXISTS (SELECT 1 FROM ... WHERE ... AND predicate)`, negated for `none`, twice for `every`."""
    rows = quantifier.mark.rows(names, row, {})
    predicate = lower_predicate(names, rows.child, quantifier.part)
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
    "in": functions.json_list,
    "notIn": functions.json_list,
    "icontains": str.casefold,
}
"""What an operand becomes before it is bound."""

_TESTS: Mapping[str, Callable[[ColumnElement[Any], ColumnElement[Any]], ColumnElement[bool]]] = {
    "eq": lambda column, value: column == value,
    "ne": lambda column, value: column != value,
    "in": lambda column, value: column.in_(functions.listed(value)),
    "notIn": lambda column, value: column.not_in(functions.listed(value)),
    "lt": lambda column, value: column < value,
    "lte": lambda column, value: column <= value,
    "gt": lambda column, value: column > value,
    "gte": lambda column, value: column >= value,
    "startsWith": lambda column, value: func.instr(column, value) == literal_column("1"),
    "contains": lambda column, value: func.instr(column, value) > literal_column("0"),
    "icontains": lambda column, value: func.instr(func.casefold(column), value) > literal_column("0"),
}
