"""PostgreSQL's spelling.

JSON is made as text without blanks, so that it has the bytes that SQLite's has: `json_build_object` puts blanks in, and
`row_to_json` takes its keys from names of columns. A function takes 100 arguments.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    ColumnElement,
    Float,
    Integer,
    Text,
    and_,
    case,
    cast,
    collate,
    func,
    literal_column,
    type_coerce,
)
from sqlalchemy.dialects.postgresql import ARRAY, DOUBLE_PRECISION, JSON, TIMESTAMP
from sqlalchemy.sql.elements import ClauseList, Null

from gateway.sql.kinds import Call, Constant, Json, Spelled

__all__ = ["SPELLINGS"]

MAX_PARTS: Final = 90
"""Arguments in one call of `concat`."""

Element = ColumnElement[Any]


def _joined(parts: Iterable[str | Element]) -> Element:
    """`concat('{"title":', ..., '}')`: words that follow each other become one."""
    elements: list[Element] = []
    words = ""
    for part in (*parts, None):
        if isinstance(part, str):
            words += part
            continue
        elements += [Constant(words)] if words else []
        elements += [] if part is None else [part]
        words = ""
    while len(elements) > MAX_PARTS:
        chunks = [elements[start : start + MAX_PARTS] for start in range(0, len(elements), MAX_PARTS)]
        elements = [Call("concat", *chunk, kind=Json()) for chunk in chunks]
    return Call("concat", *elements, kind=Json())


def _object(*parts: Element) -> Iterator[str | Element]:
    """`{"title":coalesce(to_json(article_1.title)::text, 'null'), ...}`, objects within it as parts of it."""
    yield "{"
    for number, (key, value) in enumerate(zip(parts[::2], parts[1::2], strict=True)):
        yield "," if number else ""
        yield from (*_json(key), ":") if isinstance(key, Constant) else ('"', type_coerce(key, Text), '":')
        yield from _json(value)
    yield "}"


def _array(element: Element) -> Iterator[str | Element]:
    """`[string_agg(..., ',')]`."""
    yield "["
    yield Call("string_agg", element, Constant(","), kind=Json())
    yield "]"


def _json(value: Element) -> Iterator[str | Element]:
    """A value as JSON; a word of ours as the text of it."""
    match value:
        case Constant():
            yield json.dumps(value.value, ensure_ascii=False)
        case Null():
            yield "null"
        case Spelled(meaning="object"):
            yield from _object(*value.clauses)
        case Spelled(meaning="array"):
            yield from _array(*value.clauses)
        case Spelled(meaning="flag") | ColumnElement(type=Json(is_certain=True)):
            yield value
        case _:
            yield Call("coalesce", _text_of(value), Constant("null"), kind=Json())


def _text_of(value: Element) -> Element:
    match value.type:
        case Json():
            return value
        case Integer():
            return cast(value, Text)
        case Float():  # as SQLite writes them, 1.0 and not 1
            return case((func.trunc(value) == value, cast(value, Text).concat(Constant(".0"))), else_=cast(value, Text))
        case _:
            return cast(func.to_json(value), Text)


def _cursor(name: Element, *keys: Element) -> Element:
    parts = (part for key in keys for part in (",", cast(func.to_json(key), Text)))
    named = _json(name) if isinstance(name, Constant) else (cast(func.to_json(type_coerce(name, Text)), Text),)
    return func.encode(func.convert_to(_joined(("[", *named, *parts, "]")), Constant("UTF8")), Constant("hex"))


def _condition(truth: Element) -> Element:
    """An integer is no condition."""
    return truth if isinstance(truth.type, Boolean) else truth != literal_column("0")


def _monday(instant: Element) -> Element:
    week = func.date_trunc(Constant("week"), cast(instant, TIMESTAMP))
    return func.to_char(week, Constant("YYYY-MM-DD"), type_=Text)


def _texts(given: Element) -> Any:
    return func.json_array_elements_text(type_coerce(given, JSON)).table_valued("value").render_derived("listed")


def _numbers(given: Element) -> Any:
    """`unnest(CAST(translate('[1, 2]', '[]', '{}') AS INTEGER[]))`."""
    numbers = func.translate(type_coerce(given, Text), Constant("[]"), Constant("{}"))
    return func.unnest(cast(numbers, ARRAY(Integer))).table_valued("value").render_derived("listed")


def _numbered(given: Element) -> Any:
    found = func.json_array_elements(type_coerce(given, JSON)).table_valued("value", with_ordinality="key")
    return found.render_derived("listed")


def _first(element: Element) -> Element:
    return func.array_agg(element)[literal_column("1")]


def _last(element: Element) -> Element:
    return func.array_agg(element)[func.count()]


SPELLINGS: Final[Mapping[str, Callable[..., Any]]] = {
    "object": lambda *parts: _joined(_object(*parts)),
    "array": lambda element: _joined(_array(element)),
    "json": lambda text: type_coerce(text, Text),
    "flag": lambda truth: case((_condition(truth), Constant("true")), else_=Constant("false")),
    "instant": lambda text: Constant('"').concat(text).concat(Constant('Z"')),
    "id": lambda letter, number: Constant(f'"{letter.value}').concat(
        func.lpad(func.to_hex(number), literal_column("16"), Constant("0")).concat(Constant('"'))
    ),
    "bytes": lambda data: func.convert_to(data, Constant("UTF8")),
    "cursor": _cursor,
    "first": _first,
    "last": _last,
    "texts": _texts,
    "numbers": _numbers,
    "given_ids": _numbered,
    "given_id": lambda given, letter: cast(given.op("->>")(letter), BigInteger),
    "position": func.strpos,
    "folded": lambda text: func.casefold(collate(text, "pg_unicode_fast")),
    "monday": _monday,
    "ascending": lambda text, beginning: ClauseList(beginning, text),
    "descending": lambda text, beginning: ClauseList(beginning.desc(), text.desc()),
    "at_least": lambda text, beginning, value, its: and_(beginning >= its, text >= value),
    "at_most": lambda text, beginning, value, its: and_(beginning <= its, text <= value),
    "negation": lambda _, seekable: seekable,
    "ratio": lambda number, units: number.op("/")(cast(units, DOUBLE_PRECISION)),
}
"""By what is meant; see `gateway.sql.elements`."""
