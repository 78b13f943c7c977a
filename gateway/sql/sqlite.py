"""SQLite's spelling.

A function takes 127 or 1,000 arguments by the build, a value that passes through a subquery's column or a sorter loses
that it is JSON, a comparison is 0 or 1, and functions that are missing are ours (`gateway.store`).
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from sqlalchemy import ColumnElement, LargeBinary, case, cast, func

from gateway.sql.kinds import Constant

__all__ = ["SPELLINGS"]

MAX_PARTS: Final = 120
"""Keys and values in one call of `json_object`, where some builds take 127 arguments."""

Element = ColumnElement[Any]


def _object(*parts: Element) -> Element:
    """`json_object('title', article_1.title, ...)`, in as many calls as the limit on arguments needs."""
    made: Element = func.json_object(*parts[:MAX_PARTS])
    for start in range(MAX_PARTS, len(parts), MAX_PARTS):
        chunk = parts[start : start + MAX_PARTS]
        paths = [func.printf(Constant("$.%s"), key) for key in chunk[::2]]
        made = func.json_insert(made, *(part for pair in zip(paths, chunk[1::2], strict=True) for part in pair))
    return made


def _picked(path: str) -> Callable[[Element], Element]:
    return lambda element: func.json_extract(func.json_group_array(element), Constant(path))


SPELLINGS: Final[Mapping[str, Callable[..., Any]]] = {
    "object": _object,
    "array": func.json_group_array,
    "json": func.json,
    "flag": lambda truth: func.json(case((truth, Constant("true")), else_=Constant("false"))),
    "instant": lambda text: text.concat(Constant("Z")),
    "id": lambda letter, number: func.printf(Constant(f"{letter.value}%016x"), number),
    "bytes": lambda data: cast(data, LargeBinary),
    "cursor": lambda *parts: func.lower(func.hex(func.json_array(*parts))),
    "first": _picked("$[0]"),
    "last": _picked("$[#-1]"),
    "texts": func.json_each,
    "numbers": func.json_each,
    "given_ids": func.json_each,
    "given_id": lambda given, letter: func.json_extract(given, Constant(f"$.{letter.value}")),
    "position": func.instr,
    "folded": func.casefold,
    "monday": lambda instant: func.date(instant, Constant("-6 days"), Constant("weekday 1")),
    "ascending": lambda text, _: text,
    "descending": lambda text, _: text.desc(),
    "at_least": lambda text, _, value, __: text >= value,
    "at_most": lambda text, _, value, __: text <= value,
    "negation": lambda plain, _: plain,
    "ratio": lambda number, units: number.op("/")(units),
}
"""By what is meant; see `gateway.sql.elements`."""
