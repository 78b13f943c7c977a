"""What a client may keep waiting before there is a request: not for ever, and never another client."""

import asyncio

import pytest

from gateway.server import uvicorn_http
from gateway.settings import Settings
from tests.server.service import FakeService
from tests.server.streams.streams import Client, FakeStreams, listening

HEAD = b"POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n"
QUERY = b'{"query":"{ __typename }"}'
WHOLE = HEAD + b"content-length: 26\r\n\r\n" + QUERY


@pytest.fixture(autouse=True)
def short_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Servers made from now on wait for a head less than a second."""
    monkeypatch.setattr(uvicorn_http, "HEAD_SECONDS", 0.2)


async def said(port: int, *parts: bytes) -> bytes:
    """All that the server says before it closes."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for part in parts:
        writer.write(part)
        await asyncio.sleep(0.02)
    answer = await asyncio.wait_for(reader.read(), 5)
    writer.close()
    return answer


@pytest.mark.parametrize("parts", [[b"P"], [HEAD], [HEAD, b"x-a"], [WHOLE, b"P"]])
async def test_a_head_that_does_not_end_is_given_up(parts: list[bytes]) -> None:
    async with listening(FakeService()) as port:
        answer = await said(port, *parts)

    last = answer[answer.rindex(b"HTTP/1.1 ") :]
    assert last.startswith(b"HTTP/1.1 408 ")
    assert b"REQUEST_TIMEOUT" in last


async def test_a_connection_that_says_nothing_is_closed() -> None:
    async with listening(FakeService()) as port:
        assert await said(port) == b""


async def test_the_rest_of_a_body_that_nobody_reads_is_not_waited_for() -> None:
    refused = b"POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n\r\n"

    async with listening(FakeService()) as port:
        answer = await said(port, refused, b"x", b"x")

    assert answer.startswith(b"HTTP/1.1 415 ")
    assert answer.count(b"HTTP/1.1 ") == 1


async def test_a_websocket_is_none_of_those() -> None:
    async with listening(FakeStreams()) as port:
        client = await Client.introduced(port)
        await asyncio.sleep(0.5)
        await client.send({"type": "ping"})

        assert await client.receive() == {"type": "pong"}


async def test_a_request_that_takes_long_to_answer_is_none_of_those() -> None:
    class Slow(FakeService):
        async def answer(self, *arguments: object) -> object:  # type: ignore[override]
            await asyncio.sleep(0.5)
            return await super().answer(*arguments)  # type: ignore[arg-type]

    async with listening(Slow()) as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for _ in range(2):
            writer.write(WHOLE)
            assert (await asyncio.wait_for(reader.readuntil(b"}}"), 5)).startswith(b"HTTP/1.1 200 ")
        writer.close()


async def test_who_is_refused_reads_why_while_still_sending() -> None:
    async with listening(FakeService()) as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(HEAD + b"x-a: " + b"a" * 8 * 1024 * 1024)
        answer = await asyncio.wait_for(reader.read(), 5)
        writer.close()

    assert answer.startswith(b"HTTP/1.1 431 ")
    assert b"REQUEST_HEADERS_TOO_LARGE" in answer


async def test_more_clients_than_may_be_connected_are_turned_away_and_take_no_place() -> None:
    async with listening(FakeService(), Settings(max_connections=2)) as port:
        kept = [await asyncio.open_connection("127.0.0.1", port) for _ in range(2)]
        turned_away = [await said(port) for _ in range(3)]
        for reader, writer in kept:
            writer.write(WHOLE)
            assert b" 200 OK" in await reader.readline()
            writer.close()
        await asyncio.sleep(0.05)
        again = await said(port, WHOLE)

    for answer in turned_away:
        assert answer.startswith(b"HTTP/1.1 503 ")
        assert b"TOO_MANY_CONNECTIONS" in answer
        assert b"retry-after: 1\r\n" in answer
    assert again.startswith(b"HTTP/1.1 200 ")


async def test_requests_that_come_before_the_answers_are_not_read_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    waiting: list[int] = []
    real = uvicorn_http.BoundedHTTP.on_headers_complete

    def noted(connection: uvicorn_http.BoundedHTTP) -> None:
        real(connection)
        waiting.append(len(connection.pipeline))

    monkeypatch.setattr(uvicorn_http.BoundedHTTP, "on_headers_complete", noted)
    at_once = 256 * 1024 // len(WHOLE)
    async with listening(FakeService()) as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        drained = asyncio.create_task(reader.read())
        for _ in range(10):
            writer.write(WHOLE * at_once)
        writer.write(HEAD + b"connection: close\r\ncontent-length: 26\r\n\r\n" + QUERY)
        answers = await asyncio.wait_for(drained, 60)
        writer.close()

    assert answers.count(b"HTTP/1.1 200 OK") == 10 * at_once + 1
    assert max(waiting) <= 2 * at_once
