"""Opens connections and sets them up: many that only read, one that writes."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from gateway.errors import SettingsError, StoreError
from gateway.store.address import PostgresqlAddress
from gateway.store.postgresql.driver import asyncpg
from gateway.store.postgresql.driver_errors import in_our_words

__all__ = ["BUSY_TIMEOUT_SECONDS", "connect", "connect_reader", "connect_writer"]

BUSY_TIMEOUT_SECONDS: Final = 10.0
CONNECT_SECONDS: Final = 5.0

_STATEMENTS_KEPT: Final = 200
_LONGEST_KEPT: Final = 16 * 1024
"""Characters: the plan of a long one takes over a megabyte of the server's memory, in each connection."""

_OLDEST: Final = 18
"""The oldest version with `casefold` for every character, by the collation `pg_unicode_fast`."""

_COMMON: Final = {
    "jit": "off",  # takes longer than the statements do
    "timezone": "UTC",
    "client_connection_check_interval": "1s",  # what nobody waits for any more is stopped
}
_READER_SETTINGS: Final = {
    "application_name": "gateway",
    "default_transaction_read_only": "on",
    "plan_cache_mode": "force_generic_plan",  # to plan takes longer than most statements do
    "enable_seqscan": "off",  # what is listed has an index; without its values a plan cannot know how few rows it wants
    "random_page_cost": "1.1",  # what is read often is in memory
    "max_parallel_workers_per_gather": "0",  # others want the other cores
}
_WRITER_SETTINGS: Final = {
    "application_name": "gateway load",
    "statement_timeout": "0",
    "work_mem": "64MB",
    "maintenance_work_mem": "256MB",
    "tcp_keepalives_idle": "30",  # the lock of a loader whose machine is gone is given up
    "tcp_keepalives_interval": "10",
    "tcp_keepalives_count": "3",
}


async def connect_reader(address: PostgresqlAddress, timeout_seconds: float) -> Any:
    """A connection that cannot write, and stops a statement when its time is up."""
    timeout = str(max(1, round(timeout_seconds * 1000)))
    return await connect(address, {**_READER_SETTINGS, "statement_timeout": timeout})


async def connect_writer(address: PostgresqlAddress) -> Any:
    """The connection that writes, where that is possible. Sums of whole numbers come as such, lexemes go as bytes."""
    connection = await connect(address, _WRITER_SETTINGS)
    try:
        with in_our_words():
            await connection.set_type_codec("numeric", schema="pg_catalog", encoder=str, decoder=_number, format="text")
            await connection.set_type_codec(
                "tsvector", schema="pg_catalog", encoder=bytes, decoder=bytes, format="binary"
            )
    except BaseException:
        connection.terminate()
        raise
    return connection


async def connect(address: PostgresqlAddress, settings: Mapping[str, str]) -> Any:
    """A connection whose tables are those of the address's schema.

    Raises:
        SettingsError: when the address says what is not possible.
        StoreError: when the server cannot be reached, lets nobody in, or is too old.
    """
    with in_our_words():
        try:
            connection = await asyncpg.connect(
                address.dsn,
                timeout=CONNECT_SECONDS,
                statement_cache_size=_STATEMENTS_KEPT,
                max_cached_statement_lifetime=0,
                max_cacheable_statement_size=_LONGEST_KEPT,
                server_settings={**_COMMON, "search_path": address.schema, **settings},
            )
        except (asyncpg.ClientConfigurationError, ValueError):
            message = f"The database address {address.shown!r} cannot be used: look at its options."
            raise SettingsError(message, hint="postgresql://USER:PASSWORD@HOST:5432/DATABASE") from None
    try:
        _refuse_unfit(connection)
    except BaseException:
        connection.terminate()
        raise
    return connection


def _refuse_unfit(connection: Any) -> None:
    version = connection.get_server_version()
    if version.major < _OLDEST:
        message = f"The database server is PostgreSQL {version.major}; the gateway needs {_OLDEST} or later."
        raise StoreError(message, code="STORE_TOO_OLD", hint="Upgrade the server, or use another one.")
    encoding = connection.get_settings().server_encoding
    if encoding != "UTF8":
        message = f"The database keeps text in {encoding}; the gateway needs UTF8."
        raise StoreError(message, code="STORE_NOT_OURS", hint="Make another one: createdb -E UTF8 -T template0 NAME.")


def _number(text: str) -> int | Decimal:
    return int(text) if text.lstrip("-").isdigit() else Decimal(text)
