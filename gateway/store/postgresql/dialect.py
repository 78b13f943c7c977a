"""SQLAlchemy's way to write statements for PostgreSQL: one for all stores, as compiled statements are kept for each."""

from typing import Final

from sqlalchemy.dialects.postgresql.asyncpg import PGDialect_asyncpg
from sqlalchemy.engine import Dialect

__all__ = ["POSTGRESQL"]

POSTGRESQL: Final[Dialect] = PGDialect_asyncpg()  # type: ignore[no-untyped-call]
