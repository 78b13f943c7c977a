"""Operation to plan: walks the selected fields with their marks. No SQL is made here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from graphql import (
    FieldNode,
    GraphQLError,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLObjectType,
    GraphQLSchema,
    SelectionSetNode,
    get_argument_values,
    get_named_type,
)
from graphql.execution.values import VariableValues

from gateway.compiler.filters import FilterPlanner
from gateway.compiler.inputs import Bindings, Given, Place, Read, settle, supplied_key
from gateway.compiler.plan import (
    Alternatives,
    EventsPlan,
    FieldPlan,
    Forbidden,
    Introspection,
    Leaf,
    Many,
    ObjectPlan,
    One,
    Pages,
    PartPlan,
    Predicate,
    SuppliedLeaf,
    TypeName,
    ValuePlan,
)
from gateway.compiler.selection import Selector
from gateway.errors import InternalError
from gateway.marks import (
    Compared,
    Connection,
    ConnectionPart,
    EdgeValue,
    Events,
    Facet,
    Guarded,
    Hidden,
    Mark,
    NodeById,
    Object,
    Objects,
    Quantified,
    Supplied,
    Value,
)
from gateway.scopes import Scopes

__all__ = ["Catalog", "Limits", "Planner", "Planning"]

Catalog = Mapping[tuple[str, str], Mark]
"""The mark of each field, by type name and field name."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a plan may be, once fragments are spread out."""

    depth: int
    fields: int
    conditions: int
    root_fields: int


@dataclass(frozen=True, slots=True)
class Planning:
    """What is fixed while one operation is planned."""

    schema: GraphQLSchema
    catalog: Catalog
    selector: Selector
    variables: VariableValues
    bindings: Bindings
    introspect: Callable[[FieldNode, Mapping[str, Any]], str]
    limits: "Limits"
    scopes: Scopes
    hidden: Hidden


class Planner:
    """Plans the objects of one operation, outermost first."""

    def __init__(self, planning: Planning) -> None:
        self._planning = planning
        self._fields = 0
        self.has_forbidden = False
        self._filters = FilterPlanner(planning.catalog, planning.limits.conditions)

    def object(
        self, object_type: GraphQLObjectType, sets: list[SelectionSetNode], path: tuple[str, ...] = ()
    ) -> ObjectPlan:
        """The plan of an object under the merged selection sets."""
        fields = []
        selected = self._planning.selector.fields(object_type, sets)
        if not path:
            self._require_few_roots(selected)
        for key, nodes in selected.items():
            name = nodes[0].name.value
            value = self._value(object_type, nodes, (*path, key))
            fields.append(FieldPlan(key, name, value, is_alias=key != name))
        return ObjectPlan(object_type.name, tuple(fields))

    def _value(self, parent: GraphQLObjectType, nodes: list[FieldNode], path: tuple[str, ...]) -> ValuePlan:
        place = _place(nodes[0], path)
        self._count(place)
        name = nodes[0].name.value
        if name == "__typename":
            return TypeName(parent.name)
        if name in ("__schema", "__type", "_service"):
            return self._introspection(nodes, place)
        definition = parent.fields[name]
        mark = self._planning.catalog[parent.name, name]
        if isinstance(mark, Guarded):
            if mark.scope not in self._planning.scopes:
                self.has_forbidden = True
                return Forbidden(mark.scope)
            mark = mark.mark
        arguments = self._arguments(definition, nodes[0], place)
        sets = [node.selection_set for node in nodes if node.selection_set]
        return self._marked(mark, definition, arguments, sets, place)

    def _require_few_roots(self, selected: Mapping[str, list[FieldNode]]) -> None:
        limit = self._planning.limits.root_fields
        if len(selected) > limit:
            key, nodes = list(selected.items())[limit]
            message = f"The operation has {len(selected)} root fields; the limit is {limit}."
            raise _place(nodes[0], (key,)).error(message, code="MAX_ROOT_FIELDS_EXCEEDED", limit=limit)

    def _count(self, place: Place) -> None:
        limits = self._planning.limits
        self._fields += 1
        if len(place.path) > limits.depth:
            message = f"The operation nests {len(place.path)} fields deep; the limit is {limits.depth}."
            raise place.error(message, code="MAX_DEPTH_EXCEEDED", limit=limits.depth)
        if self._fields > limits.fields:
            message = f"The operation has more than {limits.fields} fields, fragments spread out."
            raise place.error(message, code="MAX_FIELDS_EXCEEDED", limit=limits.fields)

    def _marked(
        self,
        mark: Mark,
        definition: GraphQLField,
        arguments: dict[str, Any],
        sets: list[SelectionSetNode],
        place: Place,
    ) -> ValuePlan:
        path = place.path
        target = get_named_type(definition.type)
        match mark:
            case Value() | Supplied():
                return self._leaf(mark, arguments, place)
            case ConnectionPart() | EdgeValue() | Facet():
                nested = self.object(target, sets, path) if isinstance(target, GraphQLObjectType) else None
                return PartPlan(mark.part if isinstance(mark, ConnectionPart) else mark, nested, arguments)
            case Connection():
                return self._pages(mark, definition, arguments, self._target(target, sets, path), place)
            case NodeById():
                return self._alternatives(target, mark, arguments, sets, path)
            case Object():
                return One(mark, arguments, self._target(target, sets, path))
            case Objects():
                return Many(mark, arguments, self._target(target, sets, path))
            case Events():
                return self._events(mark, definition, arguments, self._target(target, sets, path), place)
            case Compared() | Quantified() | Guarded():
                raise InternalError(f"{target.name} carries a mark that no field has here", site="planner-mark")

    def _leaf(self, mark: Value | Supplied, arguments: dict[str, Any], place: Place) -> Leaf | SuppliedLeaf:
        if isinstance(mark, Value):
            return Leaf(mark, arguments)
        return SuppliedLeaf(Given(_supplied(mark.name), mark.name, place, self._planning.bindings))

    def _target(self, target: Any, sets: list[SelectionSetNode], path: tuple[str, ...]) -> ObjectPlan:
        if not isinstance(target, GraphQLObjectType):
            raise InternalError(f"{target} is no object type", site="planner-target")
        return self.object(target, sets, path)

    def _alternatives(
        self,
        target: Any,
        mark: NodeById,
        arguments: dict[str, Any],
        sets: list[SelectionSetNode],
        path: tuple[str, ...],
    ) -> Alternatives:
        possible = self._planning.schema.get_possible_types(target)
        options = tuple((mark.options[option.name], self.object(option, sets, path)) for option in possible)
        return Alternatives(mark, arguments[mark.argument], options)

    def _pages(
        self, mark: Connection, definition: GraphQLField, arguments: dict[str, Any], nested: ObjectPlan, place: Place
    ) -> Pages:
        if arguments.get("first") is not None and arguments.get("last") is not None:
            raise place.error("Arguments `first` and `last` exclude each other: give one of them.")
        if _is_blank(arguments.get("search")):
            arguments = {name: value for name, value in arguments.items() if name != "search"}
        where = self._where(definition, arguments, place)
        return Pages(mark, arguments, self._order(mark, arguments), where, nested)

    def _where(self, definition: GraphQLField, arguments: dict[str, Any], place: Place) -> Predicate | None:
        if arguments.get("where") is None:
            return None
        input_type = get_named_type(definition.args["where"].type)
        assert isinstance(input_type, GraphQLInputObjectType)
        return self._filters.plan(input_type, arguments["where"], place)

    def _events(
        self, mark: Events, definition: GraphQLField, arguments: dict[str, Any], nested: ObjectPlan, place: Place
    ) -> EventsPlan:
        where = self._where(definition, arguments, place)
        after, size = (Given(_supplied(name), name, place, self._planning.bindings) for name in ("after", "size"))
        return EventsPlan(mark, arguments, where, nested, after, size)

    def _order(self, mark: Connection, arguments: dict[str, Any]) -> tuple[tuple[str, bool], ...]:
        """Names and descending flags; a field given twice counts once, at its first place.

        By relevance is the default of a search. Without one, all are equally relevant.
        """
        if mark.ordering is None:
            return ()
        relevance, is_search = mark.ordering.relevance, arguments.get("search") is not None
        asked: dict[str, bool] = {}
        for order in arguments.get("orderBy") or ():
            asked.setdefault(order["field"].name, order["direction"].name == "DESC")
        if relevance is not None and is_search:
            return tuple(asked.items()) or ((relevance, True),)
        return tuple(item for item in asked.items() if item[0] != relevance) or mark.ordering.default

    def _arguments(self, definition: GraphQLField, node: FieldNode, place: Place) -> dict[str, Any]:
        try:
            values = get_argument_values(definition, node, self._planning.variables)
        except GraphQLError as error:
            raise place.error(error.message) from error
        bindings = self._planning.bindings
        settled = {name: settle(definition.args[name].type, value, place, bindings) for name, value in values.items()}
        return {name: self._shown(value) for name, value in settled.items()}

    def _shown(self, value: Any) -> Any:
        """An argument without the enum values that are hidden from the caller: a list of them only asks for fewer."""
        hidden = self._planning.hidden.values
        if not hidden or not isinstance(value, list):
            return value
        return [item for item in value if not isinstance(item, Enum) or item not in hidden]

    def _introspection(self, nodes: list[FieldNode], place: Place) -> Introspection:
        introspect = self._planning.introspect
        merged = _merged(nodes)
        return Introspection(
            Given(lambda variables: introspect(merged, variables), nodes[0].name.value, place, self._planning.bindings)
        )


def _is_blank(argument: Any) -> bool:
    return isinstance(argument, Given) and argument.is_blank


def _supplied(name: str) -> Read:
    key = supplied_key(name)
    return lambda variables: variables[key]


def _merged(nodes: list[FieldNode]) -> FieldNode:
    """One field node with the selections of all (GraphQL, 6.4.3 MergeSelectionSets)."""
    first = nodes[0]
    if len(nodes) == 1:
        return first
    selections = tuple(s for node in nodes if node.selection_set for s in node.selection_set.selections)
    return FieldNode(
        name=first.name,
        alias=first.alias,
        arguments=first.arguments,
        directives=(),
        selection_set=SelectionSetNode(selections=selections),
    )


def _place(node: FieldNode, path: tuple[str, ...]) -> Place:
    location = node.loc.source.get_location(node.loc.start) if node.loc else None
    return Place(path, location.line if location else 1, location.column if location else 1)
