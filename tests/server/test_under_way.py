"""Clients who do not read what they are sent do not fill the memory, and others are answered all the same."""

import asyncio
from collections.abc import AsyncGenerator

import httpx
import pytest
from starlette.types import Message

from gateway.errors import RequestError
from gateway.execution.incremental import Part
from gateway.execution.operation import Answer
from gateway.observing import Metrics
from gateway.scopes import NO_SCOPES
from gateway.server import create_app, under_way
from gateway.server.multipart import BEGIN, END, MultipartReply, payload_of
from gateway.server.streams import sending
from gateway.server.streams.event_stream import KEEP_ALIVE, event
from gateway.server.streams.messages import next_result
from gateway.server.streams.reservations import Reservation, Reservations
from gateway.server.streams.sending import Sender, TooSlowError
from gateway.server.under_way import UNDER_WAY
from gateway.settings import Settings
from tests.server.service import FakeService
from tests.server.streams.streams import Client, FakeStreams, listening

MIB = 2**20
LARGE = b'{"data":{"a":"' + b"x" * (16 * MIB) + b'"}}'
REQUEST = (
    b"POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 26\r\n\r\n"
    b'{"query":"{ __typename }"}'
)


@pytest.fixture(autouse=True)
def _nothing_held(monkeypatch: pytest.MonkeyPatch) -> None:
    """Other tests leave clients behind that have not taken everything."""
    monkeypatch.setattr(UNDER_WAY, "bytes", 0)


async def asked(port: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """A client who has asked, and reads no more than its buffer takes."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1024)
    writer.write(REQUEST)
    return reader, writer


async def until_held(size: int, beside: int = 0) -> None:
    """Wait until so many bytes are held, and at most a few beside them."""
    async with asyncio.timeout(10):
        while not size <= UNDER_WAY.bytes <= size + beside:  # noqa: ASYNC110 - what changes it tells nobody
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


async def test_the_last_event_of_a_stream_counts_until_it_is_taken() -> None:
    async with listening(FakeStreams(Answer(LARGE))) as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1024)
        writer.write(REQUEST.replace(b"\r\n\r\n", b"\r\naccept: text/event-stream\r\n\r\n"))
        size = len(event("next", LARGE))
        await until_held(size, len(KEEP_ALIVE))
        await reader.readuntil(LARGE[:10])
        assert UNDER_WAY.bytes >= size
        assert await reader.readexactly(len(LARGE) - 10) == LARGE[10:]
        await until_held(0)
        writer.close()


async def test_the_last_message_over_websocket_counts_until_it_is_taken() -> None:
    async with listening(FakeStreams(Answer(LARGE))) as port:
        client = await Client.introduced(port, max_size=None, max_queue=1)
        client.connection.transport.pause_reading()
        await client.subscribe("1", "{ a }")
        await until_held(len(next_result("1", LARGE)))
        client.connection.transport.resume_reading()
        assert (await client.receive())["id"] == "1"
        assert await client.receive() == {"id": "1", "type": "complete"}
        await until_held(0)
        await client.connection.close()


async def test_parts_count_until_they_are_taken() -> None:
    async def no_more() -> AsyncGenerator[Part]:
        return
        yield

    async def receive() -> Message:
        await asyncio.sleep(10)
        raise AssertionError

    sent: list[Message] = []
    may_go_on = asyncio.Event()

    async def send(message: Message) -> None:
        if sent and len(sent[-1].get("body", b"")) > MIB:
            await may_go_on.wait()  # as a server does while its buffers are full
        sent.append(message)

    first = Part((), (), has_next=False, data={"a": "x" * 2 * MIB}, is_first=True)
    reply = MultipartReply(first, no_more(), "incrementalSpec=v0.2", ())
    responding = asyncio.create_task(reply.respond(receive, send))
    await until_held(len(BEGIN + payload_of(first, "incrementalSpec=v0.2") + END))
    may_go_on.set()
    await responding

    assert UNDER_WAY.bytes == 0
    assert not sent[-1].get("more_body", False)


class Counting(Metrics):
    """Keeps the status of each request."""

    def __init__(self) -> None:
        super().__init__()
        self.statuses: list[int] = []

    def request(self, method: str, status: int) -> None:
        self.statuses.append(status)
        super().request(method, status)


async def test_what_is_refused_for_want_of_room_is_counted_as_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(under_way, "MOST_BYTES", 0)
    metrics = Counting()
    app = create_app(FakeService(Answer(LARGE)), Settings(), metrics=metrics)
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://gateway.test") as client:
        with UNDER_WAY.held(1):
            answer = await client.post("/graphql", json={"query": "{ __typename }"})

    assert answer.status_code == 503
    assert metrics.statuses == [503]


async def test_what_a_client_has_not_taken_counts_for_a_while_after_it_was_given_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sending, "SEND_SECONDS", 0.01)
    monkeypatch.setattr(sending, "LINGER_SECONDS", 0.05)

    async def send(_: bytes) -> None:
        await asyncio.sleep(10)

    with pytest.raises(TooSlowError):
        await Sender(send)(b"x" * 1000)
    assert UNDER_WAY.bytes == 1000
    await until_held(0)
