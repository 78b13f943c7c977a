"""Inserts of rows whose keys may be there already: each engine has its own."""

from functools import cache
from typing import Any

from sqlalchemy import Executable, Table
from sqlalchemy.engine import Dialect

__all__ = ["insert_missing", "insert_of", "upsert"]


@cache
def insert_missing(table: Table, dialect: Dialect) -> Executable:
    """Insert rows whose key is not there yet.

    `INSERT INTO topic (id, …) VALUES (?, …) ON CONFLICT DO NOTHING`
    """
    made: Executable = insert_of(table, dialect).on_conflict_do_nothing()
    return made


@cache
def upsert(table: Table, dialect: Dialect) -> Executable:
    """Insert rows, or replace those with the same key.

    `INSERT INTO topic (id, …) VALUES (?, …) ON CONFLICT (id) DO UPDATE SET name = excluded.name, …`
    """
    made = insert_of(table, dialect)
    values = {column.name: made.excluded[column.name] for column in table.columns if not column.primary_key}
    upserting: Executable = made.on_conflict_do_update(index_elements=list(table.primary_key), set_=values)
    return upserting


def insert_of(table: Table, dialect: Dialect) -> Any:
    """An engine's own, as only those know of conflicts. The other engine's is not imported."""
    if dialect.name == "sqlite":
        from sqlalchemy.dialects import sqlite  # noqa: PLC0415

        return sqlite.insert(table)
    from sqlalchemy.dialects import postgresql  # noqa: PLC0415

    return postgresql.insert(table)
