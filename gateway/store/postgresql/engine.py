"""A PostgreSQL database: opened, and its schemas made and brought up to date where this user may."""

from collections.abc import Hashable, Sequence
from typing import Any

from sqlalchemy.engine import Dialect

from gateway.store.address import PostgresqlAddress
from gateway.store.engine import Writer
from gateway.store.postgresql.connections import connect_writer
from gateway.store.postgresql.dialect import POSTGRESQL
from gateway.store.postgresql.healing import Healing
from gateway.store.postgresql.inspecting import inspecting as inspecting_edition
from gateway.store.postgresql.listening import Listener
from gateway.store.postgresql.migrating import migrate
from gateway.store.postgresql.reader import PostgresqlReader
from gateway.store.postgresql.writer import PostgresqlWriter
from gateway.store.reader import ReadLimits
from gateway.store.readers import Readers

__all__ = ["PostgresqlEngine", "edition_exists", "inspecting_edition", "open_engine"]


class PostgresqlEngine:
    """See `gateway.store.engine.Engine`."""

    system = "postgresql"
    can_work = False
    may_go_back = True

    def __init__(self, address: PostgresqlAddress, count: int, limits: ReadLimits) -> None:
        self.name = address.name
        self.dialect: Dialect = POSTGRESQL
        healing = Healing()

        async def open_reader() -> PostgresqlReader:
            return PostgresqlReader(address, limits, healing)

        self.readers = Readers(open_reader, count, limits)
        self.writer: Writer = PostgresqlWriter(address, self.dialect)
        self._listener = Listener(address)

    def stamp(self) -> Hashable:
        """How often something was heard, and the snapshot that was seen."""
        return self._listener.stamp()

    def moment(self) -> None:
        """Not known: what this process hears of a commit it hears after others may have read it."""

    async def explain(self, text: str, parameters: Sequence[Any]) -> str:
        """The plan, as the server prints it, with what it expects each step to cost.

        `EXPLAIN …`
        """
        return "\n".join(line for (line,) in await self.readers.fetch(f"EXPLAIN {text}", parameters))

    async def close(self) -> None:
        """Stop what runs and close every connection."""
        await self._listener.close()
        await self.readers.close()
        await self.writer.close()


async def open_engine(address: PostgresqlAddress, count: int, limits: ReadLimits) -> PostgresqlEngine:
    """Open one edition, with so many connections for quick statements.

    Raises:
        StoreError: with the reason why it cannot be opened.
    """
    connection = await connect_writer(address)
    try:
        await migrate(connection, address.schema)
    finally:
        connection.terminate()
    return PostgresqlEngine(address, count, limits)


async def edition_exists(address: PostgresqlAddress) -> bool:
    """Whether there is this edition."""
    connection = await connect_writer(address)
    try:
        return bool(await connection.fetchval("SELECT to_regnamespace($1) IS NOT NULL", address.schema))
    finally:
        connection.terminate()
