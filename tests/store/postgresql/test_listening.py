"""Whoever listens for commits goes on listening, whatever happens to its connection."""

import asyncio
from typing import Any

import asyncpg
import pytest

from gateway.store.address import PostgresqlAddress, read_address
from gateway.store.postgresql import listening
from gateway.store.postgresql.listening import Listener


class Connection:
    """A connection of which the next answers are given; whether it was ended is kept."""

    def __init__(self, *answers: Exception | tuple[bool, str]) -> None:
        self.answers = list(answers)
        self.is_ended = False

    async def fetchrow(self, _text: str, **_: Any) -> tuple[bool, str]:
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def add_listener(self, _channel: str, _tell: Any) -> None:
        raise AssertionError("a replica tells nobody")

    def add_termination_listener(self, _tell: Any) -> None: ...

    def terminate(self) -> None:
        self.is_ended = True


@pytest.mark.parametrize(
    "error",
    [
        asyncpg.InternalClientError("cannot switch to state 11; another operation (2) is in progress"),
        asyncpg.InterfaceError("connection is closed"),
        asyncpg.AdminShutdownError("terminating connection due to administrator command"),
        ConnectionResetError(),
        TimeoutError(),
    ],
    ids=lambda error: type(error).__name__,
)
async def test_it_listens_again_after_a_connection_was_lost(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    lost, found = Connection((True, "1 a"), error), Connection((True, "2 b"))
    connections = iter([lost, found])

    async def connect(_address: PostgresqlAddress, _seconds: float) -> Connection:
        return next(connections)

    monkeypatch.setattr(listening, "connect_reader", connect)
    monkeypatch.setattr(listening, "LOOK_SECONDS", 0.001)
    address = read_address("postgresql://localhost/content")
    assert isinstance(address, PostgresqlAddress)
    listener = Listener(address)
    async with asyncio.timeout(10):
        while listener.stamp()[1] != "2 b":  # type: ignore[index]  # noqa: ASYNC110
            await asyncio.sleep(0.001)
    assert (lost.is_ended, found.is_ended) == (True, False)
    await listener.close()
    assert found.is_ended
