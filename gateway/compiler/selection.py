"""Which fields are asked for: fragments, type conditions, @skip and @include (GraphQL, 6.3.2 CollectFields)."""

from collections.abc import Iterable, Mapping
from typing import Any

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    SelectionNode,
    SelectionSetNode,
    VariableNode,
    is_abstract_type,
)
from graphql.language import BooleanValueNode

from gateway.errors import InternalError, RequestError

__all__ = ["Selector"]


class Selector:
    """Collects the fields of selection sets, for one operation and one set of booleans."""

    def __init__(
        self,
        schema: GraphQLSchema,
        fragments: Mapping[str, FragmentDefinitionNode],
        variables: Mapping[str, Any],
    ) -> None:
        self._schema = schema
        self._fragments = fragments
        self._variables = variables

    def fields(self, object_type: GraphQLObjectType, sets: Iterable[SelectionSetNode]) -> dict[str, list[FieldNode]]:
        """Field nodes by response key, in the order of the request; nodes of one key are to be merged."""
        found: dict[str, list[FieldNode]] = {}
        visited: set[str] = set()
        for selection_set in sets:
            self._collect(object_type, selection_set.selections, found, visited)
        return found

    def _collect(
        self,
        object_type: GraphQLObjectType,
        selections: Iterable[SelectionNode],
        found: dict[str, list[FieldNode]],
        visited: set[str],
    ) -> None:
        for node in selections:
            if not self._is_included(node):
                continue
            match node:
                case FieldNode():
                    key = node.alias.value if node.alias else node.name.value
                    found.setdefault(key, []).append(node)
                case InlineFragmentNode():
                    condition = node.type_condition
                    if condition is None or self._applies(condition.name.value, object_type):
                        self._collect(object_type, node.selection_set.selections, found, visited)
                case FragmentSpreadNode():
                    self._spread(object_type, node.name.value, found, visited)
                case _:
                    raise InternalError(f"an unknown selection: {node}", site="selection")

    def _spread(
        self, object_type: GraphQLObjectType, name: str, found: dict[str, list[FieldNode]], visited: set[str]
    ) -> None:
        if name in visited:
            return
        visited.add(name)
        fragment = self._fragments[name]
        if self._applies(fragment.type_condition.name.value, object_type):
            self._collect(object_type, fragment.selection_set.selections, found, visited)

    def _applies(self, condition: str, object_type: GraphQLObjectType) -> bool:
        if condition == object_type.name:
            return True
        named = self._schema.type_map[condition]
        return is_abstract_type(named) and self._schema.is_sub_type(named, object_type)

    def _is_included(self, node: SelectionNode) -> bool:
        for directive in node.directives or ():
            name = directive.name.value
            if name in ("skip", "include"):
                (condition,) = directive.arguments or ()
                if self._truth(condition.value) is (name == "skip"):
                    return False
        return True

    def _truth(self, value: Any) -> bool:
        match value:
            case VariableNode():
                given = self._variables[value.name.value]
                if given is None:
                    raise RequestError(f"Variable '${value.name.value}' may not be null where it includes or skips.")
                return bool(given)
            case BooleanValueNode():
                return value.value
            case _:
                raise InternalError(f"not a boolean: {value}", site="directive")
