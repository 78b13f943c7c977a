"""Marks of lists in pages: their orders, how they are searched, their parts and their facets."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, Protocol

from sqlalchemy import ColumnElement

from gateway.marks.rows import Arguments, Names, Row, Rows, RowsOf, Term

__all__ = [
    "Connection",
    "ConnectionPart",
    "CountedRows",
    "Counts",
    "EdgeValue",
    "Facet",
    "FacetRows",
    "MatchingRows",
    "Ordering",
    "Part",
    "Searching",
    "Within",
]


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
    """Narrows the rows of a list to those that match its argument `search`; without `is_scored`, in any order.

    `is_nested` when the list is made for each row of another. With `most` only the best so many are wanted: others
    may be left out.
    """

    def __call__(
        self,
        names: Names,
        rows: Rows,
        arguments: Arguments,
        *,
        is_scored: bool,
        is_nested: bool,
        most: ColumnElement[int] | None = None,
    ) -> Rows:
        """The rows, with `matches`."""


@dataclass(frozen=True, slots=True)
class Searching:
    """How a list is searched: which rows match, the passage of a row that does, and the parts of 1 in a score."""

    rows: MatchingRows
    passage: Callable[[Names, Row, Arguments], ColumnElement[Any]]
    units: int


Within = Callable[[ColumnElement[int]], ColumnElement[bool]]
"""From what counts are within to whether they are meant: those within one thing, or several, or nothing."""


class CountedRows(Protocol):
    """The counts that are kept of a list by one thing, in place of its rows: with a `weight`, and `arms` as it has."""

    def __call__(self, names: Names, arguments: Arguments, counted_by: int, within: Within) -> Rows:
        """The counts."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What is counted of a list at load, so that it need not be counted for each answer.

    `counted_by` leads from what a list is to be counted by to the counts that tell it; what is missing has none.
    Filters may look at these `columns`. With `is_within_parent` the counts are those within the list's parent.
    """

    rows: CountedRows
    counted_by: Mapping[int, int]
    columns: frozenset[str]
    is_within_parent: bool = False


@dataclass(frozen=True, slots=True)
class Connection:
    """A list in pages. Without `ordering` the rows' own order holds."""

    rows: RowsOf
    name: str
    ordering: Ordering | None = None
    search: Searching | None = None
    counts: Counts | None = None


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

    `dimension` is the field of the connection's filter by which callers choose among the same values. `counted_by` says
    which counts of those that are kept tell the values, if there are any.
    """

    dimension: str
    rows: FacetRows
    counted_by: Callable[[Arguments], int]
