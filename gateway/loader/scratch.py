"""A folder for what one load puts on the disk for its workers; what a killed load leaves, the next one removes."""

import errno
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from gateway.errors import StoreError

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
        with (
            TemporaryDirectory(prefix=PREFIX, ignore_cleanup_errors=True) as name,
            (Path(name) / LOCK).open("w") as lock,
        ):
            _is_mine(lock)
            yield Path(name)
    except OSError as error:
        if error.errno not in _FULL:
            raise
        message = f"There is no room for temporary files in {tempfile.gettempdir()}."
        raise StoreError(message, code="STORE_FULL", hint="Make room, or name another folder by TMPDIR.") from error


def _sweep() -> None:
    """Remove what loads have left that were killed: nobody holds its lock."""
    for left in Path(tempfile.gettempdir()).glob(f"{PREFIX}*/{LOCK}"):
        with suppress(OSError), left.open("r+") as lock:
            if _is_mine(lock):
                shutil.rmtree(left.parent, ignore_errors=True)


def _is_mine(lock: TextIOWrapper) -> bool:
    """Hold a lock until the file is closed, unless somebody else does; never on systems that cannot tell."""
    try:
        import fcntl  # noqa: PLC0415 - not on Windows
    except ImportError:
        return False
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
