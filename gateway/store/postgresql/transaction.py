"""A transaction on a PostgreSQL database."""

import asyncio
import re
from collections.abc import AsyncGenerator, AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Any, Final

from sqlalchemy import Executable
from sqlalchemy.engine import Dialect

from gateway.errors import StoreError
from gateway.store.postgresql.driver_errors import in_our_words
from gateway.store.postgresql.filling import insert_all
from gateway.store.transaction import Parameters, Transaction, compile_statement

__all__ = ["PostgresqlTransaction"]

_COUNT: Final = re.compile(r"(?:INSERT \d+|UPDATE|DELETE|MERGE|COPY|SELECT) (\d+)")


class PostgresqlTransaction(Transaction):
    """See `Transaction`; who uses the connection while another one does waits."""

    def __init__(self, connection: Any, dialect: Dialect) -> None:
        super().__init__(dialect)
        self.connection = connection
        self._turn = asyncio.Lock()
        self._failure: StoreError | None = None

    @asynccontextmanager
    async def _in_turn(self) -> AsyncIterator[None]:
        """One after another; after a failure nothing more, as PostgreSQL has it, and told is what failed first."""
        async with self._turn:
            if self._failure is not None:
                raise self._failure
            try:
                with in_our_words():
                    yield
            except StoreError as error:
                self._failure = error
                raise

    async def execute(self, statement: Executable | str, parameters: Parameters = ()) -> int:
        text, values = self.bound(statement, parameters)
        async with self._in_turn():
            said = await self.connection.execute(text, *values)
        matched = _COUNT.fullmatch(said)
        return int(matched[1]) if matched else -1

    async def execute_many(self, statement: Executable | str, rows: Iterable[Sequence[Any]]) -> None:
        text = statement if isinstance(statement, str) else compile_statement(statement, self.dialect).string
        async with self._in_turn():
            await insert_all(self.connection, text, rows)

    async def fetch_all(self, statement: Executable | str, parameters: Parameters = ()) -> list[tuple[Any, ...]]:
        text, values = self.bound(statement, parameters)
        async with self._in_turn():
            return list(map(tuple, await self.connection.fetch(text, *values)))

    async def stream(
        self, statement: Executable | str, parameters: Parameters = (), size: int = 5000
    ) -> AsyncGenerator[list[tuple[Any, ...]], None]:
        text, values = self.bound(statement, parameters)
        async with self._in_turn():
            cursor = await self.connection.cursor(text, *values)
        following = asyncio.ensure_future(self._next(cursor, size))
        try:
            while rows := await following:
                following = asyncio.ensure_future(self._next(cursor, size))
                yield rows
        finally:
            await asyncio.gather(following, return_exceptions=True)
            with suppress(StoreError):  # what the statement gave is all here, or nobody wants it
                await self._end(cursor)

    async def _next(self, cursor: Any, size: int) -> list[tuple[Any, ...]]:
        async with self._in_turn():
            return list(map(tuple, await cursor.fetch(size)))

    async def _end(self, cursor: Any) -> None:
        """Close a cursor: a table that one is open on cannot be changed, and the driver leaves it open."""
        async with self._turn:
            with in_our_words():
                await cursor._close_portal(None)  # noqa: SLF001 - there is no other way
