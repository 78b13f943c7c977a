"""Facets as SQL: the values of a whole list counted, with or without the caller's own choice among them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, assert_never

from sqlalchemy import ColumnElement

from gateway import sql
from gateway.compiler.lowering import Lowering, over_rows
from gateway.compiler.page import any_arm, sized, whole_list
from gateway.compiler.plan import All, Comparison, Either, Not, ObjectPlan, Pages, PartPlan, Predicate, Quantifier
from gateway.errors import InternalError
from gateway.marks import Facet, Row, Rows

__all__ = ["Facets", "without"]

MakeObject = Callable[[Lowering, ObjectPlan, Row], ColumnElement[Any]]


@dataclass(frozen=True, slots=True)
class Facets:
    """Makes the facets of one connection under one parent."""

    lowering: Lowering
    connection: Pages
    parent: Row
    make_object: MakeObject
    is_disjunctive: bool

    def make(self, plan: PartPlan) -> ColumnElement[Any]:
        """`(SELECT json_group_array(json_object(...)) FROM (SELECT ... ORDER BY counted_1.count DESC LIMIT ?))`."""
        if not isinstance(plan.part, Facet) or plan.object is None:
            raise InternalError(f"{plan.part} is no facet", site="facet")
        counted = plan.part.rows(self.lowering.names, self._rows(plan.part.dimension), plan.arguments)
        nested, first = plan.object, plan.arguments.get("first")
        return over_rows(
            counted,
            lambda shown: sql.array_of(self.make_object(self.lowering, nested, shown)),
            limit=None if first is None else sized(first),
        )

    def _rows(self, dimension: str) -> Rows:
        """All rows that count, made anew for each facet, since each may leave out other conditions."""
        where = self.connection.where
        if where is not None and self.is_disjunctive:
            where = without(where, dimension)
        rows = whole_list(self.lowering, self.connection, self.parent, where)
        return replace(rows, where=(*rows.where, *any_arm(rows)), arms=None)


def without(predicate: Predicate, dimension: str) -> Predicate:
    """The predicate without those of its conjuncts that look at nothing but this field of the filter."""
    return All(tuple(part for part in _conjuncts(predicate) if set(_fields(part)) != {dimension}))


def _conjuncts(predicate: Predicate) -> Iterator[Predicate]:
    """What must hold together, however deep in `and`."""
    if isinstance(predicate, All):
        for part in predicate.parts:
            yield from _conjuncts(part)
    else:
        yield predicate


def _fields(predicate: Predicate) -> Iterator[str]:
    """The fields of the list's own filter that a predicate looks at; a relation counts as one."""
    match predicate:
        case Comparison() | Quantifier():
            yield predicate.name
        case All(parts) | Either(parts):
            for part in parts:
                yield from _fields(part)
        case Not(part):
            yield from _fields(part)
        case _:
            assert_never(predicate)
