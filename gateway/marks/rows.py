"""What marks speak of: rows that have names in a statement, lists of them, and what callers give."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from sqlalchemy import ColumnElement, FromClause, Table, literal_column

__all__ = ["Arguments", "Input", "Matches", "Names", "Row", "Rows", "RowsById", "RowsOf", "Term"]


T = TypeVar("T")


class Input(Protocol):
    """A scalar given by the caller: known only when a request comes, so it can only be bound."""

    @property
    def key(self) -> Hashable:
        """Equal for two inputs only if they are one: the same variable, or the same place."""

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
    """Gives rows their names: the table's, numbered in the order of asking, so that a statement's text is stable.

    `engine` is what the statement is made for, as SQLAlchemy calls it: `sqlite`, `postgresql`.
    """

    def __init__(self, engine: str = "sqlite") -> None:
        self.engine = engine
        self._counts: dict[str, int] = {}
        self._shared: dict[Hashable, Any] = {}

    def row(self, table: Table) -> Row:
        """A new named row of `table`."""
        number = self._counts[table.name] = self._counts.get(table.name, 0) + 1
        return Row(f"{table.name}_{number}", table)

    def shared(self, key: Hashable, make: Callable[[], T]) -> T:
        """Something that several parts of a statement have in common, made for the first of them."""
        if key not in self._shared:
            self._shared[key] = make()
        made: T = self._shared[key]
        return made

    def shares(self, key: Hashable) -> bool:
        """Whether it has been made."""
        return key in self._shared


@dataclass(frozen=True, slots=True)
class Term:
    """One key of an order, never null: what it sorts by, which way, and the Python type that a cursor holds of it.

    `current` gives, from this and all keys of a cursor, where its item stands now, for keys that an insert moves. Of a
    key that `is_long` an index may hold no more than the beginning.
    """

    key: ColumnElement[Any]
    descending: bool = False
    python_type: type = str
    current: Callable[[ColumnElement[Any], Sequence[ColumnElement[Any]]], ColumnElement[Any]] | None = None
    is_long: bool = False


@dataclass(frozen=True, slots=True)
class Matches:
    """How well rows match a search: a whole number, higher is better, and where the item of a cursor stands now.

    `current` is as in `Term`. All keys of a cursor end with the path. `count` is how many match, None where the list
    has other conditions of its own.
    """

    score: ColumnElement[int]
    current: Callable[[ColumnElement[Any], Sequence[ColumnElement[Any]]], ColumnElement[Any]]
    count: Callable[[], ColumnElement[int]] | None


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows to select from: `FROM clause WHERE where`, and the order they have of themselves.

    `arms`, when given, are conditions of which exactly one holds for each row wanted, and for each of which an index
    gives the order: a page merges one page of each. `link` is a row beside the child that an index sorts by.
    A plain list ends after `limit` rows.
    `matches` is there when the rows are those that match a search. With a `weight` they are no rows of a list but
    counts of it, and each stands for so many rows.
    """

    child: Row
    clause: FromClause
    where: tuple[ColumnElement[bool], ...] = ()
    order: tuple[Term, ...] = ()
    arms: tuple[ColumnElement[bool], ...] | None = None
    link: Row | None = None
    limit: ColumnElement[int] | None = None
    matches: Matches | None = None
    weight: ColumnElement[int] | None = None


RowsOf = Callable[[Names, Row, Arguments], Rows]


RowsById = Callable[[Names, ColumnElement[int]], Rows]
