"""Tells, without asking SQLite, which state of a database a statement that began now would read.

That is what the index of the log begins with: each commit writes it last, and each statement that reads reads it first
("WAL-mode File Format", section 2.1, "The WAL-Index Header"). So equal headers mean the same content, down to the byte,
whichever process has committed; files' times and sizes change before a commit can be seen, and tell nothing.
"""

import mmap
from pathlib import Path
from typing import Final

__all__ = ["Moment"]

_SIZE: Final = 48
"""Bytes of the header. It is there twice: while it is written the two differ."""

_IS_INITIALIZED: Final = 12


class Moment:
    """The header of one database, mapped once somebody has the database open for reading and keeps it open."""

    def __init__(self, file: Path) -> None:
        self._file = file.with_name(f"{file.name}-shm")
        self._mapped: mmap.mmap | None = None

    def read(self) -> bytes | None:
        """What differs after each commit; None where it cannot be told now."""
        if self._mapped is None and not self._map():
            return None
        assert self._mapped is not None
        both = self._mapped[: 2 * _SIZE]
        first = both[:_SIZE]
        return first if first == both[_SIZE:] and first[_IS_INITIALIZED] else None

    def close(self) -> None:
        """Let go of it, before the database is closed."""
        if self._mapped is not None:
            self._mapped.close()
            self._mapped = None

    def _map(self) -> bool:
        try:
            with self._file.open("rb") as file:
                self._mapped = mmap.mmap(file.fileno(), 2 * _SIZE, access=mmap.ACCESS_READ)
        except (OSError, ValueError):  # there is no log yet, or nothing in its index
            return False
        return True
