"""A SQLite file as a database: opened, made where there is none, and brought up to date."""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager, suppress
from functools import partial
from pathlib import Path
from typing import Any, Final

from sqlalchemy.engine import Dialect

from gateway.store.address import SqliteAddress
from gateway.store.engine import Writer
from gateway.store.reader import ReadLimits
from gateway.store.readers import Readers
from gateway.store.sqlite.connections import Connection, open_writer
from gateway.store.sqlite.dialect import SQLITE
from gateway.store.sqlite.inspecting import inspecting
from gateway.store.sqlite.migrating import migrate
from gateway.store.sqlite.moment import Moment
from gateway.store.sqlite.obstacles import explained
from gateway.store.sqlite.reader import open_immediate, open_reader
from gateway.store.sqlite.transaction import SqliteTransaction
from gateway.store.sqlite.writer import SqliteWriter

__all__ = ["SqliteEngine", "edition_exists", "inspecting_edition", "open_engine"]

_PLACES: Final = 2
"""What waits on a connection begins without the event loop's help; more than these are no quicker."""


class SqliteEngine:
    """See `gateway.store.engine.Engine`."""

    system = "sqlite"
    can_work = True
    may_go_back = False

    def __init__(self, file: Path, connection: Connection, readers: Readers) -> None:
        self.file = file
        self.name = file.name
        self.dialect: Dialect = SQLITE
        self.readers = readers
        self.writer: Writer = SqliteWriter(connection, self.dialect, readers)
        self._moment = Moment(file)

    def stamp(self) -> tuple[int, ...]:
        """Sizes and times of the files."""
        files = (self.file, self.file.with_name(self.file.name + "-wal"))
        found: list[int] = []
        for file in files:
            with suppress(OSError):  # one that is not there is as good as any other state
                status = file.stat()
                found += (status.st_ino, status.st_size, status.st_mtime_ns)
        return tuple(found)

    def moment(self) -> bytes | None:
        """What the index of the log says, while connections that read keep it open."""
        return self._moment.read() if self.readers.are_open else None

    async def explain(self, text: str, parameters: Sequence[Any]) -> str:
        """The plan, indented by what is part of what.

        `EXPLAIN QUERY PLAN …`
        """
        return _tree(await self.readers.fetch(f"EXPLAIN QUERY PLAN {text}", parameters))

    async def close(self) -> None:
        """Stop what runs and close every connection."""
        self._moment.close()
        await self.readers.close()
        await self.writer.close()


async def open_engine(address: SqliteAddress, count: int, limits: ReadLimits) -> SqliteEngine:
    """Open a file, with so many connections for quick statements.

    Raises:
        StoreError: with the reason why it cannot be opened.
    """
    file = address.file
    with explained(file):
        connection = await open_writer(file)
        try:
            await migrate(connection)
        except BaseException:
            await connection.close()
            raise
    immediate = partial(open_immediate, file, limits)
    readers = Readers(partial(open_reader, file, limits), count, limits, places=_PLACES, open_immediate=immediate)
    return SqliteEngine(file, connection, readers)


async def edition_exists(address: SqliteAddress) -> bool:
    """Whether there is such a file."""
    return address.file.exists()


def _tree(rows: list[tuple[Any, ...]]) -> str:
    """SQLite's rows (id, parent, unused, detail), indented by parent."""
    depths = {0: -1}
    lines = []
    for identifier, parent, _, detail in rows:
        depths[identifier] = depths[parent] + 1
        lines.append("  " * depths[identifier] + detail)
    return "\n".join(lines)


def inspecting_edition(address: SqliteAddress) -> AbstractAsyncContextManager[tuple[SqliteTransaction, int]]:
    """See `gateway.store.sqlite.inspecting`."""
    return inspecting(address.file)
