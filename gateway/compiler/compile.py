"""Operation to statement: plans, lowers, and prints the text that the database is given."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from graphql import FieldNode, FragmentDefinitionNode, GraphQLSchema, OperationDefinitionNode, OperationType
from graphql.execution.values import VariableValues
from sqlalchemy import Dialect, Select, select
from sqlalchemy.sql import visitors

from gateway import sql
from gateway.compiler.cost import Cost
from gateway.compiler.events import select_events
from gateway.compiler.inputs import Bindings, Read, symbolize
from gateway.compiler.lowering import ROOT, Lowering
from gateway.compiler.objects import json_object
from gateway.compiler.plan import Introspection, ObjectPlan
from gateway.compiler.plan_text import plan_text
from gateway.compiler.planner import Catalog, Limits, Planner, Planning
from gateway.compiler.selection import Selector
from gateway.errors import RequestError
from gateway.marks import NOTHING_HIDDEN, Hidden, Names
from gateway.scopes import NO_SCOPES, Scope, Scopes

__all__ = ["Compiler", "Introspect", "Statement"]

Introspect = Callable[
    [FieldNode, OperationDefinitionNode, Mapping[str, FragmentDefinitionNode], Mapping[str, Any]], str
]
"""Answers one `__schema` or `__type` field of an operation, given its fragments and coerced variables: JSON text."""

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
        hidden = NOTHING_HIDDEN if Scope.PREVIEW in scopes else self.hidden
        lowering = Lowering(Bindings(), Names(self.dialect.name), hidden)
        symbolic = _symbolic(variables)
        planning = Planning(
            schema=self.schema,
            catalog=self.catalog,
            selector=Selector(self.schema, fragments, symbolic.coerced),
            variables=symbolic,
            bindings=lowering.bindings,
            introspect=lambda field, given: self.introspect(field, operation, fragments, given),
            limits=self.limits,
            scopes=scopes,
            hidden=hidden,
        )
        root = self.schema.get_root_type(operation.operation)
        assert root is not None
        try:
            planner = Planner(planning)
            plan = planner.object(root, [operation.selection_set])
            if operation.operation is OperationType.SUBSCRIPTION:
                query = select_events(lowering, plan)
            else:
                query = select(sql.as_bytes(json_object(lowering, plan, ROOT)).label("data"))
            return self._statement(lowering, plan, query, has_forbidden=planner.has_forbidden)
        except RecursionError:
            raise RequestError("The operation is nested too deeply.", code="MAX_DEPTH_EXCEEDED") from None

    def _statement(self, lowering: Lowering, plan: ObjectPlan, query: Select[Any], *, has_forbidden: bool) -> Statement:
        bindings = lowering.bindings
        compiled = query.compile(dialect=self.dialect)
        _let_go(query)
        order = compiled.positiontup or ()
        reads = tuple(bindings.reads[name] for name in order)
        used = set(order)
        checks = tuple(read for name, read in bindings.reads.items() if name not in used)
        labels = tuple(bindings.labels[name] for name in order)
        has_introspection = any(isinstance(item.value, Introspection) for item in plan.fields)
        return Statement(
            str(compiled),
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
