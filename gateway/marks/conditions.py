"""Marks of filters, and what callers are not shown."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Final

from sqlalchemy import ColumnElement

from gateway.marks.rows import Row, RowsOf

__all__ = ["NOTHING_HIDDEN", "Compared", "CountedWithin", "Hidden", "Quantified"]


@dataclass(frozen=True, slots=True)
class Compared:
    """A filter on one column: `eq`, `in`, `contains`, ... are read by the type of the input.

    `lowest`, below every value, is what a missing one counts as in an index of the column.
    """

    column: str
    is_nullable: bool = False
    lowest: ColumnElement[Any] | None = None


@dataclass(frozen=True, slots=True)
class CountedWithin:
    """Of related rows within which a list is counted at load: all there are, and as in `Counts` what is counted of it.

    No row of the list has two related rows for which one of the fields `distinct` is the same.
    """

    rows: RowsOf
    counted_by: Mapping[int, int]
    distinct: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Quantified:
    """A filter on related rows. With `is_single` the operand filters the one row, else it has some, every, none.

    `found_once` gives those of all rows together: their `link` has the id of the row that each belongs to.
    """

    rows: RowsOf
    is_single: bool = False
    counted: CountedWithin | None = None
    found_once: RowsOf | None = None


@dataclass(frozen=True, slots=True)
class Hidden:
    """What a caller is not shown: enum values dropped from lists in arguments, and by table what rows must fulfil."""

    values: frozenset[Enum] = frozenset()
    rows: Mapping[str, Callable[[Row], ColumnElement[bool]]] = field(default_factory=dict)


NOTHING_HIDDEN: Final = Hidden()
