"""Why a database file cannot be opened: SQLite says only that it cannot."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from gateway.errors import StoreError
from gateway.store.sqlite.driver_errors import in_our_words

__all__ = ["explained"]

_VAGUE: Final = frozenset(("STORE_NOT_FOUND", "STORE_READ_ONLY", "SERVICE_UNAVAILABLE"))
_NEEDED_BYTES: Final = 1024 * 1024
"""Also who only reads needs some room beside the file, for the log and its index."""


@contextmanager
def explained(file: Path) -> Iterator[None]:
    """Let what goes wrong while a file is opened, or filled, come out with its name and the reason."""
    try:
        with in_our_words():
            yield
    except StoreError as error:
        raise _explained(file, error) from error


def _explained(file: Path, error: StoreError) -> StoreError:
    found = _obstacle(file) if error.code in _VAGUE else None
    if found is not None:
        return found
    return StoreError(f"{error.message.removesuffix('.')}: {file}.", code=error.code, hint=error.hint)


def _obstacle(file: Path) -> StoreError | None:
    folder = file.absolute().parent
    if not folder.is_dir():
        return StoreError(f"The database file cannot be opened: there is no folder {folder}.", code="STORE_NOT_FOUND")
    if file.is_dir():
        return StoreError(f"The database file cannot be opened: {file} is a folder.", code="STORE_NOT_FOUND")
    if file.exists() and not os.access(file, os.R_OK):
        message = f"The database file cannot be opened: {file} may not be read."
        return StoreError(message, code="STORE_NOT_FOUND", hint="Let this user read and write it.")
    if not os.access(folder, os.W_OK | os.X_OK) or (file.exists() and not os.access(file, os.W_OK)):
        message = f"The database cannot be written: {file}, its folder or its file system is read-only."
        hint = "Servers, too, write beside it: a log and its index. Let this user write there, or copy it elsewhere."
        return StoreError(message, code="STORE_READ_ONLY", hint=hint)
    if shutil.disk_usage(folder).free < _NEEDED_BYTES:
        message = f"The disk of the database is full: {file}."
        return StoreError(message, code="STORE_FULL", hint="Make room and try again; what was loaded is still there.")
    return None
