"""The SQLite driver: `pysqlite3`, which brings a recent SQLite, or Python's own where that has no wheel."""

try:
    from pysqlite3 import dbapi2 as driver
except ImportError:
    import sqlite3 as driver

__all__ = ["driver"]
