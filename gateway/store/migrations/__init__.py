"""Numbered SQL files, one folder for each engine, applied in order in one transaction and recorded in `migration`.

The first file is printed from the tables (see `gateway.store.printed`); a later file changes what an earlier one made.
"""

import re
from importlib.resources import files
from typing import Final, NamedTuple

from gateway.errors import InternalError, StoreError

__all__ = ["Migration", "newest_version", "read_migrations", "refuse_newer"]

_FILE_NAME: Final = re.compile(r"(\d{4})_(\w+)\.sql")


class Migration(NamedTuple):
    """One numbered file."""

    version: int
    name: str
    sql: str


def read_migrations(engine: str = "sqlite") -> list[Migration]:
    """All migrations that this code knows, in order. Raises when the numbers do not run from 1 without a gap."""
    found = sorted(
        Migration(int(matched[1]), matched[2], file.read_text("utf-8"))
        for file in files(__name__).joinpath(engine).iterdir()
        if (matched := _FILE_NAME.fullmatch(file.name))
    )
    if [migration.version for migration in found] != list(range(1, len(found) + 1)):
        raise InternalError("The numbers of the migrations do not run from 1 without a gap.", site="migration-numbers")
    return found


def newest_version(engine: str = "sqlite") -> int:
    """The version of the tables that this code makes."""
    return len(read_migrations(engine))


def refuse_newer(version: int, engine: str) -> None:
    """Raise if tables are newer than this code."""
    newest = newest_version(engine)
    if version > newest:
        raise StoreError(
            f"The database has version {version}, and this gateway knows versions up to {newest}.",
            code="STORE_TOO_NEW",
            hint="Use the gateway that wrote it, or load the content into another database.",
        )
