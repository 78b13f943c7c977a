"""Many rows at once: a statement for each 64 of them takes half the time that one for each row takes."""

import re
from collections.abc import Iterable, Iterator, Sequence, Sized
from functools import lru_cache
from itertools import chain, islice
from typing import Any, Final

from gateway.store.sqlite.connections import Connection

__all__ = ["insert_all"]

_INSERT: Final = re.compile(
    r"(?P<into>\s*INSERT\s+INTO\b[^()]*\([^()]*\)\s*VALUES\s*)(?P<row>\((?:\s*\?\s*,)*\s*\?\s*\))(?P<conflict>.*)",
    re.DOTALL | re.IGNORECASE,
)

_AT_ONCE: Final = 64
"""Rows of one statement: more are no quicker. The widest table has 19 columns, and 32,766 values can be bound."""

Row = Sequence[Any]


async def insert_all(connection: Connection, text: str, rows: Iterable[Row]) -> None:
    """Run a statement once for each row; one that only inserts is run for many at once."""
    joined = None if isinstance(rows, Sized) and len(rows) < _AT_ONCE else _joined(text)
    rest: list[Row] = []
    if joined is not None:
        await connection.executemany(joined, _whole_pieces(iter(rows), rest))
    if joined is None or rest:
        await connection.executemany(text, rows if joined is None else rest)


@lru_cache(maxsize=512)
def _joined(text: str) -> str | None:
    """The statement for so many rows; None where it does something else than to insert its parameters.

    `INSERT INTO topic (id, …) VALUES (?, …), (?, …), …`
    """
    matched = _INSERT.fullmatch(text)
    return matched and matched["into"] + ", ".join([matched["row"]] * _AT_ONCE) + matched["conflict"]


def _whole_pieces(rows: Iterator[Row], rest: list[Row]) -> Iterator[list[Any]]:
    """The values of each so many rows; the last few rows, which are not as many, are put into `rest`."""
    while len(piece := list(islice(rows, _AT_ONCE))) == _AT_ONCE:
        yield list(chain.from_iterable(piece))
    rest += piece
