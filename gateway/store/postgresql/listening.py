"""Hears that something was committed: told by the primary, or by looking, on a replica, which tells nobody."""

import asyncio
import itertools
import logging
from collections.abc import Hashable
from contextlib import suppress
from typing import Any, Final

from gateway.errors import GatewayError
from gateway.store.address import PostgresqlAddress
from gateway.store.postgresql.connections import connect_reader
from gateway.store.postgresql.driver_errors import in_our_words

__all__ = ["Listener"]

_log = logging.getLogger(__name__)

LOOK_SECONDS: Final = 0.5
"""How often it is looked where nobody tells, and how soon a connection that was lost is tried again."""

TOLD_LOOK_SECONDS: Final = 10.0
"""How often where one is told: a connection may be dead without anybody having said so."""

_PATIENCE_SECONDS: Final = 5.0

_STATE: Final = "SELECT pg_is_in_recovery(), (SELECT xmin::text || ' ' || id FROM snapshot)"


class Listener:
    """A task with a connection of its own, from the first time that somebody asks."""

    def __init__(self, address: PostgresqlAddress) -> None:
        self._address = address
        self._count = itertools.count(1)
        self._heard = 0
        self._state: Hashable = None
        self._woken = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def stamp(self) -> Hashable:
        """Another one whenever something may have been committed, also when the connection was lost."""
        if self._task is None:
            self._task = asyncio.create_task(self._listen())
        return self._heard, self._state

    async def close(self) -> None:
        """Listen no more."""
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task

    def _hear(self, *_: object) -> None:
        self._heard = next(self._count)
        self._woken.set()

    async def _listen(self) -> None:
        while True:
            try:
                await self._follow()
            except GatewayError as error:
                _log.debug("no word of the database: %s", error.code)
            self._hear()
            await asyncio.sleep(LOOK_SECONDS)

    async def _follow(self) -> None:
        """Listen, or look, until the connection is lost."""
        connection = await connect_reader(self._address, _PATIENCE_SECONDS)
        try:
            connection.add_termination_listener(self._hear)
            is_told = False
            while True:
                self._woken.clear()
                with in_our_words():
                    is_replica, self._state = await connection.fetchrow(_STATE, timeout=_PATIENCE_SECONDS)
                if not is_replica and not is_told:
                    with in_our_words():
                        await connection.add_listener(self._address.schema, self._hear)
                    is_told = True
                    continue  # what was committed before it listened
                await self._wait(TOLD_LOOK_SECONDS if is_told else LOOK_SECONDS)
        finally:
            connection.terminate()

    async def _wait(self, seconds: float) -> Any:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._woken.wait()
