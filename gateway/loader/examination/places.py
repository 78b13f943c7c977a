"""What lies around a database: the log beside it, the room on its disk, and the SQLite that reads it."""

import shutil
from pathlib import Path
from typing import Final

from gateway.loader.examination.findings import Finding, failed, passed
from gateway.store import SQLITE_VERSION, beside

__all__ = ["check_disk", "check_log", "check_sqlite"]

_MIB: Final = 1024 * 1024
_LOG_ALLOWED: Final = 64 * _MIB
"""A load moves its log into the file at its end; what stays longer than the file is kept by somebody who reads."""

_LEAST_FREE: Final = 64 * _MIB
_OLDEST: Final = (3, 38)
"""Without what came with it, answers cannot be made."""


def check_log(file: Path) -> Finding:
    """Whether the log is of a usual size, and no load was broken off in the middle of writing the file itself."""
    if beside(file, "-journal").exists():
        message = "A first load is under way, or was broken off and is still to be undone."
        return failed("log", message, "If none is under way, run `gateway load`: opening the database undoes it.")
    log = beside(file, "-wal")
    size = log.stat().st_size if log.exists() else 0
    if size > max(_LOG_ALLOWED, file.stat().st_size):
        message = f"The log beside the database has {_shown(size)}, more than the database itself."
        hint = "A load is under way, or a process reads without an end. Restart the servers, then load."
        return failed("log", message, hint)
    return passed("log", f"The log has {_shown(size)}." if log.exists() else "There is no log: nobody has it open.")


def check_disk(file: Path) -> Finding:
    """Whether there is room for a load, which may write everything anew."""
    free, needed = shutil.disk_usage(file.absolute().parent).free, file.stat().st_size + _LEAST_FREE
    if free < needed:
        message = f"{_shown(free)} are free; a load may need {_shown(needed)}."
        return failed("disk", message, "Make room, or move the database.")
    return passed("disk", f"{_shown(free)} are free, the database has {_shown(file.stat().st_size)}.")


def check_sqlite() -> Finding:
    """Whether SQLite is recent enough."""
    version = ".".join(map(str, SQLITE_VERSION))
    if SQLITE_VERSION < _OLDEST:
        oldest = ".".join(map(str, _OLDEST))
        return failed("sqlite", f"SQLite {version} is older than {oldest}.", "Install pysqlite3, or a newer Python.")
    return passed("sqlite", f"SQLite {version}.")


def _shown(size: int) -> str:
    return f"{size / _MIB:,.1f} MiB"
