"""The functions of SQL that engines spell differently, and the one place where JSON is built.

What is known of SQLite: a function takes 127 or 1,000 arguments by the build, a value that passes through a subquery's
column or a sorter loses that it is JSON, and a comparison is 0 or 1.
"""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, LargeBinary, Select, case, cast, func, literal_column, select

from gateway.marks import Form

__all__ = [
    "array_of",
    "as_bytes",
    "as_json",
    "cursor_text",
    "first_of",
    "json_list",
    "last_of",
    "listed",
    "object_of",
    "quoted",
]

MAX_PAIRS = 60
"""Keys and values in one call of `json_object`: 120 arguments where some builds take 127."""


def quoted(text: str) -> ColumnElement[str]:
    """`'text'`, for names of ours; nothing from a request."""
    return literal_column("'" + text.replace("'", "''") + "'")


def object_of(pairs: Sequence[tuple[ColumnElement[str], ColumnElement[Any]]]) -> ColumnElement[Any]:
    """`json_object('title', article_1.title, ...)`, in as many calls as the engine's limit on arguments needs."""
    chunks = [pairs[start : start + MAX_PAIRS] for start in range(0, len(pairs), MAX_PAIRS)] or [()]
    made: ColumnElement[Any] = func.json_object(*(part for pair in chunks[0] for part in pair))
    for chunk in chunks[1:]:
        path = [(func.printf(quoted("$.%s"), key), value) for key, value in chunk]
        made = func.json_insert(made, *(part for pair in path for part in pair))
    return made


def array_of(element: ColumnElement[Any]) -> ColumnElement[Any]:
    """`json_group_array(element)`; the rows' order is that of the subquery that they come from."""
    return func.json_group_array(element)


def as_json(column: ColumnElement[Any], form: Form) -> ColumnElement[Any]:
    """A column as the JSON value that clients see."""
    match form:
        case Form.PLAIN:
            return column
        case Form.BOOLEAN:
            return func.json(case((column, quoted("true")), else_=quoted("false")))
        case Form.JSON:
            return func.json(column)
        case Form.INSTANT:
            return column.concat(quoted("Z"))
        case _:
            return func.printf(quoted(f"{form.value}%016x"), column)


def as_bytes(data: ColumnElement[Any]) -> ColumnElement[bytes]:
    """`CAST(... AS BLOB)`: the bytes go to the socket as the database has them, never decoded to text."""
    return cast(data, LargeBinary)


def cursor_text(name: ColumnElement[str], keys: Sequence[ColumnElement[Any]]) -> ColumnElement[str]:
    """`lower(hex(json_array('Query.articles PUBLISHED.DESC', key_1, ...)))`; `cursors.py` reads it back."""
    return func.lower(func.hex(func.json_array(name, *keys)))


def first_of(element: ColumnElement[Any]) -> ColumnElement[Any]:
    """The element of the first row of an ordered page, or null."""
    return func.json_extract(func.json_group_array(element), quoted("$[0]"))


def last_of(element: ColumnElement[Any]) -> ColumnElement[Any]:
    """The element of the last row of an ordered page, or null."""
    return func.json_extract(func.json_group_array(element), quoted("$[#-1]"))


def json_list(values: list[Any]) -> str:
    """A list as the one parameter that `listed` opens."""
    return json.dumps(values)


def listed(parameter: ColumnElement[Any]) -> Select[Any]:
    """`SELECT value FROM json_each(?)`: the values of a list that is bound as one parameter."""
    return select(literal_column("value")).select_from(func.json_each(parameter))
