"""Brings an edition on a PostgreSQL server up to this code; makes its schema where there is none."""

from datetime import UTC, datetime
from typing import Any, Final

from gateway.errors import StoreError
from gateway.store.migrations import Migration, read_migrations, refuse_newer
from gateway.store.postgresql.driver_errors import in_our_words
from gateway.store.postgresql.writer import lock_out_others

__all__ = ["ENGINE", "migrate", "stored_version"]

ENGINE: Final = "postgresql"

_TABLES: Final = "SELECT tablename FROM pg_tables WHERE schemaname = $1"


async def migrate(connection: Any, schema: str) -> None:
    """Bring a schema up to this code; refuses one that is newer, or that is another program's.

    Raises:
        StoreError: also where it is not up to date and this user may not write.
    """
    known = read_migrations(ENGINE)
    with in_our_words():
        if await stored_version(connection, schema) == len(known):
            return
        if await connection.fetchval("SELECT pg_is_in_recovery()"):
            message = f"The tables in the schema {schema} of this replica are not those of this gateway."
            raise StoreError(
                message, code="STORE_READ_ONLY", hint="Run `gateway load` with the primary's address first."
            )
        async with connection.transaction():
            await lock_out_others(connection)
            await connection.execute(f"CREATE SCHEMA IF NOT EXISTS {schema}")
            # Read again: another process may have migrated while this one waited.
            for migration in known[await stored_version(connection, schema) :]:
                await _apply(connection, migration)


async def stored_version(connection: Any, schema: str) -> int:
    """The highest version applied; 0 for an empty schema, or none.

    `SELECT coalesce(max(version), 0) FROM gateway.migration`
    """
    tables = {name for (name,) in await connection.fetch(_TABLES, schema)}
    if not tables:
        return 0
    if "migration" not in tables:
        message = f"The schema {schema} of the database belongs to another program."
        raise StoreError(message, code="STORE_NOT_OURS", hint="Name another database.")
    version = int(await connection.fetchval(f"SELECT coalesce(max(version), 0) FROM {schema}.migration"))
    refuse_newer(version, ENGINE)
    return version


async def _apply(connection: Any, migration: Migration) -> None:
    await connection.execute(migration.sql)
    applied_at = datetime.now(UTC).replace(microsecond=0, tzinfo=None).isoformat()
    await connection.execute(
        "INSERT INTO migration (version, name, applied_at) VALUES ($1, $2, $3)",
        migration.version,
        migration.name,
        applied_at,
    )
