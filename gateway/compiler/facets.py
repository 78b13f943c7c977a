"""Facets as SQL: the values of a whole list counted, with or without the caller's own choice among them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement

from gateway import sql
from gateway.compiler.lowering import Lowering, over_rows
from gateway.compiler.page import any_arm, counted_list, sized
from gateway.compiler.plan import All, ObjectPlan, Pages, PartPlan, Predicate
from gateway.compiler.predicates import conjuncts, leaves
from gateway.errors import InternalError
from gateway.marks import Arguments, Facet, Row, Rows
from gateway.tables import CountedBy

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
        counted = plan.part.rows(self.lowering.names, self._rows(plan.part, plan.arguments), plan.arguments)
        nested, first = plan.object, plan.arguments.get("first")
        return over_rows(
            counted,
            lambda shown: sql.array_of(self.make_object(self.lowering, nested, shown)),
            limit=None if first is None else sized(first),
        )

    def _rows(self, facet: Facet, arguments: Arguments) -> Rows:
        """All rows that count, or counts of them, made anew for each facet: each may leave out other conditions."""
        where = self.connection.where
        if where is not None and self.is_disjunctive:
            where = without(where, facet.dimension)
        counted_by = facet.counted_by(arguments)
        is_narrow = counted_by == CountedBy.TOPIC  # they have a table of their own, with dates in it
        rows = counted_list(self.lowering, self.connection, self.parent, where, counted_by, is_narrow=is_narrow)
        return replace(rows, where=(*rows.where, *any_arm(rows)), arms=None)


def without(predicate: Predicate, dimension: str) -> Predicate:
    """The predicate without those of its conjuncts that look at nothing but this field of the filter."""
    return All(tuple(part for part in conjuncts(predicate) if {leaf.name for leaf in leaves(part)} != {dimension}))
