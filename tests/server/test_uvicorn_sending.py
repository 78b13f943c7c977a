"""A response that is sent in one piece is, byte for byte, what uvicorn sends in two."""

import asyncio
import re
import sys
from typing import Any

import pytest
from uvicorn.protocols.http.httptools_impl import RequestResponseCycle

from gateway.server import replies, uvicorn_sending
from gateway.settings import Settings
from tests.server.service import FakeService
from tests.server.streams.streams import listening

BODY = b'{"query":"{ __typename }"}'
POST = b"POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 26\r\n"
GET = b"GET /graphql?query=%7B__typename%7D HTTP/1.1\r\nhost: x\r\naccept: application/json\r\n"
CLOSE = b"connection: close\r\n"

REQUESTS = {
    "a post": POST + b"\r\n" + BODY,
    "a get": GET + b"\r\n",
    "compressed": GET + b"accept-encoding: gzip\r\n\r\n",
    "a head": GET.replace(b"GET", b"HEAD") + b"\r\n",
    "not modified": GET + b"if-none-match: *\r\n\r\n",
    "a mistake": POST.replace(b"26", b"2") + b"\r\n{}",
    "the last one": POST + CLOSE + b"\r\n" + BODY,
    "of an older protocol": GET.replace(b"HTTP/1.1", b"HTTP/1.0") + b"\r\n",
    "a body that waits to be asked for": POST + b"expect: 100-continue\r\n\r\n" + BODY,
    "three at once": 3 * (POST + b"\r\n" + BODY),
    "a mistake between others": POST + b"\r\n" + BODY + POST.replace(b"26", b"2") + b"\r\n{}" + GET + b"\r\n",
}


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Of each response, whether it is sent in one piece."""
    sent: list[bool] = []
    real = uvicorn_sending.sent_at_once

    def noted(*arguments: Any) -> bool:
        sent.append(real(*arguments))
        return sent[-1]

    monkeypatch.setattr(replies, "sent_at_once", noted)
    return sent


async def said(port: int, request: bytes) -> bytes:
    """All that the server says, to this request and to one more that closes the connection; ids and times apart."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(request)
    await asyncio.sleep(0.1)
    writer.write(POST + CLOSE + b"\r\n" + BODY)
    answer = await asyncio.wait_for(reader.read(), 5)
    writer.close()
    return re.sub(rb"(x-request-id|date): [^\r]*", rb"\1: -", answer)


@pytest.mark.parametrize("name", REQUESTS)
async def test_what_is_sent_in_one_piece_is_what_is_sent_in_two(
    name: str, at_once: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with listening(FakeService()) as port:
        mine = await said(port, REQUESTS[name])
        had = list(at_once)
        monkeypatch.setattr(replies, "sent_at_once", lambda *_: False)
        theirs = await said(port, REQUESTS[name])

    assert mine == theirs
    assert had.count(True) == {"three at once": 3, "a mistake between others": 2}.get(
        name, int(name in {"a post", "a get", "compressed", "not modified", "a body that waits to be asked for"})
    )


async def test_a_connection_is_closed_when_an_answer_says_so(
    at_once: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replies, "FIXED_HEADERS", (*replies.FIXED_HEADERS, (b"connection", b"close")))
    async with listening(FakeService()) as port:
        answer = await said(port, 2 * (POST + b"\r\n" + BODY))

    assert answer.count(b"HTTP/1.1 200 OK\r\n") == 1
    assert at_once == [False]


async def test_a_client_has_an_answer_in_one_write(at_once: list[bool], monkeypatch: pytest.MonkeyPatch) -> None:
    pieces: list[Any] = []
    real = uvicorn_sending.sent_at_once

    def noted(send: Any, *arguments: Any) -> bool:
        cycle = send.__self__
        monkeypatch.setattr(cycle, "transport", Transport(cycle.transport, pieces))
        return real(send, *arguments)

    monkeypatch.setattr(replies, "sent_at_once", noted)
    async with listening(FakeService()) as port:
        await said(port, GET + b"\r\n")
    assert len(pieces) == 1
    assert b"".join(pieces[0]).startswith(b"HTTP/1.1 200 OK\r\n")


class Transport:
    """Notes what is written in one call."""

    def __init__(self, transport: Any, pieces: list[Any]) -> None:
        self._transport, self._pieces = transport, pieces

    def writelines(self, lines: Any) -> None:
        self._pieces.append(lines)
        self._transport.writelines(lines)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)


async def test_what_stands_between_may_change_what_is_sent(at_once: list[bool]) -> None:
    async with listening(FakeService(), Settings(cors_origins=["https://news.example"])) as port:
        answer = await said(port, GET + b"origin: https://news.example\r\n\r\n")

    assert b"access-control-allow-origin: https://news.example" in answer
    assert not any(at_once)


async def test_a_client_who_does_not_read_is_waited_for() -> None:
    class Cycle(RequestResponseCycle):
        def __init__(self) -> None:
            self.keep_alive, self.disconnected, self.response_started, self.access_log = True, False, False, False
            self.scope: Any = {"method": "GET"}

    cycle: Any = Cycle()
    cycle.flow = type("Flow", (), {"write_paused": True})
    assert not uvicorn_sending._is_usual(cycle)
    cycle.flow.write_paused = False
    assert uvicorn_sending._is_usual(cycle)


async def test_nothing_is_imported_that_a_system_may_not_have(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is no httptools h11 sends, as ASGI has it."""
    monkeypatch.delitem(sys.modules, "uvicorn.protocols.http.httptools_impl")
    code = "import sys; sys.modules['httptools'] = None; import gateway.server; print('ok')"
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", code, stdout=asyncio.subprocess.PIPE)
    assert await process.communicate() == (b"ok\n", None)
    assert not uvicorn_sending.sent_at_once(asyncio.sleep, 200, (), b"")  # type: ignore[arg-type]
