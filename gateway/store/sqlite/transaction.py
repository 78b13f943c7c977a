"""A transaction on a SQLite database."""

import asyncio
from collections.abc import AsyncGenerator, Iterable, Sequence, Sized
from contextlib import suppress
from typing import Any

from sqlalchemy import Executable
from sqlalchemy.engine import Dialect

from gateway.store.sqlite.connections import Connection
from gateway.store.sqlite.driver import driver
from gateway.store.sqlite.driver_errors import in_our_words
from gateway.store.sqlite.filling import insert_all
from gateway.store.transaction import Parameters, Transaction, compile_statement

__all__ = ["SqliteTransaction"]


class SqliteTransaction(Transaction):
    """See `Transaction`; the connection has a thread, where statements wait for each other."""

    def __init__(self, connection: Connection, dialect: Dialect) -> None:
        super().__init__(dialect)
        self.connection = connection

    async def execute(self, statement: Executable | str, parameters: Parameters = ()) -> int:
        text, values = self.bound(statement, parameters)
        with in_our_words():
            cursor = await self.connection.execute(text, values)
            if cursor.description is not None:  # what gives no rows has ended
                await cursor.close()
        return cursor.rowcount

    async def execute_all(self, statements: Iterable[Executable | str]) -> None:
        with in_our_words():
            await self.connection.execute_all([self.bound(statement, ()) for statement in statements])

    async def execute_many(self, statement: Executable | str, rows: Iterable[Sequence[Any]]) -> None:
        if isinstance(rows, Sized) and not rows:
            return
        text = statement if isinstance(statement, str) else compile_statement(statement, self.dialect).string
        with in_our_words():
            await insert_all(self.connection, text, rows)

    async def fetch_all(self, statement: Executable | str, parameters: Parameters = ()) -> list[tuple[Any, ...]]:
        text, values = self.bound(statement, parameters)
        with in_our_words():
            return await self.connection.execute_fetchall(text, values)  # type: ignore[return-value]

    async def stream(
        self, statement: Executable | str, parameters: Parameters = (), size: int = 5000
    ) -> AsyncGenerator[list[tuple[Any, ...]], None]:
        text, values = self.bound(statement, parameters)
        with in_our_words():
            cursor, rows = await self.connection.begin(text, values, size)
            if len(rows) < size:
                if rows:
                    yield rows
                return
            following = asyncio.ensure_future(cursor.fetchmany(size))
            try:
                while rows:
                    yield rows
                    rows = await following  # type: ignore[assignment]
                    following = asyncio.ensure_future(cursor.fetchmany(size))
            finally:
                await asyncio.gather(following, return_exceptions=True)
                with suppress(driver.Error):  # what the statement gave is all here, or nobody wants it
                    await cursor.close()
