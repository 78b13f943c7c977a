"""Connections as JSON: edges, nodes, page info, count and facets, each made only when it is asked for."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final, Protocol, assert_never

from sqlalchemy import ColumnElement, literal_column, null, select

from gateway import sql
from gateway.compiler.facets import Facets
from gateway.compiler.lowering import Lowering
from gateway.compiler.page import Page
from gateway.compiler.plan import ObjectPlan, Pages, PartPlan
from gateway.errors import InternalError
from gateway.marks import EdgeValue, Facet, Part, Row

__all__ = ["json_connection"]

MakePart = Callable[[PartPlan], ColumnElement[Any]]

_NODES: Final = (Part.NODES, Part.NODE)


class MakeObject(Protocol):
    """`gateway.compiler.objects.json_object`."""

    def __call__(
        self, lowering: Lowering, plan: ObjectPlan, row: Row, make_part: MakePart | None = None
    ) -> ColumnElement[Any]:
        """The SQL of an object."""


def json_connection(lowering: Lowering, plan: Pages, parent: Row, make_object: MakeObject) -> ColumnElement[Any]:
    """`(SELECT json_object('nodes', json_group_array(...)) FROM (SELECT ... LIMIT ?) AS article_1)`."""
    page = Page.of(lowering, plan, parent)
    shown = Row(page.rows.child.alias, page.rows.child.table)
    parts = Parts(lowering, plan, parent, page, shown, make_object)
    made = make_object(lowering, plan.object, shown, parts.make)
    if not parts.has_rows:
        return made
    rows = page.subquery(shown, parts.columns, with_keys=parts.has_cursors)
    return sql.certain(select(made.label("json")).select_from(rows).scalar_subquery())


@dataclass(slots=True)
class Parts:
    """Makes the parts of one connection, and remembers what they need of the page."""

    lowering: Lowering
    connection: Pages
    parent: Row
    page: Page
    shown: Row
    make_object: MakeObject
    has_rows: bool = False
    has_cursors: bool = False
    columns: list[ColumnElement[Any]] = field(default_factory=list)

    def make(self, plan: PartPlan) -> ColumnElement[Any]:
        """The SQL of one part."""
        match plan.part:
            case Part.EDGES | Part.NODES:
                self.has_rows = True
                return sql.array_of(self._object(plan))
            case Part.NODE | Part.PAGE_INFO | Part.FACETS:
                return self._object(plan)
            case Part.TOTAL_COUNT:
                return self.page.count()
            case Part.HAS_NEXT_PAGE | Part.HAS_PREVIOUS_PAGE:
                is_forward = plan.part is Part.HAS_NEXT_PAGE
                return sql.flag(self.page.reaches(forward=is_forward))
            case Part.CURSOR:
                return self._cursor()
            case Part.SCORE | Part.SNIPPET:
                return self._of_match(plan.part)
            case Part.START_CURSOR | Part.END_CURSOR:
                return self._cursor_at_end(plan.part)
            case EdgeValue(express):
                return self._column(express(self.page.rows))
            case Facet():
                raise InternalError(f"{plan.part.dimension} outside of facets", site="facet-outside")
            case _:
                assert_never(plan.part)

    def _facets(self, plan: PartPlan) -> Facets:
        return Facets(
            self.lowering, self.connection, self.parent, self.make_object, is_disjunctive=plan.arguments["disjunctive"]
        )

    def _object(self, plan: PartPlan) -> ColumnElement[Any]:
        if plan.object is None:
            raise InternalError(f"{plan.part} has no fields", site="part-object")
        marks = self.lowering.marks
        if marks is not None and plan.part in _NODES and (marked := marks.of(plan.object, self.shown)) is not None:
            return marked
        make_part = self._facets(plan).make if plan.part is Part.FACETS else self.make
        return self.make_object(self.lowering, plan.object, self.shown, make_part)

    def _column(self, value: ColumnElement[Any]) -> ColumnElement[Any]:
        """A value of the page's rows as the subquery gives it: `article_1.edge_1`."""
        name = f"edge_{len(self.columns) + 1}"
        self.columns.append(value.label(name))
        return literal_column(f"{self.shown.alias}.{name}", value.type)

    def _of_match(self, part: Part) -> ColumnElement[Any]:
        """`article_1.edge_1 / 10000000000000.0`, `(SELECT ... snippet(...) ... AND rowid = article_1.id)`, or null."""
        search, matches = self.connection.mark.search, self.page.rows.matches
        if search is None or matches is None:
            return null()
        if part is Part.SNIPPET:
            return search.passage(self.lowering.names, self.shown, self.connection.arguments)
        return sql.ratio(self._column(matches.score), search.units)

    def _cursor_at_end(self, part: Part) -> ColumnElement[str]:
        self.has_rows = True
        pick = sql.first_of if part is Part.START_CURSOR else sql.last_of
        return pick(self._cursor())

    def _cursor(self) -> ColumnElement[str]:
        self.has_cursors = True
        return self.page.cursor(self.shown)
