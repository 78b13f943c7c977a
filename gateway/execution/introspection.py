"""Introspection: answered by the executor that Strawberry stands on, and handed to the statement as JSON."""

from collections.abc import Mapping
from typing import Any

import msgspec
from graphql import (
    REMOVE,
    DirectiveNode,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    GraphQLSchema,
    NamedTypeNode,
    NonNullTypeNode,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    VariableDefinitionNode,
    Visitor,
    VisitorAction,
    execute_sync,
    visit,
)

from gateway.compiler import Introspect
from gateway.errors import RequestError

__all__ = ["introspector"]


class WithoutParts(Visitor):
    """Takes `@defer` and `@stream` away: the executor would answer in parts, and what it says is read at once."""

    def enter_directive(self, node: DirectiveNode, *_: object) -> VisitorAction:
        """Remove one."""
        return REMOVE if node.name.value in ("defer", "stream") else None


def introspector(schema: GraphQLSchema) -> Introspect:
    """What answers the `__schema` and `__type` fields of an operation, as JSON text."""

    def introspect(
        field: FieldNode,
        operation: OperationDefinitionNode,
        fragments: Mapping[str, FragmentDefinitionNode],
        variables: Mapping[str, Any],
    ) -> str:
        definitions = tuple(each for each in operation.variable_definitions or () if _is_builtin(each))
        reduced = OperationDefinitionNode(
            operation=OperationType.QUERY,
            variable_definitions=definitions,
            directives=(),
            selection_set=SelectionSetNode(selections=(field,)),
        )
        names = {definition.variable.name.value for definition in definitions}
        document = visit(DocumentNode(definitions=(reduced, *fragments.values())), WithoutParts())
        result = execute_sync(
            schema,
            document,
            variable_values={name: value for name, value in variables.items() if name in names},
        )
        if result.errors or result.data is None:
            message = result.errors[0].message if result.errors else "Introspection gave nothing."
            raise RequestError(message)
        (value,) = result.data.values()
        return msgspec.json.encode(value).decode()

    return introspect


def _is_builtin(definition: VariableDefinitionNode) -> bool:
    """Whether the variable can be used in introspection: only these types can, and they are coerced to themselves."""
    named = definition.type.type if isinstance(definition.type, NonNullTypeNode) else definition.type
    return isinstance(named, NamedTypeNode) and named.name.value in ("Boolean", "String")
