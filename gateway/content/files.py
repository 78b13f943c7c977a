"""The bytes of a file that may be content: never more than a document may have, and without waiting for a pipe."""

import errno
import os
import stat
from pathlib import Path
from typing import Final

from gateway.content.front_matter import SIZE_LIMIT_BYTES

__all__ = ["NO_FILE", "read_file"]

NO_FILE: Final = "It is no file but a pipe, a socket or a device"

_READ_BYTES: Final = 65_536
_AT_ONCE: Final = getattr(os, "O_NONBLOCK", 0)
"""Opening a pipe would wait until somebody writes to it."""


def read_file(name: str | Path) -> bytes:
    """All bytes of a file, but of one that is too large only so many that it shows.

    Without the calls to the system that `open` makes to find out what it is.

    Raises:
        OSError: when it cannot be read, or has become something else than a file.
    """
    file = os.open(name, os.O_RDONLY | _AT_ONCE)
    try:
        if not stat.S_ISREG(os.fstat(file).st_mode):
            raise OSError(errno.EINVAL, NO_FILE)
        return _read(file)
    finally:
        os.close(file)


def _read(file: int) -> bytes:
    parts, length = [], 0
    while length <= SIZE_LIMIT_BYTES and (part := os.read(file, _READ_BYTES)):
        parts.append(part)
        length += len(part)
        if len(part) < _READ_BYTES:
            break
    return b"".join(parts)
