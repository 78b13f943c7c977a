"""What is looked for on a PostgreSQL server: which one it is, that keys lead somewhere, and what the planner has."""

from typing import Any, Final

from sqlalchemy import Column, ForeignKey, Select, func, select

from gateway.loader.examination.findings import Finding, failed, passed
from gateway.store import Transaction
from gateway.tables import metadata
from gateway.tables.words import article_words

__all__ = ["ANEW", "ASK_SERVER", "check_indexes", "check_keys_of_all", "check_server", "check_statistics"]

ASK_SERVER: Final = "`pg_isready` and the log of the server say more."
ANEW: Final = (
    "Stop what uses the database, and put a copy back with pg_restore; or DROP SCHEMA gateway CASCADE, the same with "
    "gateway_public where there is one, and load again."
)
_REBUILD: Final = "REINDEX SCHEMA gateway; those that are missing are made anew with the schema."
_ANALYZE: Final = "Run ANALYZE in the database, as the owner of the tables."

_SERVER: Final = "SELECT current_setting('server_version'), pg_is_in_recovery()"
_VALID_INDEXES: Final = """
SELECT relname FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
WHERE relnamespace = current_schema()::regnamespace AND indisvalid"""
_UNKNOWN: Final = """
SELECT relname FROM pg_class
WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r' AND reltuples < 0
    AND pg_relation_size(oid) > 65536
ORDER BY relname"""


async def check_server(transaction: Transaction) -> Finding:
    """Which server it is, and whether it is a replica."""
    [(version, is_replica)] = await transaction.fetch_all(_SERVER)
    return passed("server", f"PostgreSQL {version}, {'a replica' if is_replica else 'a primary'}.")


async def check_keys_of_all(transaction: Transaction) -> Finding:
    """Whether every key leads to a row: the server sees to it, unless somebody has kept it from doing so."""
    wrong: dict[str, int] = {}
    for table in metadata.sorted_tables:
        for key in table.foreign_keys:
            [(count,)] = await transaction.fetch_all(_dangling(key))
            if count:
                wrong[table.name] = wrong.get(table.name, 0) + count
    if not wrong:
        return passed("foreign keys", "Every key leads to a row.")
    message = f"{sum(wrong.values()):,} rows refer to rows that are missing: {', '.join(sorted(wrong))}."
    return failed("foreign keys", message, ANEW)


def _dangling(key: ForeignKey) -> Select[Any]:
    """`SELECT count(*) FROM article WHERE provider_id IS NOT NULL AND NOT EXISTS (SELECT … FROM provider …)`."""
    child: Column[Any] = key.parent
    parent = key.column.table.alias("parent")
    found = select(parent.c[key.column.name]).where(parent.c[key.column.name] == child).correlate(child.table)
    return select(func.count()).select_from(child.table).where(child.is_not(None), ~found.exists())


async def check_indexes(transaction: Transaction) -> Finding:
    """Whether every index is there and is used."""
    tables = (*metadata.sorted_tables, article_words)
    expected = {str(index.name) for table in tables for index in table.indexes}
    missing = expected - {name for (name,) in await transaction.fetch_all(_VALID_INDEXES)}
    if not missing:
        return passed("indexes", "Every index is there and valid.")
    return failed("indexes", f"These are missing or not valid: {', '.join(sorted(missing))}.", _REBUILD)


async def check_statistics(transaction: Transaction) -> Finding:
    """Whether the planner knows how large the tables are: without that it reads all of them."""
    unknown = [name for (name,) in await transaction.fetch_all(_UNKNOWN)]
    if not unknown:
        return passed("statistics", "The planner knows every table that is not small.")
    return failed("statistics", f"The planner knows nothing of {', '.join(unknown)}.", _ANALYZE)
