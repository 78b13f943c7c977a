"""SQLAlchemy's way to write statements for SQLite: one for all stores, as compiled statements are kept for each."""

from typing import Final

from sqlalchemy.dialects.sqlite.base import SQLiteDialect
from sqlalchemy.engine import Dialect

__all__ = ["SQLITE"]

SQLITE: Final[Dialect] = SQLiteDialect(paramstyle="qmark")
