"""What the database driver raises, turned into `StoreError`: the one table. Its own words go to the log only."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final, NamedTuple

from gateway.errors import StoreError
from gateway.store.sqlite.driver import driver

__all__ = ["damaged", "driver_error", "held", "in_our_words", "refuse_nul"]

_log = logging.getLogger(__name__)


class _Meaning(NamedTuple):
    code: str
    message: str
    hint: str | None = None


_ANEW: Final = "delete the file and those beside it that end in -wal and -shm, and restore a backup or load again."
_DAMAGED: Final = _Meaning(
    "STORE_DAMAGED", "The database file is damaged.", f"`gateway doctor` says more; then {_ANEW}"
)
_BUSY: Final = _Meaning(
    "STORE_BUSY", "Another process is writing to the database.", "Wait for its end, or end it, and try again."
)

_MEANINGS: Final = {
    "SQLITE_INTERRUPT": _Meaning("TIME_LIMIT_EXCEEDED", "The statement took longer than its time limit."),
    "SQLITE_BUSY": _BUSY,
    "SQLITE_LOCKED": _BUSY,
    "SQLITE_NOTADB": _Meaning(
        "STORE_NOT_A_DATABASE", "The database file is not a SQLite database.", f"Name another one; or {_ANEW}"
    ),
    "SQLITE_CORRUPT": _DAMAGED,
    "SQLITE_CANTOPEN": _Meaning("STORE_NOT_FOUND", "The database file cannot be opened."),
    "SQLITE_PERM": _Meaning("STORE_NOT_FOUND", "The database file cannot be opened."),
    "SQLITE_READONLY": _Meaning(
        "STORE_READ_ONLY", "The database cannot be written.", "Let this user write the file, and into its folder."
    ),
    "SQLITE_FULL": _Meaning("STORE_FULL", "The disk or the database is full.", "Make room and try again."),
    "SQLITE_TOOBIG": _Meaning("BAD_USER_INPUT", "A value, or the answer, is too large for the database."),
    "SQLITE_NOMEM": _Meaning("SERVICE_UNAVAILABLE", "The database has run out of memory."),
    "SQLITE_IOERR": _Meaning("SERVICE_UNAVAILABLE", "The database file cannot be read or written."),
}
_OTHER: Final = _Meaning(
    "STORE_FAILED", "The database refused a statement.", "`gateway doctor` tells whether the file is damaged."
)
_UNBINDABLE: Final = _Meaning("BAD_USER_INPUT", "A value cannot be passed to the database.")

_TOO_DEEP: Final = _Meaning("MAX_DEPTH_EXCEEDED", "The operation is nested too deeply for the database.")
_SAID_OF_DEPTH: Final = ("Expression tree is too large", "parser stack overflow", "Recursion limit")
"""For these SQLite has no code of its own."""

_NO_TEXT: Final = "Could not decode to UTF-8"
"""What was stored was text."""

_DRIVER_RAISES: Final = (driver.Error, driver.Warning, OverflowError, UnicodeError, MemoryError)


def driver_error(error: BaseException) -> StoreError:
    """The error of ours that means the same. Extended codes (`SQLITE_IOERR_READ`) mean what their first part says."""
    if isinstance(error, MemoryError):
        meaning = _MEANINGS["SQLITE_NOMEM"]
    elif isinstance(error, OverflowError | UnicodeEncodeError | driver.InterfaceError):
        meaning = _UNBINDABLE
    elif isinstance(error, UnicodeDecodeError) or str(error).startswith(_NO_TEXT):
        meaning = _DAMAGED
    else:
        name = "_".join(getattr(error, "sqlite_errorname", "").split("_")[:2])
        meaning = _MEANINGS.get(name, _TOO_DEEP if str(error).startswith(_SAID_OF_DEPTH) else _OTHER)
    return StoreError(meaning.message, code=meaning.code, hint=meaning.hint)


def refuse_nul(parameters: Sequence[Any]) -> None:
    """Raise if a text has a NUL: content has none, and PostgreSQL could not even be asked for it."""
    for value in parameters:
        if type(value) is str and "\0" in value:
            raise StoreError(_UNBINDABLE.message, code=_UNBINDABLE.code)


def held() -> StoreError:
    """Somebody else writes, and has not come to an end."""
    return StoreError(_BUSY.message, code=_BUSY.code, hint=_BUSY.hint)


def damaged() -> StoreError:
    """What the file holds cannot have been written by us."""
    return StoreError(_DAMAGED.message, code=_DAMAGED.code, hint=_DAMAGED.hint)


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
