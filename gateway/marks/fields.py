"""Marks of fields that are read from one row: a leaf, an object or a plain list, and who may read it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from sqlalchemy import ColumnElement

from gateway.marks.rows import Arguments, Row, RowsById, RowsOf
from gateway.scopes import Scope

__all__ = ["Events", "Form", "Guarded", "NodeById", "Object", "Objects", "Supplied", "Value"]


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


@dataclass(frozen=True, slots=True)
class Object:
    """At most one row, the first in its order; no row is null."""

    rows: RowsOf


@dataclass(frozen=True, slots=True)
class Objects:
    """A plain list: all rows, in their order."""

    rows: RowsOf


@dataclass(frozen=True, slots=True)
class NodeById:
    """The object with a global id, of whichever of these types it is. `is_list`: one or null for each id given.

    `ids` makes global ids of what is given instead, and `most` is how many there may be.
    """

    argument: str
    options: Mapping[str, RowsById]
    is_list: bool = False
    ids: Callable[[list[Any]], list[str]] | None = None
    most: int = 100


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
