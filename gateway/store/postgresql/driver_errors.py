"""What the driver and the server raise, turned into `StoreError`: the one table. Their own words go to the log only."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, NamedTuple

from gateway.errors import StoreError
from gateway.store.postgresql.driver import asyncpg

__all__ = ["driver_error", "held", "in_our_words", "is_lost", "only_read"]

_log = logging.getLogger(__name__)


class _Meaning(NamedTuple):
    code: str
    message: str
    hint: str | None = None


_BUSY: Final = _Meaning(
    "STORE_BUSY", "Another process is writing to the database.", "Wait for its end, or end it, and try again."
)
_GONE: Final = _Meaning("SERVICE_UNAVAILABLE", "The database server cannot be reached.", "Try again in a moment.")
_CROWDED: Final = _Meaning(
    "SERVICE_UNAVAILABLE", "The database server has no connection left.", "Raise max_connections, or lower `readers`."
)
_REFUSED: Final = _Meaning(
    "STORE_NOT_FOUND", "The database server does not let this user in.", "Look at user and password of the address."
)
_READ_ONLY: Final = _Meaning(
    "STORE_READ_ONLY",
    "The database cannot be written here.",
    "This is a replica, or a user who may only read: load by the primary, as the user who owns the tables.",
)
_NO_RIGHT: Final = _Meaning(
    "STORE_READ_ONLY",
    "The database user has no right to do this.",
    "Who loads must own the tables; who serves needs the rights that docs/scaling/roles.sql gives.",
)
_UNBINDABLE: Final = _Meaning("BAD_USER_INPUT", "A value cannot be passed to the database.")
_DAMAGED: Final = _Meaning(
    "STORE_DAMAGED", "The database is damaged.", "`gateway doctor` says more; then restore a backup or load again."
)
_OTHER: Final = _Meaning(
    "STORE_FAILED", "The database refused a statement.", "`gateway doctor` tells whether it is sound."
)

_MEANINGS: Final = {
    "08": _GONE,
    "22": _UNBINDABLE,
    "23503": _Meaning("STORE_FAILED", "A row refers to one that is missing."),
    "25006": _READ_ONLY,
    "28": _REFUSED,
    "3D000": _Meaning("STORE_NOT_FOUND", "The server has no database of that name.", "Make it: createdb NAME."),
    "40": _GONE,  # of one who reads: what is read was changed on a replica while it was read
    "40P01": _BUSY,
    "42501": _NO_RIGHT,
    "53100": _Meaning("STORE_FULL", "The disk of the database server is full.", "Make room and try again."),
    "53200": _Meaning("SERVICE_UNAVAILABLE", "The database server has run out of memory."),
    "53300": _CROWDED,
    "54": _Meaning("BAD_USER_INPUT", "A value, or the answer, is too large for the database."),
    "54001": _Meaning("MAX_DEPTH_EXCEEDED", "The operation is nested too deeply for the database."),
    "55P03": _BUSY,
    "57": _GONE,
    "57014": _Meaning("TIME_LIMIT_EXCEEDED", "The statement took longer than its time limit."),
    "58": _Meaning("SERVICE_UNAVAILABLE", "The database server cannot read or write its files."),
    "XX001": _DAMAGED,
    "XX002": _DAMAGED,
}
"""By SQLSTATE, or by its first two characters, its class ("PostgreSQL Error Codes")."""

_DRIVER_RAISES: Final = (asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError, OSError)
"""`TimeoutError`, of a server that does not answer, is an `OSError`."""


def driver_error(error: BaseException) -> StoreError:
    """The error of ours that means the same."""
    if isinstance(error, asyncpg.PostgresError):
        state = error.sqlstate or ""
        meaning = _MEANINGS.get(state) or _MEANINGS.get(state[:2], _OTHER)
    elif isinstance(error, OSError | asyncpg.InternalClientError) or "connection is closed" in str(error):
        meaning = _GONE  # an end that has been announced and has not come yet is an internal error of the driver
    elif isinstance(error, asyncpg.InterfaceError | ValueError | OverflowError):
        meaning = _UNBINDABLE
    else:
        meaning = _OTHER
    return _said(meaning)


def is_lost(error: BaseException) -> bool:
    """Whether it means that the connection is of no use any more."""
    return driver_error(error).message in (_GONE.message, _CROWDED.message)


def held() -> StoreError:
    """Somebody else writes, and has not come to an end."""
    return _said(_BUSY)


def only_read() -> StoreError:
    """This is a replica, or a user who may not write."""
    return _said(_READ_ONLY)


def _said(meaning: _Meaning) -> StoreError:
    return StoreError(meaning.message, code=meaning.code, hint=meaning.hint)


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
