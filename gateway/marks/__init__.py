"""How a field of the graph is stored: the words in which `graph/` says it and `compiler/` reads it.

A mark rides on a Strawberry field as metadata. It holds a function from named rows (and the field's arguments) to a
SQLAlchemy expression or to the rows to select; the compiler calls it once for each operation, never for a request.

rows        what marks speak of: named rows, lists of them, what callers give
fields      fields that are read from one row
lists       lists in pages
conditions  filters, and what callers are not shown
"""

from typing import Final

from gateway.marks.conditions import NOTHING_HIDDEN, Compared, CountedWithin, Hidden, Quantified
from gateway.marks.fields import Events, Form, Guarded, NodeById, Object, Objects, Supplied, Value
from gateway.marks.lists import (
    Connection,
    ConnectionPart,
    CountedRows,
    Counts,
    EdgeValue,
    Facet,
    FacetRows,
    Ordering,
    Part,
    Searching,
    Within,
)
from gateway.marks.rows import Arguments, Input, Matches, Names, Row, Rows, RowsById, RowsOf, Term

__all__ = [
    "MARK",
    "NOTHING_HIDDEN",
    "Arguments",
    "Compared",
    "Connection",
    "ConnectionPart",
    "CountedRows",
    "CountedWithin",
    "Counts",
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
    "Within",
]

MARK: Final = "mark"
"""The metadata key under which a Strawberry field carries its mark."""

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
