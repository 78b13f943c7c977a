"""A folder for what one load puts on the disk for its workers; what a killed load leaves, the next one removes."""

import errno
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from io import TextIOWrapper
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from gateway.errors import StoreError

if sys.platform != "win32":
    import fcntl

__all__ = ["scratch_folder"]

PREFIX: Final = "gateway-load-"
LOCK: Final = "lock"

_FULL: Final = frozenset((errno.ENOSPC, errno.EDQUOT, None))
"""Without a number it is NumPy that says that it could not write all."""


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """The folder, among the system's temporary files (`TMPDIR`).

    Raises:
        StoreError: STORE_FULL, when there is no room.
    """
    _sweep()
    try:
        with ExitStack() as stack:
            while (folder := _made(stack)) is None:
                pass
            yield folder
    except OSError as error:
        if error.errno not in _FULL:
            raise
        message = f"There is no room for temporary files in {tempfile.gettempdir()}."
        raise StoreError(message, code="STORE_FULL", hint="Make room, or name another folder by TMPDIR.") from error


def _made(stack: ExitStack) -> Path | None:
    """A new folder with a lock that is held; None where another load has swept it away before it was."""
    folder = Path(stack.enter_context(TemporaryDirectory(prefix=PREFIX, ignore_cleanup_errors=True)))
    try:
        lock = stack.enter_context((folder / LOCK).open("w"))
    except FileNotFoundError:
        return None
    is_there = sys.platform == "win32" or (_is_mine(lock) and os.fstat(lock.fileno()).st_nlink > 0)
    return folder if is_there else None


def _sweep() -> None:
    """Remove what loads have left that were killed: nobody holds its lock."""
    for left in Path(tempfile.gettempdir()).glob(f"{PREFIX}*/{LOCK}"):
        with suppress(OSError), left.open("r+") as lock:
            if _is_mine(lock):
                shutil.rmtree(left.parent, ignore_errors=True)


def _is_mine(lock: TextIOWrapper) -> bool:
    """Hold a lock until the file is closed, unless somebody else does; never on systems that cannot tell."""
    if sys.platform == "win32":
        return False
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
