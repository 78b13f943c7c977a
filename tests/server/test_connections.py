"""A real server on a real socket: no refusal may cost a client its connection."""

import asyncio
import http.client
import threading
from collections.abc import Iterator

import pytest
import uvicorn

from gateway.server import create_app, graphql_endpoint
from gateway.settings import Settings
from tests.server.service import DATA, FakeService

QUERY = b'{"query":"{ __typename }"}'
JSON = {"content-type": "application/json"}


@pytest.fixture(params=["httptools", "h11"])
def port(request: pytest.FixtureRequest) -> Iterator[int]:
    """Run a server in a thread for one test."""
    app = create_app(FakeService(), Settings(max_body_bytes=2048))
    config = uvicorn.Config(app, port=0, log_level="critical", http=request.param, loop="asyncio")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.01)
    yield server.servers[0].sockets[0].getsockname()[1]
    server.should_exit = True
    thread.join()


REFUSED = {
    "null body": ("POST", "/graphql", b"null", JSON, 400),
    "no JSON": ("POST", "/graphql", b"\xff", JSON, 400),
    "deep": ("POST", "/graphql", b"[" * 2000, JSON, 400),
    "unknown address": ("POST", "/nowhere", QUERY, JSON, 404),
    "wrong method": ("PATCH", "/graphql", QUERY, JSON, 405),
    "not acceptable": ("POST", "/graphql", QUERY, {**JSON, "accept": "image/png"}, 406),
    "wrong media type": ("POST", "/graphql", QUERY, {"content-type": "text/plain"}, 415),
    "unknown stream": ("DELETE", "/graphql?operationId=x", b"", {}, 404),
    "unknown token": ("POST", "/graphql?token=x", QUERY, JSON, 404),
    "malformed name": ("POST", "/graphql", b'{"extensions":{"persistedQuery":5}}', JSON, 400),
    "not for everybody": ("POST", "/graphql/explain", QUERY, JSON, 403),
    "no such file": ("GET", "/graphql/playground/nothing.js", None, {}, 404),
    "no query": ("GET", "/graphql", None, {}, 400),
}


@pytest.mark.parametrize("refused", REFUSED.values(), ids=REFUSED.keys())
def test_the_connection_survives_a_refusal(
    port: int, refused: tuple[str, str, bytes | None, dict[str, str], int]
) -> None:
    method, path, body, headers, status = refused
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)

    connection.request(method, path, body, headers)
    response = connection.getresponse()
    response.read()
    socket = connection.sock
    connection.request("POST", "/graphql", QUERY, JSON)
    second = connection.getresponse()

    assert response.status == status
    assert socket is not None
    assert connection.sock is socket
    assert (second.status, second.read()) == (200, DATA)
    connection.close()


@pytest.mark.parametrize("is_chunked", [False, True])
def test_the_connection_survives_a_body_over_the_limit(port: int, is_chunked: bool) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    parts = [b"x" * 65_536] * 8
    headers = JSON if is_chunked else {**JSON, "content-length": str(sum(map(len, parts)))}

    connection.request("POST", "/graphql", iter(parts), headers, encode_chunked=is_chunked)
    response = connection.getresponse()
    response.read()
    socket = connection.sock
    connection.request("POST", "/graphql", QUERY, JSON)

    assert response.status == 413
    assert connection.sock is socket
    assert connection.getresponse().status == 200
    connection.close()


@pytest.fixture
def short_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Servers made from now on wait for a body less than a second."""
    monkeypatch.setattr(graphql_endpoint, "BODY_TIMEOUT_SECONDS", 0.1)


async def test_a_body_that_never_ends_is_given_up(short_patience: None, port: int) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    head = b"POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n"

    writer.write(head + b'{"query"')
    answer = await asyncio.wait_for(reader.read(), 5)

    assert answer.startswith(b"HTTP/1.1 408 ")
    assert b"REQUEST_TIMEOUT" in answer
    writer.close()
    await writer.wait_closed()
