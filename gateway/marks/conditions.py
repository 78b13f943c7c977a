"""Marks of filters, and what callers are not shown."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Final

from sqlalchemy import ColumnElement

from gateway.marks.rows import Row, RowsOf

__all__ = ["NOTHING_HIDDEN", "Compared", "Hidden", "Quantified"]


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
