"""Operation to statement: plans, lowers, and prints the text that the database is given."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
)
from graphql.execution.values import VariableValues
from sqlalchemy import ColumnElement, Dialect, Select, String, Table, literal_column, select
from sqlalchemy.sql import visitors

from gateway import sql
from gateway.compiler.cost import Cost
from gateway.compiler.events import select_events
from gateway.compiler.inputs import Bindings, Read, symbolize
from gateway.compiler.lowering import ROOT, Lowering
from gateway.compiler.objects import json_object
from gateway.compiler.parted import WHOLE, Marks, NodeText, Parted
from gateway.compiler.plan import Introspection, ObjectPlan
from gateway.compiler.plan_text import plan_text
from gateway.compiler.planner import Catalog, Limits, Planner, Planning
from gateway.compiler.selection import Selector
from gateway.errors import RequestError
from gateway.marks import NOTHING_HIDDEN, Hidden, Names
from gateway.scopes import NO_SCOPES, Scope, Scopes
from gateway.tables import snapshot

__all__ = ["Compiler", "Introspect", "Statement"]

Introspect = Callable[
    [FieldNode, OperationDefinitionNode, Mapping[str, FragmentDefinitionNode], Mapping[str, Any]], str
]
"""Answers one `__schema` or `__type` field of an operation, given its fragments and coerced variables: JSON text."""

_MOMENT: Final[ColumnElement[str]] = literal_column("snapshot.id || ':' || coalesce(snapshot.number, 0)", String())
"""Another text after each load that changed something."""

_TIES: Final = ("comparator", "_cloned_set")
"""What SQLAlchemy remembers in an element and that holds the element; it makes them anew where it needs them."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What runs: the SQL text, and how each of its parameters is read from the coerced variables.

    It gives one row with one column: the JSON of the response's `data`, in UTF-8. That of a
    subscription gives a row for each event, with its number and its data.
    """

    text: str
    reads: tuple[Read, ...]
    checks: tuple[Read, ...]  # of arguments that the text has no use for, and that must be right all the same
    labels: tuple[str, ...]  # what each parameter holds
    plan: ObjectPlan
    cost: Cost
    has_introspection: bool  # whether parameters are answers of `introspect`, which take long to make
    has_forbidden: bool  # whether the JSON holds marks of `gateway.compiler.forbidden`

    def bind(self, variables: Mapping[str, Any]) -> list[Any]:
        """The parameters for these variables.

        Raises:
            RequestError: when a value cannot be (a malformed cursor, a page too large, ...).
        """
        for check in self.checks:
            check(variables)
        return [read(variables) for read in self.reads]

    def plan_text(self) -> str:
        """The plan as an indented tree."""
        return plan_text(self.plan)


@dataclass(frozen=True, slots=True)
class Compiler:
    """Compiles operations of one schema for one engine. `hidden` is what callers without PREVIEW are not shown."""

    schema: GraphQLSchema
    catalog: Catalog
    dialect: Dialect
    introspect: Introspect
    limits: Limits
    hidden: Hidden = NOTHING_HIDDEN

    def compile(
        self,
        operation: OperationDefinitionNode,
        fragments: Mapping[str, FragmentDefinitionNode],
        variables: VariableValues,
        scopes: Scopes = NO_SCOPES,
    ) -> Statement:
        """The statement of a validated operation, for all variables of the same shape as these and these scopes.

        Raises:
            RequestError: when the operation is too deep or its arguments do not fit together.
        """
        lowering = self._lowering(scopes)
        try:
            plan, has_forbidden = self._plan(operation, fragments, variables, scopes, lowering)
            if operation.operation is OperationType.SUBSCRIPTION:
                query = select_events(lowering, plan)
            else:
                query = select(sql.as_bytes(json_object(lowering, plan, ROOT)).label("data"))
            return self._statement(lowering, plan, query, has_forbidden=has_forbidden)
        except RecursionError:
            raise RequestError("The operation is nested too deeply.", code="MAX_DEPTH_EXCEEDED") from None

    def compile_parted(
        self,
        operation: OperationDefinitionNode,
        fragments: Mapping[str, FragmentDefinitionNode],
        variables: VariableValues,
        scopes: Scopes = NO_SCOPES,
    ) -> Parted:
        """A query that has been compiled, in parts; `WHOLE` when its lists have no nodes worth remembering.

        `SELECT CAST(json_object('articles', … 'word:0:' || CAST(article_1.id AS VARCHAR) …) AS BLOB) AS data,
        (SELECT snapshot.id || ':' || coalesce(snapshot.number, 0) FROM snapshot) AS snapshot`, and for each mark
        `SELECT article_1.id, CAST(json_object(…) AS BLOB) AS node FROM article AS article_1 WHERE article_1.id IN (…)`
        """
        marks = Marks()
        lowering = replace(self._lowering(scopes), marks=marks)
        try:
            plan, _ = self._plan(operation, fragments, variables, scopes, lowering)
            data = sql.as_bytes(json_object(lowering, plan, ROOT)).label("data")
            if not marks.nodes:
                return WHOLE
            nodes = tuple(self._node_text(lowering, node, table) for node, table in marks.nodes)
            moment = select(_MOMENT).select_from(snapshot).scalar_subquery().label("snapshot")
            text, order = self._printed(select(data, moment))
        except RecursionError:  # it is a little deeper than the whole
            return WHOLE
        return Parted(text, tuple(lowering.bindings.reads[name] for name in order), nodes)

    def _node_text(self, outer: Lowering, plan: ObjectPlan, table: Table) -> NodeText:
        lowering = replace(outer, names=Names(self.dialect.name), marks=None)
        row = lowering.names.row(table)
        ids = lowering.bindings.constant(None, "ids")
        node = sql.as_bytes(json_object(lowering, plan, row)).label("node")
        query = select(row.id, node).select_from(row.clause).where(row.id.in_(sql.listed(ids, row.id.type)))
        text, order = self._printed(query)
        return NodeText(text, tuple(lowering.bindings.reads[name] for name in order), order.index(ids.key))

    def _lowering(self, scopes: Scopes) -> Lowering:
        hidden = NOTHING_HIDDEN if Scope.PREVIEW in scopes else self.hidden
        return Lowering(Bindings(), Names(self.dialect.name), hidden)

    def _plan(
        self,
        operation: OperationDefinitionNode,
        fragments: Mapping[str, FragmentDefinitionNode],
        variables: VariableValues,
        scopes: Scopes,
        lowering: Lowering,
    ) -> tuple[ObjectPlan, bool]:
        """The plan of an operation, and whether there are fields in it that the caller may not read."""
        symbolic = _symbolic(variables)
        planner = Planner(
            Planning(
                schema=self.schema,
                catalog=self.catalog,
                selector=Selector(self.schema, fragments, symbolic.coerced),
                variables=symbolic,
                bindings=lowering.bindings,
                introspect=lambda field, given: self.introspect(field, operation, fragments, given),
                limits=self.limits,
                scopes=scopes,
                hidden=lowering.hidden,
            )
        )
        root = self.schema.get_root_type(operation.operation)
        assert root is not None
        return planner.object(root, [operation.selection_set]), planner.has_forbidden

    def _printed(self, query: Select[Any]) -> tuple[str, Sequence[str]]:
        """The text of a query, and the names of its parameters in their order."""
        compiled = query.compile(dialect=self.dialect)
        _let_go(query)
        return str(compiled), compiled.positiontup or ()

    def _statement(self, lowering: Lowering, plan: ObjectPlan, query: Select[Any], *, has_forbidden: bool) -> Statement:
        bindings = lowering.bindings
        text, order = self._printed(query)
        reads = tuple(bindings.reads[name] for name in order)
        used = set(order)
        checks = tuple(read for name, read in bindings.reads.items() if name not in used)
        labels = tuple(bindings.labels[name] for name in order)
        has_introspection = any(isinstance(item.value, Introspection) for item in plan.fields)
        return Statement(
            text,
            reads,
            checks,
            labels,
            plan,
            Cost(plan),
            has_introspection=has_introspection,
            has_forbidden=has_forbidden,
        )


def _let_go(query: Select[Any]) -> None:
    """Cut what ties parts of a query that has been printed to themselves: else only a collection could free them."""
    for element in visitors.iterate(query):
        for name in _TIES:
            vars(element).pop(name, None)


def _symbolic(variables: VariableValues) -> VariableValues:
    coerced = {}
    for name, value in variables.coerced.items():
        input_type = variables.sources[name].signature.type
        coerced[name] = symbolize(input_type, value, _reader(name), f"${name}")
    return variables._replace(coerced=coerced)


def _reader(name: str) -> Read:
    return lambda variables: variables[name]
