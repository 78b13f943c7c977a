"""What the database driver raises, turned into `StoreError`: the one table. Its own words go to the log only."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, NamedTuple

from gateway.errors import StoreError
from gateway.store.driver import driver

__all__ = ["driver_error", "in_our_words"]

_log = logging.getLogger(__name__)


class _Meaning(NamedTuple):
    code: str
    message: str


_MEANINGS: Final = {
    "SQLITE_INTERRUPT": _Meaning("TIME_LIMIT_EXCEEDED", "The statement took longer than its time limit."),
    "SQLITE_BUSY": _Meaning("STORE_BUSY", "Another process is writing to the database."),
    "SQLITE_LOCKED": _Meaning("STORE_BUSY", "Another process is writing to the database."),
    "SQLITE_NOTADB": _Meaning("STORE_NOT_A_DATABASE", "The database file is not a SQLite database."),
    "SQLITE_CORRUPT": _Meaning("STORE_DAMAGED", "The database file is damaged."),
    "SQLITE_CANTOPEN": _Meaning("STORE_NOT_FOUND", "The database file cannot be opened."),
    "SQLITE_PERM": _Meaning("STORE_NOT_FOUND", "The database file cannot be opened."),
    "SQLITE_READONLY": _Meaning("STORE_READ_ONLY", "The database cannot be written."),
    "SQLITE_FULL": _Meaning("STORE_FULL", "The disk or the database is full."),
    "SQLITE_TOOBIG": _Meaning("BAD_USER_INPUT", "A value, or the answer, is too large for the database."),
    "SQLITE_NOMEM": _Meaning("SERVICE_UNAVAILABLE", "The database has run out of memory."),
    "SQLITE_IOERR": _Meaning("SERVICE_UNAVAILABLE", "The database file cannot be read or written."),
}
_OTHER: Final = _Meaning("STORE_FAILED", "The database refused a statement.")
_UNBINDABLE: Final = _Meaning("BAD_USER_INPUT", "A value cannot be passed to the database.")

_TOO_DEEP: Final = _Meaning("MAX_DEPTH_EXCEEDED", "The operation is nested too deeply for the database.")
_SAID_OF_DEPTH: Final = ("Expression tree is too large", "parser stack overflow", "Recursion limit")
"""For these SQLite has no code of its own."""

_DRIVER_RAISES: Final = (driver.Error, driver.Warning, OverflowError, UnicodeEncodeError, MemoryError)


def driver_error(error: BaseException) -> StoreError:
    """The error of ours that means the same. Extended codes (`SQLITE_IOERR_READ`) mean what their first part says."""
    if isinstance(error, MemoryError):
        meaning = _MEANINGS["SQLITE_NOMEM"]
    elif isinstance(error, OverflowError | UnicodeEncodeError | driver.InterfaceError):
        meaning = _UNBINDABLE
    else:
        name = "_".join(getattr(error, "sqlite_errorname", "").split("_")[:2])
        meaning = _MEANINGS.get(name, _TOO_DEEP if str(error).startswith(_SAID_OF_DEPTH) else _OTHER)
    return StoreError(meaning.message, code=meaning.code)


@contextmanager
def in_our_words() -> Iterator[None]:
    """Let what the driver raises come out as `StoreError`, with the driver's own error as its cause."""
    try:
        yield
    except _DRIVER_RAISES as error:
        ours = driver_error(error)
        if ours.code == "STORE_FAILED":
            _log.error("the database refused a statement: %s", error)
        raise ours from error
