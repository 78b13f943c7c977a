"""Whether a response has the shape that its operation asks for: each field that was asked for, of its type, in turn."""

import re
from collections.abc import Iterator
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLEnumType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    InlineFragmentNode,
    OperationDefinitionNode,
    OperationType,
    SchemaMetaFieldDef,
    SelectionSetNode,
    TypeMetaFieldDef,
    TypeNameMetaFieldDef,
    is_abstract_type,
    is_type_sub_type_of,
    parse,
)

__all__ = ["ShapeError", "Shapes"]

DATE_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")
SCALARS: dict[str, Any] = {
    "Int": lambda value: type(value) is int and -(2**31) <= value < 2**31,
    "Float": lambda value: type(value) in (int, float),
    "String": lambda value: type(value) is str,
    "ID": lambda value: type(value) is str,
    "Boolean": lambda value: type(value) is bool,
    "DateTime": lambda value: type(value) is str and DATE_TIME.fullmatch(value) is not None,
    "URL": lambda value: type(value) is str and value.startswith(("http://", "https://")),
    "JSON": lambda _: True,
}
META = {"__typename": TypeNameMetaFieldDef, "__schema": SchemaMetaFieldDef, "__type": TypeMetaFieldDef}


class ShapeError(AssertionError):
    """A response does not have the shape of its operation."""


class Shapes:
    """Checks responses of one schema; of operations without variables, `@skip` and `@include`."""

    def __init__(self, schema: GraphQLSchema) -> None:
        self._schema = schema

    def check(self, query: str, response: Any) -> bool:
        """Whether it was executed. Raises when it is no response to this operation."""
        expect(isinstance(response, dict) and response.keys() <= {"data", "errors", "extensions"}, (), response)
        if "errors" in response:
            check_errors(response["errors"], query)
        expect("errors" in response or "data" in response, (), response)
        if response.get("data") is None:
            expect("errors" in response, (), response)
            return False
        document = parse(query)
        [operation] = [node for node in document.definitions if isinstance(node, OperationDefinitionNode)]
        root = self._schema.get_root_type(OperationType(operation.operation))
        assert root is not None
        self._object(root, [operation.selection_set], fragments_in(document), response["data"], ())
        return True

    def _object(
        self, kind: Any, selections: list[SelectionSetNode], fragments: Any, value: Any, path: tuple[Any, ...]
    ) -> None:
        expect(isinstance(value, dict), path, value)
        possible = self._schema.get_possible_types(kind) if is_abstract_type(kind) else [kind]
        failures = []
        for concrete in possible:  # which one it is need not be said
            try:
                self._concrete(concrete, selections, fragments, value, path)
            except ShapeError as error:
                failures.append(error)
            else:
                return
        raise failures[0]

    def _concrete(
        self, kind: GraphQLObjectType, selections: list[SelectionSetNode], fragments: Any, value: Any, path: Any
    ) -> None:
        fields: dict[str, list[FieldNode]] = {}
        for selection in selections:
            for node in self._fields(kind, selection, fragments):
                fields.setdefault((node.alias or node.name).value, []).append(node)
        expect(list(value) == list(fields), path, list(value))
        for key, nodes in fields.items():
            name = nodes[0].name.value
            definition = META.get(name) or kind.fields[name]
            below = [node.selection_set for node in nodes if node.selection_set is not None]
            if name == "__typename":
                expect(value[key] == kind.name, (*path, key), value[key])
            self._value(definition.type, below, fragments, value[key], (*path, key))

    def _fields(self, kind: GraphQLObjectType, selections: SelectionSetNode, fragments: Any) -> Iterator[FieldNode]:
        for node in selections.selections:
            match node:
                case FieldNode():
                    yield node
                case InlineFragmentNode(type_condition=condition, selection_set=inner):
                    if condition is None or self._is(kind, condition.name.value):
                        yield from self._fields(kind, inner, fragments)
                case FragmentSpreadNode(name=name):
                    fragment = fragments[name.value]
                    if self._is(kind, fragment.type_condition.name.value):
                        yield from self._fields(kind, fragment.selection_set, fragments)

    def _is(self, kind: GraphQLObjectType, name: str) -> bool:
        return is_type_sub_type_of(self._schema, kind, self._schema.type_map[name])  # type: ignore[arg-type]

    def _value(self, kind: Any, below: list[SelectionSetNode], fragments: Any, value: Any, path: Any) -> None:
        match kind:
            case GraphQLNonNull(of_type=inner):
                expect(value is not None, path, value)
                self._value(inner, below, fragments, value, path)
            case _ if value is None:
                pass
            case GraphQLList(of_type=inner):
                expect(isinstance(value, list), path, value)
                for index, item in enumerate(value):
                    self._value(inner, below, fragments, item, (*path, index))
            case GraphQLObjectType() | GraphQLInterfaceType() | GraphQLUnionType():
                self._object(kind, below, fragments, value, path)
            case GraphQLEnumType(values=values):
                expect(value in values, path, value)
            case _:
                expect(SCALARS[kind.name](value), path, value)


def fragments_in(document: DocumentNode) -> dict[str, FragmentDefinitionNode]:
    """By their names."""
    return {node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)}


def check_errors(errors: Any, query: str) -> None:
    """Errors have messages and codes, and places within the document."""
    expect(isinstance(errors, list) and bool(errors), ("errors",), errors)
    lines = query.splitlines() or [""]
    for index, error in enumerate(errors):
        path = ("errors", index)
        expect(error.keys() <= {"message", "locations", "path", "extensions"}, path, error)
        expect(isinstance(error["message"], str) and bool(error["message"]), path, error)
        expect(re.fullmatch(r"[A-Z_]+", error["extensions"]["code"]) is not None, path, error)
        for place in error.get("locations", []):
            expect(1 <= place["line"] <= len(lines) + 1 and place["column"] >= 1, path, error)


def expect(holds: bool, path: tuple[Any, ...], value: Any) -> None:
    """Raise, with the place, unless something holds."""
    if not holds:
        raise ShapeError(f"{'.'.join(map(str, path))}: {value!r:.200}")
