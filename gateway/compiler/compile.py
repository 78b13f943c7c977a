"""Operation to statement: plans, lowers, and prints the text that the database is given."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from graphql import FieldNode, FragmentDefinitionNode, GraphQLSchema, OperationDefinitionNode
from graphql.execution.values import VariableValues
from sqlalchemy import Dialect, select

from gateway.compiler import functions
from gateway.compiler.inputs import Bindings, Read, symbolize
from gateway.compiler.objects import ROOT, json_object
from gateway.compiler.plan import ObjectPlan, plan_text
from gateway.compiler.planner import Catalog, Limits, Planner, Planning
from gateway.compiler.scope import Scope
from gateway.compiler.selection import Selector
from gateway.errors import RequestError

__all__ = ["Compiler", "Introspect", "Statement"]

Introspect = Callable[
    [FieldNode, OperationDefinitionNode, Mapping[str, FragmentDefinitionNode], Mapping[str, Any]], str
]
"""Answers one `__schema` or `__type` field of an operation, given its fragments and coerced variables: JSON text."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What runs: the SQL text, and how each of its parameters is read from the coerced variables.

    It gives one row with one column: the JSON of the response's `data`, in UTF-8.
    """

    text: str
    reads: tuple[Read, ...]
    checks: tuple[Read, ...]  # of arguments that the text has no use for, and that must be right all the same
    labels: tuple[str, ...]  # what each parameter holds
    plan: ObjectPlan

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
    """Compiles query operations of one schema for one engine."""

    schema: GraphQLSchema
    catalog: Catalog
    dialect: Dialect
    introspect: Introspect
    limits: Limits

    def compile(
        self,
        operation: OperationDefinitionNode,
        fragments: Mapping[str, FragmentDefinitionNode],
        variables: VariableValues,
    ) -> Statement:
        """The statement of a validated query operation, for all variables of the same shape as these.

        Raises:
            RequestError: when the operation is too deep or its arguments do not fit together.
        """
        bindings = Bindings()
        symbolic = _symbolic(variables)
        planning = Planning(
            schema=self.schema,
            catalog=self.catalog,
            selector=Selector(self.schema, fragments, symbolic.coerced),
            variables=symbolic,
            bindings=bindings,
            introspect=lambda field, given: self.introspect(field, operation, fragments, given),
            limits=self.limits,
        )
        assert self.schema.query_type is not None
        try:
            plan = Planner(planning).object(self.schema.query_type, [operation.selection_set])
            return self._statement(bindings, plan)
        except RecursionError:
            raise RequestError("The operation is nested too deeply.", code="MAX_DEPTH_EXCEEDED") from None

    def _statement(self, bindings: Bindings, plan: ObjectPlan) -> Statement:
        data = functions.as_bytes(json_object(Scope(bindings), plan, ROOT))
        compiled = select(data.label("data")).compile(dialect=self.dialect)
        order = compiled.positiontup or ()
        reads = tuple(bindings.reads[name] for name in order)
        used = set(order)
        checks = tuple(read for name, read in bindings.reads.items() if name not in used)
        return Statement(str(compiled), reads, checks, tuple(bindings.labels[name] for name in order), plan)


def _symbolic(variables: VariableValues) -> VariableValues:
    coerced = {}
    for name, value in variables.coerced.items():
        input_type = variables.sources[name].signature.type
        coerced[name] = symbolize(input_type, value, _reader(name), f"${name}")
    return variables._replace(coerced=coerced)


def _reader(name: str) -> Read:
    return lambda variables: variables[name]
