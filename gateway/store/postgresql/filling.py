"""Many rows at once: PostgreSQL takes them as a stream (COPY), which is several times quicker than row by row."""

import re
from collections.abc import Iterable, Sequence
from itertools import chain, islice
from typing import Any, Final

__all__ = ["insert_all"]

_INSERT: Final = re.compile(
    r"""\s* INSERT \s+ INTO \s+ (?P<table>[\w."]+) \s* (?: \( (?P<columns>[^()]*) \) )? \s*
    VALUES \s* \( (?P<values> [\s\w$:,]* ) \) \s* (?P<conflict> ON \s+ CONFLICT .* )? """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_VALUE: Final = re.compile(r"\s*\$(\d+)(::\w+)?\s*")
_FEW: Final = 50
"""So many rows are not worth a stream."""

_STAGED: Final = "gateway_staged"
"""The temporary table that rows go through which may be there already."""


async def insert_all(connection: Any, text: str, rows: Iterable[Sequence[Any]]) -> None:
    """Run a statement once for each row; one that only inserts is run by COPY.

    `COPY gateway.topic (id, …) FROM STDIN`, or `COPY gateway_staged …; INSERT INTO topic … SELECT … ON CONFLICT …`
    """
    iterator = iter(rows)
    first = list(islice(iterator, _FEW))
    matched = _INSERT.fullmatch(text) if len(first) == _FEW else None
    columns = None if matched is None else _columns(matched)
    if matched is None or columns is None:
        await connection.executemany(text, chain(first, iterator))
        return
    everything = chain(first, iterator)
    if matched["conflict"] is None:
        await _copy(connection, matched["table"], columns, everything)
        return
    names = ", ".join(columns)
    table = matched["table"]
    await connection.execute(f"CREATE TEMPORARY TABLE {_STAGED} ON COMMIT DROP AS SELECT {names} FROM {table} LIMIT 0")
    await _copy(connection, _STAGED, columns, everything)
    await connection.execute(f"INSERT INTO {table} ({names}) SELECT {names} FROM {_STAGED} {matched['conflict']}")
    await connection.execute(f"DROP TABLE {_STAGED}")


def _columns(matched: "re.Match[str]") -> list[str] | None:
    """The columns that the parameters are the values of, in their order; none where the values are something else."""
    if matched["columns"] is None:
        return None
    columns = [name.strip() for name in matched["columns"].split(",")]
    values = [_VALUE.fullmatch(value) for value in matched["values"].split(",")]
    numbers = [int(value[1]) for value in values if value is not None]
    return columns if numbers == list(range(1, len(columns) + 1)) else None


async def _copy(connection: Any, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    await connection.copy_records_to_table(
        table.strip('"'), columns=[name.strip('"') for name in columns], records=rows
    )
