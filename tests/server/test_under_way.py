"""Clients who do not read what they are sent do not fill the memory, and others are answered all the same."""

import asyncio

import pytest

from gateway.errors import RequestError
from gateway.execution.operation import Answer
from gateway.scopes import NO_SCOPES
from gateway.server import under_way
from gateway.server.streams import sending
from gateway.server.streams.reservations import Reservation, Reservations
from gateway.server.streams.sending import Sender, TooSlowError
from gateway.server.under_way import UNDER_WAY
from tests.server.service import FakeService
from tests.server.streams.streams import listening

MIB = 2**20
LARGE = b'{"data":{"a":"' + b"x" * (16 * MIB) + b'"}}'
REQUEST = (
    b"POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 26\r\n\r\n"
    b'{"query":"{ __typename }"}'
)


async def asked(port: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """A client who has asked, and reads no more than its buffer takes."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1024)
    writer.write(REQUEST)
    return reader, writer


async def until_held(size: int) -> None:
    async with asyncio.timeout(10):
        while UNDER_WAY.bytes != size:  # noqa: ASYNC110 - what changes it tells nobody
            await asyncio.sleep(0.01)


async def test_large_answers_that_nobody_takes_are_few_and_small_ones_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(under_way, "MOST_BYTES", 2 * len(LARGE) + 1)
    service = FakeService(Answer(LARGE))
    async with listening(service) as port:
        idle = [await asked(port) for _ in range(2)]
        await until_held(2 * len(LARGE))

        reader, writer = await asked(port)
        assert b" 503 " in await reader.readline()
        assert b"TOO_MANY_OPERATIONS" in await reader.readuntil(b"}]}")
        service.next_answer = Answer(b'{"data":{}}')
        writer.write(REQUEST)
        assert b" 200 " in await reader.readline()
        writer.close()

        service.next_answer = Answer(LARGE)
        for _, idler in idle:
            idler.transport.abort()
        await until_held(0)
        reader, writer = await asked(port)
        assert b" 200 " in await reader.readline()
        head = await reader.readuntil(b"\r\n\r\n")
        assert await reader.readexactly(len(LARGE)) == LARGE, head
        await until_held(0)
        writer.close()


async def test_what_waits_for_one_client_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "MOST_WAITING_BYTES", 250)
    may_go_on = asyncio.Event()
    sent: list[bytes] = []

    async def send(message: bytes) -> None:
        await may_go_on.wait()
        sent.append(message)

    sender = Sender(send)
    first, second = (asyncio.create_task(sender(each * 100)) for each in (b"a", b"b"))
    await asyncio.sleep(0)
    with pytest.raises(TooSlowError, match="Too many results"):
        await sender(b"c" * 100)
    may_go_on.set()
    await asyncio.gather(first, second)
    await sender(b"d" * 1000)

    assert [message[:1] for message in sent] == [b"a", b"b", b"d"], "one message may be as long as it is"
    assert UNDER_WAY.bytes == 0


async def test_results_that_wait_for_a_stream_to_be_opened_count_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    async def is_allowed() -> bool:
        return True

    monkeypatch.setattr(under_way, "MOST_BYTES", 150_000)
    reservation = Reservation(NO_SCOPES, is_allowed, 10)
    waiting = asyncio.create_task(reservation._send(b"x" * 100_000))
    await asyncio.sleep(0)
    with pytest.raises(TooSlowError, match="Too many results"):
        await reservation._send(b"y" * 100_000)
    reservation.end()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert UNDER_WAY.bytes == 0


async def test_nobody_takes_all_places_for_streams_that_are_to_be_opened() -> None:
    async def is_allowed() -> bool:
        return True

    reservations = Reservations(10)
    tokens = [reservations.make(NO_SCOPES, is_allowed, "one") for _ in range(50)]
    with pytest.raises(RequestError, match="Too many streams"):
        reservations.make(NO_SCOPES, is_allowed, "one")
    other = reservations.make(NO_SCOPES, is_allowed, "other")
    reservations.find(tokens[0]).claim()
    assert reservations.find(reservations.make(NO_SCOPES, is_allowed, "one")), "one of them has come"
    for token in (*tokens, other):
        reservations.end(token)
