"""The plan of an operation: what is read, before any SQL. Frozen data, and its text for `gateway explain`."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from gateway.compiler.inputs import Given
from gateway.marks import (
    Arguments,
    Connection,
    EdgeValue,
    Events,
    Facet,
    Object,
    Objects,
    Part,
    Quantified,
    RowsById,
    Value,
)
from gateway.scopes import Scope

__all__ = [
    "All",
    "Alternatives",
    "Comparison",
    "Either",
    "EventsPlan",
    "FieldPlan",
    "Forbidden",
    "Introspection",
    "Leaf",
    "Many",
    "Not",
    "ObjectPlan",
    "One",
    "Pages",
    "PartPlan",
    "Predicate",
    "Quantifier",
    "Scalar",
    "SuppliedLeaf",
    "TypeName",
    "ValuePlan",
    "plan_text",
]


@dataclass(frozen=True, slots=True)
class Comparison:
    """`column operator operand`; the operand is a `Given`, or a boolean for `isNull` and flags.

    `name` is the filter's field, as in `Quantifier`.
    """

    name: str
    column: str
    operator: str
    operand: Any
    is_nullable: bool


@dataclass(frozen=True, slots=True)
class All:
    """All hold; true when there are none."""

    parts: tuple["Predicate", ...]


@dataclass(frozen=True, slots=True)
class Either:
    """At least one holds; false when there are none."""

    parts: tuple["Predicate", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The exact complement."""

    part: "Predicate"


@dataclass(frozen=True, slots=True)
class Quantifier:
    """`some`, `every` or `none` of the related rows satisfy the predicate."""

    name: str
    word: str
    mark: Quantified
    part: "Predicate"


Predicate = Comparison | All | Either | Not | Quantifier


@dataclass(frozen=True, slots=True)
class TypeName:
    """`__typename`."""

    type_name: str


@dataclass(frozen=True, slots=True)
class Leaf:
    """A scalar or enum from the parent's row."""

    mark: Value
    arguments: Arguments


@dataclass(frozen=True, slots=True)
class SuppliedLeaf:
    """A scalar that the execution supplies."""

    given: Given


@dataclass(frozen=True, slots=True)
class Forbidden:
    """A field that the caller lacks the scope for."""

    scope: Scope


@dataclass(frozen=True, slots=True)
class One:
    """At most one object."""

    mark: Object
    arguments: Arguments
    object: "ObjectPlan"


@dataclass(frozen=True, slots=True)
class Many:
    """A plain list of objects."""

    mark: Objects
    arguments: Arguments
    object: "ObjectPlan"


@dataclass(frozen=True, slots=True)
class Alternatives:
    """The object with a global id, of whichever type has it. `is_list`: one or null for each id given."""

    given: Given
    options: tuple[tuple[RowsById, "ObjectPlan"], ...]
    is_list: bool


@dataclass(frozen=True, slots=True)
class PartPlan:
    """A field made from the connection around it: edges, nodes, cursor, a facet, ..."""

    part: Part | Facet | EdgeValue
    object: "ObjectPlan | None" = None
    arguments: Arguments = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pages:
    """A connection."""

    mark: Connection
    arguments: Arguments
    order: tuple[tuple[str, bool], ...]
    where: Predicate | None
    object: "ObjectPlan"


@dataclass(frozen=True, slots=True)
class EventsPlan:
    """What a subscription tells, after the event with the number `after`, `size` at a time."""

    mark: Events
    arguments: Arguments
    where: Predicate | None
    object: "ObjectPlan"
    after: Given
    size: Given


@dataclass(frozen=True, slots=True)
class Introspection:
    """`__schema` or `__type`: answered by the GraphQL library and bound as JSON."""

    result: Given


Scalar = TypeName | Leaf | SuppliedLeaf | Forbidden | Introspection
ValuePlan = Scalar | One | Many | Alternatives | PartPlan | Pages | EventsPlan


@dataclass(frozen=True, slots=True)
class FieldPlan:
    """A response key and what stands under it. `is_alias`: the key comes from the request, so it is bound."""

    key: str
    name: str
    value: ValuePlan
    is_alias: bool = False


@dataclass(frozen=True, slots=True)
class ObjectPlan:
    """An object of a known type with its fields in the order of the response."""

    type_name: str
    fields: tuple[FieldPlan, ...] = field(default=())


def plan_text(plan: ObjectPlan) -> str:
    """The plan as an indented tree, a field a line."""
    return "\n".join([plan.type_name, *_object_lines(plan, 1)])


def _object_lines(plan: ObjectPlan, level: int) -> Iterator[str]:
    for item in plan.fields:
        label = f"{item.key}: {item.name}" if item.key != item.name else item.name
        yield f"{'  ' * level}{label}  {_describe(item.value)}".rstrip()
        for child in _children(item.value):
            if isinstance(item.value, Alternatives):
                yield f"{'  ' * (level + 1)}... on {child.type_name}"
            yield from _object_lines(child, level + 1 + isinstance(item.value, Alternatives))


def _children(value: ValuePlan) -> tuple[ObjectPlan, ...]:
    match value:
        case One() | Many() | Pages() | EventsPlan():
            return (value.object,)
        case PartPlan(_, ObjectPlan() as child):
            return (child,)
        case Alternatives():
            return tuple(option for _, option in value.options)
        case _:
            return ()


def _describe(value: ValuePlan) -> str:
    match value:
        case One():
            return f"-> {value.object.type_name}{_arguments(value.arguments)}"
        case Many():
            return f"-> [{value.object.type_name}]{_arguments(value.arguments)}"
        case Alternatives():
            return f"-> by id, for each of {value.given.label}" if value.is_list else f"-> by id {value.given.label}"
        case PartPlan(Facet(dimension), _, arguments):
            return f"-> counts by {dimension}{_arguments(arguments)}"
        case PartPlan(Part.FACETS, _, arguments) if arguments["disjunctive"]:
            return "-> each without its own filter"
        case EventsPlan():
            where = f" where {predicate_text(value.where)}" if value.where else ""
            return f"-> each {value.object.type_name}{where}"
        case Forbidden(scope):
            return f"-> forbidden without the scope {scope.value}"
        case Pages():
            order = ", ".join(f"{name} {'DESC' if down else 'ASC'}" for name, down in value.order) or "as listed"
            where = f" where {predicate_text(value.where)}" if value.where else ""
            rest = {name: part for name, part in value.arguments.items() if name not in ("where", "orderBy")}
            return f"-> page of {value.mark.name}{_arguments(rest)} by {order}{where}"
        case _:
            return ""


def _arguments(arguments: Arguments) -> str:
    shown = {name: _shown(value) for name, value in arguments.items() if value is not None}
    return "(" + ", ".join(f"{name}: {text}" for name, text in shown.items()) + ")" if shown else ""


def _shown(value: Any) -> str:
    match value:
        case Given():
            return value.label
        case Enum():
            return value.name
        case list():
            return "[" + ", ".join(map(_shown, value)) + "]"
        case dict():
            return "{" + ", ".join(f"{name}: {_shown(part)}" for name, part in value.items()) + "}"
        case _:
            return str(value)


def predicate_text(predicate: Predicate) -> str:
    """A predicate in words, for people."""
    match predicate:
        case Comparison(_, column, operator, operand):
            return f"{column} {operator} {_shown(operand)}"
        case All(parts):
            return "(" + " and ".join(map(predicate_text, parts)) + ")" if parts else "true"
        case Either(parts):
            return "(" + " or ".join(map(predicate_text, parts)) + ")" if parts else "false"
        case Not(part):
            return f"not {predicate_text(part)}"
        case Quantifier(name, word, _, part):
            return f"{word} of {name} {predicate_text(part)}"
