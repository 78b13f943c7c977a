"""Reads an edition as of one moment, and writes nothing."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from gateway.errors import StoreError
from gateway.store.address import PostgresqlAddress
from gateway.store.postgresql.connections import connect_writer
from gateway.store.postgresql.dialect import POSTGRESQL
from gateway.store.postgresql.driver_errors import in_our_words
from gateway.store.postgresql.migrating import stored_version
from gateway.store.postgresql.transaction import PostgresqlTransaction

__all__ = ["inspecting"]


@asynccontextmanager
async def inspecting(address: PostgresqlAddress) -> AsyncIterator[tuple[PostgresqlTransaction, int]]:
    """A transaction that only reads, all of one moment, and the version of the tables.

    `BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY`

    Raises:
        StoreError: when the server cannot be reached, or there is no such edition.
    """
    connection = await connect_writer(address)
    try:
        with in_our_words():
            await connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            version = await stored_version(connection, address.schema)
        if not version:
            message = f"There is no schema {address.schema} in the database."
            raise StoreError(message, code="STORE_NOT_FOUND", hint="`gateway load` makes it.")
        yield PostgresqlTransaction(connection, POSTGRESQL), version
    finally:
        connection.terminate()
