"""One connection that cannot write. The server stops a statement when its time is up, or when nobody waits for it."""

import asyncio
import time
from collections.abc import Callable, Sequence
from typing import Any, Final

from gateway.errors import StoreError
from gateway.store.address import PostgresqlAddress
from gateway.store.postgresql.connections import connect_reader
from gateway.store.postgresql.driver_errors import driver_error, in_our_words, is_lost
from gateway.store.postgresql.healing import Healing
from gateway.store.reader import Call, ReadLimits, closed

__all__ = ["PostgresqlReader"]

_GRACE_SECONDS: Final = 2.0
"""A server that has not even said in this time that it has stopped a statement is not there any more."""

_ATTEMPTS: Final = 2
"""What is read can be read again, once, where the connection was lost."""


class PostgresqlReader:
    """Opens its connection when it is first needed, and again when it was lost."""

    def __init__(self, address: PostgresqlAddress, limits: ReadLimits, healing: Healing) -> None:
        self.load = 0
        self._address = address
        self._limits = limits
        self._healing = healing
        self._patience = limits.timeout_seconds + _GRACE_SECONDS
        self._connection: Any = None
        self._is_closed = False

    async def fetch(self, text: str, parameters: Sequence[Any], call: Call) -> list[Any]:
        """All rows of one statement."""
        for attempt in range(1, _ATTEMPTS + 1):
            connection = self._connection
            if connection is None or connection.is_closed():
                connection = await self._connected()
            begun = time.monotonic()
            try:
                rows = await connection.fetch(text, *parameters, timeout=self._patience)
            except Exception as error:
                if is_lost(error):
                    self._drop()
                    if attempt < _ATTEMPTS and not self._is_closed and not isinstance(error, TimeoutError):
                        continue
                raise closed() if self._is_closed else driver_error(error) from error
            finally:
                call.seconds = time.monotonic() - begun
            return self._limits.within([tuple(row) for row in rows])
        raise AssertionError

    async def fetch_each(
        self, statements: Sequence[tuple[str, Sequence[Any]]], call: Call, tell: Callable[[list[Any]], None]
    ) -> None:
        """The rows of several statements, all of one snapshot, told one after another."""
        task = asyncio.current_task()
        call.stop = task.cancel if task is not None else None
        connection = await self._connected()
        try:
            with in_our_words():
                async with (
                    asyncio.timeout(self._limits.timeout_seconds),
                    connection.transaction(isolation="repeatable_read", readonly=True),
                ):  # what is read first decides of which snapshot all is
                    told: list[Any] = []
                    for text, parameters in statements:
                        rows = [tuple(row) for row in await connection.fetch(text, *parameters)]
                        told += rows
                        self._limits.within(told)  # all of them together: nobody may have taken any yet
                        tell(rows)
        except StoreError as error:
            if isinstance(error.__cause__, TimeoutError):
                message = "The statements took longer than their time limit."
                raise StoreError(message, code="TIME_LIMIT_EXCEEDED") from error
            raise closed() if self._is_closed else error from error

    async def close(self) -> None:
        """Close the connection; what runs is stopped."""
        self._is_closed = True
        self._drop()

    async def _connected(self) -> Any:
        if self._connection is None or self._connection.is_closed():
            self._healing.require_patience_is_over()
            try:
                self._connection = await connect_reader(self._address, self._limits.timeout_seconds)
            except StoreError as error:
                self._healing.failed(error)
                raise
            self._healing.succeeded()
        if self._is_closed:  # meanwhile
            self._drop()
            raise closed()
        return self._connection

    def _drop(self) -> None:
        if self._connection is not None:
            self._connection.terminate()
            self._connection = None
