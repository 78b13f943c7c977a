"""Many rows at once: PostgreSQL takes them as a stream (COPY), which is several times quicker than row by row.

Those of which some may be there already go as one array for each column, in a few statements.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Any, Final, NamedTuple

__all__ = ["insert_all"]

_INSERT: Final = re.compile(
    r"""\s* INSERT \s+ INTO \s+ (?P<table>[\w."]+) \s* \( (?P<columns>[^()]*) \) \s*
    VALUES \s* \( (?P<values>[^()]*) \) \s* (?P<conflict> ON \s+ CONFLICT .* )? """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_VALUE: Final = re.compile(r'\s*\$(?P<number>\d+)(?:::(?P<type>\w+))?(?:\s+COLLATE\s+"C")?\s*')

_FEW: Final = 50
"""So many rows are not worth a stream."""

_AT_ONCE: Final = 5000
"""So many rows go as arrays in one statement."""


class _Insertion(NamedTuple):
    """A statement that only inserts: `conflict` says what becomes of rows that are there already; null: none is."""

    table: str
    columns: list[str]
    types: list[str | None]
    conflict: str | None


async def insert_all(connection: Any, text: str, rows: Iterable[Sequence[Any]]) -> None:
    """Run a statement once for each row; one that only inserts is run for many at once.

    `COPY topic (id, …) FROM STDIN`, or `INSERT INTO topic (id, …) SELECT * FROM unnest($1::BIGINT[], …) ON CONFLICT …`
    """
    iterator = iter(rows)
    first = list(islice(iterator, _FEW))
    insertion = _read(text) if len(first) == _FEW else None
    everything = chain(first, iterator)
    if insertion is None:
        await connection.executemany(text, everything)
    elif insertion.conflict is None:
        await connection.copy_records_to_table(insertion.table, columns=insertion.columns, records=everything)
    else:
        statement = _of_arrays(insertion)
        for some in _slices(everything):
            await connection.execute(statement, *map(list, zip(*some, strict=True)))


def _read(text: str) -> _Insertion | None:
    """What a statement inserts; none where it does something else, or values are not the parameters in their order."""
    matched = _INSERT.fullmatch(text)
    values = [_VALUE.fullmatch(value) for value in matched["values"].split(",")] if matched else []
    found = [value for value in values if value is not None]
    if matched is None or [int(value["number"]) for value in found] != list(range(1, len(values) + 1)):
        return None
    columns = [name.strip().strip('"') for name in matched["columns"].split(",")]
    types = [value["type"] for value in found]
    if matched["conflict"] is not None and None in types:
        return None
    return _Insertion(matched["table"].strip('"'), columns, types, matched["conflict"])


def _of_arrays(insertion: _Insertion) -> str:
    names = ", ".join(f'"{name}"' for name in insertion.columns)
    arrays = ", ".join(f"${number}::{kind}[]" for number, kind in enumerate(insertion.types, 1))
    return f'INSERT INTO "{insertion.table}" ({names}) SELECT * FROM unnest({arrays}) {insertion.conflict}'


def _slices(rows: Iterable[Sequence[Any]]) -> Iterator[list[Sequence[Any]]]:
    iterator = iter(rows)
    while some := list(islice(iterator, _AT_ONCE)):
        yield some
