"""The elements: what is meant. What is said for it stands in a table for each engine."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Float,
    Integer,
    LargeBinary,
    Select,
    Text,
    literal_column,
    select,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import NULLTYPE

from gateway.sql.kinds import Constant, Json, Spelled

__all__ = [
    "array_of",
    "as_bytes",
    "certain",
    "cursor_text",
    "first_of",
    "flag",
    "folded",
    "given_id",
    "given_ids",
    "id_text",
    "instant_text",
    "json_text",
    "last_of",
    "listed",
    "monday_of",
    "negation",
    "object_of",
    "position_of",
    "quoted",
    "ratio",
    "reaching",
    "sorted_by",
]

Element = ColumnElement[Any]


@compiles(Spelled)
def _spell(element: Spelled, compiler: SQLCompiler, **options: Any) -> str:
    spelled = _spellings(compiler.dialect.name)[element.meaning](*element.clauses)
    return compiler.process(spelled, **options)


@cache
def _spellings(engine: str) -> Mapping[str, Callable[..., Any]]:
    """The table of an engine. The other engine's, with SQLAlchemy's part for it, is not imported."""
    if engine == "sqlite":
        from gateway.sql.sqlite import SPELLINGS  # noqa: PLC0415

        return SPELLINGS
    from gateway.sql.postgresql import SPELLINGS as OF_POSTGRESQL  # noqa: PLC0415

    return OF_POSTGRESQL


def quoted(text: str) -> ColumnElement[str]:
    """`'text'`, for names of ours; nothing from a request."""
    return Constant(text)


def object_of(pairs: Sequence[tuple[ColumnElement[str], Element]]) -> Element:
    """A JSON object."""
    return Spelled("object", *(part for pair in pairs for part in pair), kind=Json())


def array_of(element: Element) -> Element:
    """A JSON array of an element of each row; the rows' order is that of the subquery that they come from."""
    return Spelled("array", element, kind=Json(is_certain=True))


def certain(json: Element) -> Element:
    """The same JSON, said to be never null: a subquery over an aggregate gives a row of whatever rows it is made."""
    json.type = Json(is_certain=True)
    return json


def json_text(text: Element) -> Element:
    """Text that is JSON."""
    return Spelled("json", text, kind=Json())


def flag(truth: Element) -> Element:
    """JSON's true or false, for a condition or a column of 0 and 1."""
    return Spelled("flag", truth, kind=Json())


def instant_text(column: Element) -> Element:
    """JSON's text of a stored instant: with a Z."""
    return Spelled("instant", column, kind=Json())


def id_text(letter: str, column: Element) -> Element:
    """JSON's text of a global id: a letter and 16 hexadecimal digits."""
    return Spelled("id", Constant(letter), column, kind=Json())


def as_bytes(data: Element) -> ColumnElement[bytes]:
    """Bytes that go to the socket as the database has them, never decoded to text."""
    return Spelled("bytes", data, kind=LargeBinary())


def cursor_text(name: ColumnElement[str], keys: Sequence[Element]) -> ColumnElement[str]:
    """The lower-case hexadecimal of the JSON array of a list's name and keys; `gateway.compiler.cursors` reads it."""
    return Spelled("cursor", name, *keys, kind=Text())


def first_of(element: Element) -> Element:
    """The element of the first row of an ordered page, or null."""
    return Spelled("first", element, kind=element.type)


def last_of(element: Element) -> Element:
    """The element of the last row of an ordered page, or null."""
    return Spelled("last", element, kind=element.type)


def listed(parameter: Element, kind: Any) -> Select[Any]:
    """`SELECT value FROM json_each(?)`: the texts or numbers of a list that is bound as one parameter, in JSON."""
    found = Spelled("numbers" if isinstance(kind, Integer) else "texts", parameter, kind=kind)
    return select(literal_column("value")).select_from(found)


def given_ids(parameter: Element) -> Select[Any]:
    """`SELECT value FROM json_each(?) ORDER BY key`: objects that say ids of rows by the letters of their types."""
    found = Spelled("given_ids", parameter, kind=Json())
    return select(literal_column("value").label("value")).select_from(found).order_by(literal_column("key"))


def given_id(given: Element, letter: str) -> ColumnElement[int]:
    """The id in such an object, or null when it is of another type."""
    return Spelled("given_id", given, Constant(letter), kind=BigInteger())


def position_of(text: Element, part: Element) -> ColumnElement[int]:
    """Where a part of a text begins, counted from 1; 0 if nowhere."""
    return Spelled("position", text, part, kind=Integer())


def folded(text: Element) -> ColumnElement[str]:
    """The text with its case folded, as Unicode says."""
    return Spelled("folded", text, kind=Text())


def monday_of(instant: ColumnElement[str]) -> ColumnElement[str]:
    """The Monday at or before a stored instant: `2024-01-01`."""
    return Spelled("monday", instant, kind=Text())


def ratio(number: ColumnElement[int], units: int) -> ColumnElement[float]:
    """A number of units as a fraction of 1."""
    return Spelled("ratio", number, literal_column(f"{units}.0"), kind=Float())


def sorted_by(text: Element, beginning: Element, *, descending: bool) -> Element:
    """`title DESC` in an ORDER BY: by what an index holds of the text first, where that is not all of it."""
    return Spelled("descending" if descending else "ascending", text, beginning, kind=Text())


def reaching(text: tuple[Element, Element], value: tuple[Element, Element], *, up: bool) -> ColumnElement[bool]:
    """`title >= ?`, or not up `<=`: of both what they are and what an index holds of them."""
    return Spelled("at_least" if up else "at_most", *text, *value, kind=NULLTYPE)


def negation(plain: ColumnElement[bool], seekable: ColumnElement[bool]) -> ColumnElement[bool]:
    """`NOT (...)`, or the same said so that an index can seek, where an engine looks for one in it."""
    return Spelled("negation", plain, seekable, kind=NULLTYPE)
