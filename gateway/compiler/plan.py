"""The plan of an operation: what is read, before any SQL. Frozen data."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement

from gateway.compiler.inputs import Given
from gateway.marks import (
    Arguments,
    Connection,
    EdgeValue,
    Events,
    Facet,
    NodeById,
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
]


@dataclass(frozen=True, slots=True)
class Comparison:
    """`column operator operand`; the operand is a `Given`, or a boolean for `isNull` and flags.

    `name` is the filter's field, as in `Quantifier`; `lowest` as in the mark.
    """

    name: str
    column: str
    operator: str
    operand: Any
    is_nullable: bool
    lowest: ColumnElement[Any] | None = None


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
    """`some`, `every` or `none` of the related rows, those of the `list` `ArticleFilter.topics`, satisfy it."""

    name: str
    word: str
    mark: Quantified
    part: "Predicate"
    list: str


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

    mark: NodeById
    given: Given
    options: tuple[tuple[RowsById, "ObjectPlan"], ...]


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
