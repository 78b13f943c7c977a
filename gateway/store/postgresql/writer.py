"""The one connection of an edition that writes: one transaction at a time, in all processes together."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Final

from sqlalchemy import Executable
from sqlalchemy.engine import Dialect

from gateway.errors import StoreError
from gateway.store.address import PostgresqlAddress
from gateway.store.postgresql import connections
from gateway.store.postgresql.driver_errors import in_our_words, only_read
from gateway.store.postgresql.keys import add_keys, drop_keys
from gateway.store.postgresql.transaction import PostgresqlTransaction
from gateway.store.transaction import Parameters, Transaction
from gateway.store.writing import to_the_end

__all__ = ["PostgresqlWriter", "lock_out_others"]

_LOCK: Final = "SELECT pg_advisory_xact_lock(hashtext('gateway'), hashtext(current_setting('search_path')))"
"""One for each schema, also for one that is still to be made."""

_WRITABLE: Final = """
SELECT NOT pg_is_in_recovery() AND current_setting('transaction_read_only') = 'off'
    AND has_table_privilege('snapshot', 'INSERT')"""

_STALE: Final = """
SELECT format('%I.%I', schemaname, relname)
FROM pg_stat_user_tables
WHERE schemaname = current_schema() AND n_mod_since_analyze > 50 + n_live_tup / 20"""
"""Tables of which a good part is another one than when they were last looked through."""


class PostgresqlWriter:
    """One transaction at a time: `turn` is held by whoever uses the connection."""

    def __init__(self, address: PostgresqlAddress, dialect: Dialect) -> None:
        self.turn = asyncio.Lock()
        self._address = address
        self._dialect = dialect
        self._connection: Any = None
        self._keys: list[tuple[str, str]] = []

    @asynccontextmanager
    async def begun(self, *, in_bulk: bool) -> AsyncIterator[Transaction]:
        """A transaction that is rolled back when the block raises; the block commits it.

        `BEGIN; SELECT pg_advisory_xact_lock(…)`, and in bulk `ALTER TABLE … DROP CONSTRAINT …`
        """
        async with self.turn:
            connection = await self._connected()
            try:
                with in_our_words():
                    await connection.execute("BEGIN")
                    await _require_writable(connection)
                    await lock_out_others(connection)
                    self._keys = await drop_keys(connection) if in_bulk else []
                yield PostgresqlTransaction(connection, self._dialect)
            except BaseException:
                await to_the_end(_roll_back(connection))
                raise

    async def refuse_dangling(self, *, in_bulk: bool) -> None:
        """Raise if a key leads nowhere."""
        with in_our_words():
            if in_bulk:
                await add_keys(self._connection, self._keys)
            await self._connection.execute("SET CONSTRAINTS ALL IMMEDIATE")

    async def commit(self) -> None:
        """Keep what was written, and let those know who listen."""
        with in_our_words():
            await self._connection.execute("SELECT pg_notify(current_schema(), '')")
            await self._connection.execute("COMMIT")

    async def fetch_all(self, statement: Executable | str, parameters: Parameters = ()) -> list[tuple[Any, ...]]:
        """All rows of a statement, in turn with what writes."""
        async with self.turn:
            return await PostgresqlTransaction(await self._connected(), self._dialect).fetch_all(statement, parameters)

    async def tidy(self) -> None:
        """Make room where rows were replaced, and refresh what the planner knows of tables that have changed much.

        `VACUUM (ANALYZE) gateway.article; …`
        """
        async with self.turn:
            connection = await self._connected()
            with in_our_words():
                await connection.execute("SELECT pg_stat_force_next_flush()")
                for (table,) in await connection.fetch(_STALE):
                    await connection.execute(f"VACUUM (ANALYZE) {table}")

    async def close(self) -> None:
        """Close the connection when its turn is over."""
        async with self.turn:
            if self._connection is not None:
                self._connection.terminate()
                self._connection = None

    async def _connected(self) -> Any:
        """A connection that answers: one that was lost while it was idle may not have been told so yet."""
        if self._connection is not None and not await _answers(self._connection):
            self._connection.terminate()
            self._connection = None
        if self._connection is None:
            self._connection = await connections.connect_writer(self._address)
        return self._connection


async def lock_out_others(connection: Any) -> None:
    """Let nobody else write until the transaction ends; waits for whoever does, but not for ever."""
    await connection.execute(f"SET LOCAL lock_timeout = {round(connections.BUSY_TIMEOUT_SECONDS * 1000)}")
    await connection.execute(_LOCK)


async def _answers(connection: Any) -> bool:
    try:
        with in_our_words():
            await connection.execute("SELECT 1", timeout=connections.CONNECT_SECONDS)
    except StoreError:
        return False
    return True


async def _require_writable(connection: Any) -> None:
    if not await connection.fetchval(_WRITABLE):
        raise only_read()


async def _roll_back(connection: Any) -> None:
    """Undo all; where the connection does not even take that, it is ended, and the server undoes it."""
    try:
        with in_our_words():
            await connection.execute("ROLLBACK", timeout=connections.CONNECT_SECONDS)
    except StoreError:
        connection.terminate()
