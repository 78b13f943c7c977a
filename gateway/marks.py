"""How a field of the graph is stored: the words in which `graph/` says it and `compiler/` reads it.

A mark rides on a Strawberry field as metadata. It holds a function from named rows (and the field's arguments) to a
SQLAlchemy expression or to the rows to select; the compiler calls it once for each operation, never for a request.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Final, Protocol

from sqlalchemy import ColumnElement, FromClause, Table, literal_column

from gateway.scopes import Scope

__all__ = [
    "MARK",
    "NOTHING_HIDDEN",
    "Arguments",
    "Compared",
    "Connection",
    "ConnectionPart",
    "EdgeValue",
    "Events",
    "Facet",
    "FacetRows",
    "Form",
    "Guarded",
    "Hidden",
    "Input",
    "Mark",
    "Matches",
    "Names",
    "NodeById",
    "Object",
    "Objects",
    "Ordering",
    "Part",
    "Quantified",
    "Row",
    "Rows",
    "RowsById",
    "RowsOf",
    "Searching",
    "Supplied",
    "Term",
    "Value",
]

MARK: Final = "mark"
"""The metadata key under which a Strawberry field carries its mark."""


class Input(Protocol):
    """A scalar given by the caller: known only when a request comes, so it can only be bound."""

    def bind(self, convert: Callable[[Any], Any] | None = None) -> ColumnElement[Any]:
        """The parameter that holds it, after `convert`, which raises `RequestError` for a value that cannot be."""


Arguments = Mapping[str, Any]
"""A field's arguments by name: scalars (and lists of them) are `Input`, enums and booleans plain, objects mappings.

An argument that was not given, or given as null, is absent or None.
"""


class Row:
    """A named row of a table in a statement: `row.title` is `article_1.title`, and is remembered as used."""

    def __init__(self, alias: str, table: Table) -> None:
        self.alias = alias
        self.table = table
        self.used: dict[str, None] = {}

    def __getattr__(self, column: str) -> ColumnElement[Any]:
        known = self.table.c.get(column)
        if known is None:
            raise AttributeError(f"table {self.table.name} has no column {column}")
        self.used[column] = None
        return literal_column(f"{self.alias}.{column}", known.type)

    @property
    def clause(self) -> FromClause:
        """`article AS article_1`, for a FROM."""
        return self.table.alias(self.alias)


class Names:
    """Gives rows their names: the table's, numbered in the order of asking, so that a statement's text is stable."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}

    def row(self, table: Table) -> Row:
        """A new named row of `table`."""
        number = self._counts[table.name] = self._counts.get(table.name, 0) + 1
        return Row(f"{table.name}_{number}", table)


@dataclass(frozen=True, slots=True)
class Term:
    """One key of an order, never null: what it sorts by, which way, and the Python type that a cursor holds of it.

    `current` gives, from this and all keys of a cursor, where its item stands now, for keys that an insert moves.
    """

    key: ColumnElement[Any]
    descending: bool = False
    python_type: type = str
    current: Callable[[ColumnElement[Any], Sequence[ColumnElement[Any]]], ColumnElement[Any]] | None = None


@dataclass(frozen=True, slots=True)
class Matches:
    """How well rows match a search: a whole number, higher is better, and where the item of a cursor stands now.

    `current` is as in `Term`. All keys of a cursor end with the path.
    """

    score: ColumnElement[int]
    current: Callable[[ColumnElement[Any], Sequence[ColumnElement[Any]]], ColumnElement[Any]]


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows to select from: `FROM clause WHERE where`, and the order they have of themselves.

    `arms`, when given, are conditions of which exactly one holds for each row wanted, and for each of which an index
    gives the order: a page merges one page of each. `link` is a row beside the child that an index sorts by.
    A plain list ends after `limit` rows.
    `matches` is there when the rows are those that match a search.
    """

    child: Row
    clause: FromClause
    where: tuple[ColumnElement[bool], ...] = ()
    order: tuple[Term, ...] = ()
    arms: tuple[ColumnElement[bool], ...] | None = None
    link: Row | None = None
    limit: ColumnElement[int] | None = None
    matches: Matches | None = None


class Form(Enum):
    """How a column becomes JSON."""

    PLAIN = "plain"
    BOOLEAN = "boolean"
    JSON = "json"
    INSTANT = "instant"
    ARTICLE_ID = "a"
    PROVIDER_ID = "p"
    TOPIC_ID = "t"
    IMAGE_ID = "i"


@dataclass(frozen=True, slots=True)
class Value:
    """A leaf: an expression over the parent's row. With `choices`, a number that stands for an enum value."""

    express: Callable[[Row, Arguments], ColumnElement[Any]]
    form: Form = Form.PLAIN
    choices: Mapping[int, str] | None = None


RowsOf = Callable[[Names, Row, Arguments], Rows]


@dataclass(frozen=True, slots=True)
class Object:
    """At most one row, the first in its order; no row is null."""

    rows: RowsOf


@dataclass(frozen=True, slots=True)
class Objects:
    """A plain list: all rows, in their order."""

    rows: RowsOf


RowsById = Callable[[Names, ColumnElement[int]], Rows]


@dataclass(frozen=True, slots=True)
class NodeById:
    """The object with a global id, of whichever of these types it is. `is_list`: one or null for each id given."""

    argument: str
    options: Mapping[str, RowsById]
    is_list: bool = False


@dataclass(frozen=True, slots=True)
class Ordering:
    """The orders that a connection can be asked for, by the name of the enum value, and what follows every order.

    `relevance` is the one by how well rows match a search.
    """

    terms: Mapping[str, Callable[[Rows, bool], Term]]
    default: tuple[tuple[str, bool], ...]
    ties: Callable[[Rows], tuple[Term, ...]]
    relevance: str | None = None


class MatchingRows(Protocol):
    """Narrows the rows of a list to those that match its argument `search`; without `is_scored`, in any order."""

    def __call__(self, names: Names, rows: Rows, arguments: Arguments, *, is_scored: bool) -> Rows:
        """The rows, with `matches`."""


@dataclass(frozen=True, slots=True)
class Searching:
    """How a list is searched: which rows match, the passage of a row that does, and the parts of 1 in a score."""

    rows: MatchingRows
    passage: Callable[[Names, Row, Arguments], ColumnElement[Any]]
    units: int


@dataclass(frozen=True, slots=True)
class Connection:
    """A list in pages. Without `ordering` the rows' own order holds."""

    rows: RowsOf
    name: str
    ordering: Ordering | None = None
    search: Searching | None = None


class Part(Enum):
    """What a connection, its edges and its page info are made of."""

    EDGES = "edges"
    NODES = "nodes"
    PAGE_INFO = "pageInfo"
    TOTAL_COUNT = "totalCount"
    FACETS = "facets"
    CURSOR = "cursor"
    SCORE = "score"
    SNIPPET = "snippet"
    NODE = "node"
    HAS_NEXT_PAGE = "hasNextPage"
    HAS_PREVIOUS_PAGE = "hasPreviousPage"
    START_CURSOR = "startCursor"
    END_CURSOR = "endCursor"


@dataclass(frozen=True, slots=True)
class ConnectionPart:
    """A field that the compiler makes from the page around it."""

    part: Part


@dataclass(frozen=True, slots=True)
class EdgeValue:
    """A leaf of an edge: an expression over the rows of the connection around it, with their `link`."""

    express: Callable[[Rows], ColumnElement[Any]]


FacetRows = Callable[[Names, Rows, Arguments], Rows]
"""From the rows of a whole list to a row for each value that they have, in order; `arms` are among the conditions."""


@dataclass(frozen=True, slots=True)
class Facet:
    """The values that the articles of the connection around it have in one dimension, counted.

    `dimension` is the field of the connection's filter by which callers choose among the same values.
    """

    dimension: str
    rows: FacetRows


@dataclass(frozen=True, slots=True)
class Guarded:
    """A field that only callers with a scope may read; to others it is null, with an error."""

    scope: Scope
    mark: "Value | Object | Objects"


@dataclass(frozen=True, slots=True)
class Supplied:
    """A leaf that the execution supplies, under this name: it is in no row."""

    name: str


@dataclass(frozen=True, slots=True)
class Events:
    """What a subscription tells: rows that have a number, each one event.

    `filtered` are the rows of an event that `where` looks at; events for which `passes` holds are told in any case.
    """

    rows: RowsOf
    filtered: RowsOf
    passes: Callable[[Row], ColumnElement[bool]]


@dataclass(frozen=True, slots=True)
class Compared:
    """A filter on one column: `eq`, `in`, `contains`, ... are read by the type of the input."""

    column: str
    is_nullable: bool = False


@dataclass(frozen=True, slots=True)
class Quantified:
    """A filter on related rows. With `is_single` the operand filters the one row, else it has some, every, none."""

    rows: RowsOf
    is_single: bool = False


@dataclass(frozen=True, slots=True)
class Hidden:
    """What a caller is not shown: enum values dropped from lists in arguments, and by table what rows must fulfil."""

    values: frozenset[Enum] = frozenset()
    rows: Mapping[str, Callable[[Row], ColumnElement[bool]]] = field(default_factory=dict)


NOTHING_HIDDEN: Final = Hidden()

Mark = (
    Value
    | Supplied
    | Events
    | Object
    | Objects
    | NodeById
    | Connection
    | ConnectionPart
    | EdgeValue
    | Facet
    | Guarded
    | Compared
    | Quantified
)
