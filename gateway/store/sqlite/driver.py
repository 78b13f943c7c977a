"""The SQLite driver: `pysqlite3`, which brings a recent SQLite, or Python's own where that has no wheel."""

import logging
from typing import Final, TypeVar

try:
    from pysqlite3 import dbapi2 as driver
except ImportError:
    import sqlite3 as driver

__all__ = ["SQLITE_VERSION", "driver"]

SQLITE_VERSION: Final[tuple[int, ...]] = driver.sqlite_version_info

Value = TypeVar("Value")


def _as_it_is(value: Value) -> Value:
    return value


# For each null and each blob that is bound, the driver asks all around whether somebody wants to turn it into something
# else, and raises and drops two errors for want of an answer. An adapter is found first, in a tenth of the time.
for _kind in (type(None), bytes):
    driver.register_adapter(_kind, _as_it_is)

# It would log every statement with its parameters, and so payloads that must be in no log.
logging.getLogger("aiosqlite").setLevel(logging.INFO)
