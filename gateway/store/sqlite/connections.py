"""Opens connections and sets them up: many that only read, one that writes."""

import asyncio
import sqlite3
import time
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, Final, cast
from urllib.parse import quote

import aiosqlite

from gateway.store.sqlite.driver import driver

__all__ = [
    "CACHE",
    "MAPPED",
    "Connection",
    "open_inspector",
    "open_plain",
    "open_writer",
    "reader_uri",
    "set_up_reader",
]

_STATEMENTS_KEPT: Final = 512
BUSY_TIMEOUT_SECONDS: Final = 10.0
CACHE: Final = -32_768
"""KiB, of the connection that writes."""
MAPPED: Final = 4 * 2**30
"""So many bytes of the file are read where the system has them in memory, without a copy."""
_PAUSE_SECONDS: Final = 0.1

_READER_SETTINGS: Final = (
    # Of all connections of the process together: no answer can take the memory of the machine.
    "PRAGMA hard_heap_limit = 1073741824",
    "PRAGMA query_only = 1",
    "PRAGMA cache_size = -16384",  # KiB; most pages come straight from the mapped file
    f"PRAGMA mmap_size = {MAPPED}",
)
_INSPECTOR_SETTINGS: Final = (
    "PRAGMA query_only = 1",
    "PRAGMA cache_size = -32768",
    "BEGIN",
    "SELECT count(*) FROM sqlite_schema",  # the moment is that of the first look
)
_WRITER_SETTINGS: Final = (
    "PRAGMA journal_mode = WAL",
    # A commit is on the disk before the next one begins: of two editions, the public one first.
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = 1",
    f"PRAGMA cache_size = {CACHE}",
    # The log of one load is checkpointed when the load is over, not in the middle.
    "PRAGMA wal_autocheckpoint = 0",
)


class Connection(aiosqlite.Connection):
    """A connection on a thread of its own."""

    def __init__(self, uri: str) -> None:
        super().__init__(self._open, iter_chunk_size=64)
        self._uri = uri
        self._is_held = False
        self._failure: Exception | None = None
        self._thread.daemon = True  # a process that dies without closing must not hang on it

    def _open(self) -> sqlite3.Connection:
        opened = driver.connect(
            self._uri,
            uri=True,
            timeout=BUSY_TIMEOUT_SECONDS,
            isolation_level=None,
            cached_statements=_STATEMENTS_KEPT,
            check_same_thread=False,
        )
        opened.create_function("casefold", 1, _casefold, deterministic=True)
        opened.create_function("folded", 1, _folded, deterministic=True)
        opened.create_function("passage", 2, _passage, deterministic=True)
        return cast("sqlite3.Connection", opened)

    def hold(self) -> None:
        """A transaction has begun that nothing may be written outside of: SQLite ends one by itself when a disk fails.

        What follows then fails as the first did, also what waits for its turn already.
        """
        self._is_held, self._failure = True, None

    def release(self) -> None:
        """It has ended, or is to end."""
        self._is_held = False

    async def _execute(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        return await super()._execute(self._within, fn, *args, **kwargs)  # type: ignore[no-untyped-call]

    def _within(self, work: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        """Do some work on the thread; in the transaction that is held, or not at all."""
        if self._failure is not None and self._is_held:
            raise self._failure
        try:
            return work(*arguments, **named)
        except Exception as error:
            if self._is_held and not self._conn.in_transaction:
                self._failure = error
            raise

    async def execute_all(self, statements: Sequence[tuple[str, Sequence[Any]]]) -> None:
        """Run texts with their parameters one after another, on one visit to the thread: visits cost more than most."""
        await self._execute(self._execute_all_now, statements)

    async def begin(self, text: str, parameters: Any, size: int) -> tuple[aiosqlite.Cursor, list[Any]]:
        """Begin a statement: gives its first rows, and what gives the next ones; fewer than `size` are all."""
        cursor, rows = await self._execute(self._begin_now, text, parameters, size)
        return aiosqlite.Cursor(self, cursor), rows

    def _execute_all_now(self, statements: Sequence[tuple[str, Sequence[Any]]]) -> None:
        for text, parameters in statements:
            self._conn.execute(text, parameters).fetchall()

    def _begin_now(self, text: str, parameters: Any, size: int) -> tuple[sqlite3.Cursor, list[Any]]:
        cursor = self._conn.execute(text, parameters)
        return cursor, cursor.fetchmany(size)

    async def ended(self) -> None:
        """Wait for the thread of a connection that failed to open: it must not outlive the event loop."""
        await asyncio.to_thread(self._thread.join)


def _casefold(text: object) -> str | None:
    return text.casefold() if isinstance(text, str) else None


@cache
def _search() -> ModuleType:
    """What is found by words, which most connections never ask for: its tables of characters take long to make."""
    from gateway import search  # noqa: PLC0415

    return search


def _folded(text: str) -> str:
    return str(_search().folded(text))


def _passage(text: str, limit: int) -> str:
    return str(_search().passage(text, limit))


def reader_uri(file: Path) -> str:
    """The address of a file that is opened to be read only."""
    return f"file:{quote(str(file))}?mode=ro"


async def set_up_reader(connection: Connection) -> None:
    """Open a connection that cannot write."""
    await _set_up(connection, _READER_SETTINGS)


async def open_inspector(file: Path, *, is_at_rest: bool) -> Connection:
    """A connection that sees one moment of a file and writes nothing; `is_at_rest` says that nobody has it open."""
    connection = Connection(reader_uri(file) + ("&immutable=1" if is_at_rest else ""))
    await _set_up(connection, _INSPECTOR_SETTINGS)
    return connection


async def open_plain(file: Path) -> Connection:
    """A connection to a file that is to be filled, and made if there is none."""
    connection = Connection(f"file:{quote(str(file))}?mode=rwc")
    await _set_up(connection, ())
    return connection


async def open_writer(file: Path) -> Connection:
    """The connection that writes; makes the file if there is none."""
    connection = Connection(f"file:{quote(str(file))}?mode=rwc")
    await _set_up(connection, _WRITER_SETTINGS)
    return connection


async def _set_up(connection: Connection, settings: tuple[str, ...]) -> None:
    try:
        await connection
    except BaseException:
        await connection.ended()
        raise
    try:
        for setting in settings:
            await _set(connection, setting)
    except BaseException:
        await connection.close()
        raise


async def _set(connection: Connection, setting: str) -> None:
    """Set, and wait for whoever writes: SQLite itself does not wait for a change of the journal's mode."""
    expires = time.monotonic() + BUSY_TIMEOUT_SECONDS
    is_set = False
    while not is_set:
        try:
            await connection.execute_fetchall(setting)
            is_set = True
        except driver.OperationalError as error:
            if getattr(error, "sqlite_errorname", "") != "SQLITE_BUSY" or time.monotonic() > expires:
                raise
            await asyncio.sleep(_PAUSE_SECONDS)
