"""Clients that are slow, stop half-way or go away: they hold nobody up, and are not waited for for ever."""

import json
import socket
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.harness.target import JSON, Request, Target, read_all

QUERY = b'{"query":"{ __typename }"}'
POST = b"POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n"
LARGE = json.dumps({"query": "{ articles(first: 100) { nodes { body extra related { nodes { body } } } } }"}).encode()
WHOLE = POST + b"content-length: %d\r\n\r\n" % len(LARGE) + LARGE

ABANDONED = {
    "nothing": b"",
    "a letter": b"P",
    "half a first line": b"POST /gra",
    "half a head": POST,
    "half a header": POST + b"x-a: aaaa",
    "a head without its body": POST + b"content-length: 100\r\n\r\n",
    "half a body": POST + b"content-length: 100\r\n\r\n" + QUERY,
    "half a chunk": POST + b"transfer-encoding: chunked\r\n\r\nff\r\n" + QUERY,
    "chunks without an end": POST + b"transfer-encoding: chunked\r\n\r\n1a\r\n" + QUERY + b"\r\n",
    "half a handshake": b"GET /graphql HTTP/1.1\r\nhost: x\r\nupgrade: websocket\r\nconnection: upgrade\r\n",
}


def leave(connection: socket.socket) -> None:
    """Close."""
    connection.close()


def reset(connection: socket.socket) -> None:
    """Cut the connection."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, bytes([1, 0, 0, 0, 0, 0, 0, 0]))
    connection.close()


@pytest.mark.parametrize("data", ABANDONED.values(), ids=ABANDONED.keys())
@pytest.mark.parametrize("how", [leave, reset])
def test_who_goes_away_half_way_leaves_nothing_behind(
    target: Target, data: bytes, how: Callable[[socket.socket], None]
) -> None:
    before = descriptors(target)
    for _ in range(20):
        connection = target.raw()
        connection.sendall(data)
        how(connection)
    target.must_answer()

    until(lambda: descriptors(target) <= before + 1)


@pytest.mark.parametrize("how", [leave, reset])
def test_who_goes_away_before_the_answer_leaves_nothing_behind(
    target: Target, how: Callable[[socket.socket], None]
) -> None:
    before = descriptors(target)
    for size in (1, 100, 10_000):
        for _ in range(10):
            connection = target.raw()
            connection.sendall(WHOLE * 3)
            connection.recv(size)
            how(connection)
    target.must_answer()

    until(lambda: descriptors(target) <= before + 1)


def test_answers_that_are_not_read_hold_no_memory(target: Target) -> None:
    """Pipelined requests of large answers: they are answered one by one, as they are read."""
    before = target.memory
    with ExitStack() as stack:
        for _ in range(10):
            connection = stack.enter_context(target.raw())
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            connection.sendall(WHOLE * 50)
        for _ in range(20):
            target.must_answer()
        assert target.memory - before < 48


def test_slow_heads_and_bodies_hold_nobody_up(target: Target) -> None:
    with ExitStack() as stack:
        connections = [stack.enter_context(target.raw()) for _ in range(200)]
        for number, connection in enumerate(connections):
            connection.sendall(list(ABANDONED.values())[number % len(ABANDONED)])
        for _ in range(5):
            for connection in connections[::10]:
                connection.sendall(b"x")
            target.must_answer()


def test_who_says_that_it_has_no_more_to_say_is_answered_or_closed(target: Target) -> None:
    with target.raw() as connection:
        connection.sendall(POST + b"content-length: 26\r\n\r\n" + QUERY)
        connection.shutdown(socket.SHUT_WR)

        responses = read_all(connection)

    assert [response.status for response in responses] in ([200], [])


def test_a_body_that_nobody_reads_does_not_end_the_next_request(target: Target) -> None:
    parts = (b" " * 65_536 for _ in range(64))
    request = Request(body=parts, headers={**JSON, "content-type": "text/plain"})

    target.send_and_go_on(request).must_be(415, "UNSUPPORTED_MEDIA_TYPE")


def descriptors(target: Target) -> int:
    """How many files and sockets the server has open."""
    return sum(1 for _ in Path(f"/proc/{target.process.pid}/fd").iterdir())


def until(condition: Callable[[], bool]) -> None:
    """Wait until something holds."""
    end = time.monotonic() + 5
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.01)
