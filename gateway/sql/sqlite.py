"""SQLite's spelling.

A function takes 127 or 1,000 arguments by the build, a value that passes through a subquery's column or a sorter loses
that it is JSON, a comparison is 0 or 1, and functions that are missing are ours (`gateway.store`).
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final

from sqlalchemy import ColumnElement, LargeBinary, case, cast
from sqlalchemy.types import NULLTYPE

from gateway.sql.kinds import Call, Constant

__all__ = ["SPELLINGS"]

MAX_PARTS: Final = 120
"""Keys and values in one call of `json_object`, where some builds take 127 arguments."""

Element = ColumnElement[Any]


def call(name: str, *parts: Element) -> Element:
    """A call of a function: what it gives is only printed."""
    return Call(name, *parts, kind=NULLTYPE)


def calling(name: str) -> Callable[..., Element]:
    """What calls a function."""
    return partial(call, name)


def _object(*parts: Element) -> Element:
    """`json_object('title', article_1.title, ...)`, in as many calls as the limit on arguments needs."""
    made = call("json_object", *parts[:MAX_PARTS])
    for start in range(MAX_PARTS, len(parts), MAX_PARTS):
        chunk = parts[start : start + MAX_PARTS]
        paths = [call("printf", Constant("$.%s"), key) for key in chunk[::2]]
        made = call("json_insert", made, *(part for pair in zip(paths, chunk[1::2], strict=True) for part in pair))
    return made


def _picked(path: str) -> Callable[[Element], Element]:
    return lambda element: call("json_extract", call("json_group_array", element), Constant(path))


SPELLINGS: Final[Mapping[str, Callable[..., Any]]] = {
    "object": _object,
    "array": calling("json_group_array"),
    "json": calling("json"),
    "flag": lambda truth: call("json", case((truth, Constant("true")), else_=Constant("false"))),
    "instant": lambda text: text.concat(Constant("Z")),
    "id": lambda letter, number: call("printf", Constant(f"{letter.value}%016x"), number),
    "bytes": lambda data: cast(data, LargeBinary),
    "cursor": lambda *parts: call("lower", call("hex", call("json_array", *parts))),
    "first": _picked("$[0]"),
    "last": _picked("$[#-1]"),
    "texts": calling("json_each"),
    "numbers": calling("json_each"),
    "given_ids": calling("json_each"),
    "given_id": lambda given, letter: call("json_extract", given, Constant(f"$.{letter.value}")),
    "position": calling("instr"),
    "folded": calling("casefold"),
    "monday": lambda instant: call("date", instant, Constant("-6 days"), Constant("weekday 1")),
    "ascending": lambda text, _: text,
    "descending": lambda text, _: text.desc(),
    "at_least": lambda text, _, value, __: text >= value,
    "at_most": lambda text, _, value, __: text <= value,
    "negation": lambda plain, _: plain,
    "ratio": lambda number, units: number.op("/")(units),
}
"""By what is meant; see `gateway.sql.elements`."""
