"""Frames and handshakes of WebSocket that are none, and floods of good ones: nobody else notices."""

import json
import struct
from collections.abc import Iterator

import pytest

from tests.harness.socket_frames import RawWebSocket
from tests.harness.target import Target, post, read_all


def large() -> Iterator[bytes]:
    """8 MiB of one message, in frames of 64 KiB."""
    yield from (b" " * 65_536 for _ in range(128))


FRAMES = {
    "a message of bytes": ([(2, b'{"type":"ping"}', True, True)], 4400),
    "text that is not UTF-8": ([(1, b"\xff\xfe", True, True)], 1007),
    "half a character": ([(1, "é".encode()[:1], True, True)], 1007),
    "a surrogate in UTF-8": ([(1, b"\xed\xa0\x80", True, True)], 1007),
    "a frame without a mask": ([(1, b"{}", True, False)], 1002),
    "a frame of an unknown kind": ([(3, b"", True, True)], 1002),
    "a part of nothing": ([(0, b"", True, True)], 1002),
    "a message within a message": ([(1, b"{", False, True), (1, b"{}", True, True)], 1002),
    "a ping in parts": ([(9, b"", False, True)], 1002),
    "a ping of 126 bytes": ([(9, b"x" * 126, True, True)], 1002),
    "a close of one byte": ([(8, b"\x03", True, True)], 1002),
    "a close with a code that is none": ([(8, struct.pack("!H", 999), True, True)], 1002),
    "a close with what is no text": ([(8, struct.pack("!H", 1000) + b"\xff", True, True)], 1007),
    "a message of 8 MiB": ([(1, b" " * 8 * 1024 * 1024, True, True)], 1009),
    "8 MiB in parts": ([(1, b" ", False, True), *((0, part, False, True) for part in large())], 1009),
}


@pytest.mark.parametrize(("frames", "code"), FRAMES.values(), ids=FRAMES.keys())
def test_frames_that_are_none_end_the_connection(
    target: Target, frames: list[tuple[int, bytes, bool, bool]], code: int
) -> None:
    with RawWebSocket.introduced(target) as client:
        try:
            for opcode, data, is_last, is_masked in frames:
                client.send_frame(opcode, data, is_last=is_last, is_masked=is_masked)
        except ConnectionError:
            pass  # it is closed before everything is sent
        ended = client.closed()

    assert ended.code in (code, None if code == 1009 else code)
    target.must_answer()


def test_a_length_without_the_data_holds_no_memory(target: Target) -> None:
    before = target.memory
    with RawWebSocket.introduced(target) as client:
        client.connection.sendall(struct.pack("!BBQ", 0x81, 0xFF, 2**62) + bytes(4))

        assert client.closed().code == 1009
    assert target.memory - before < 8


def test_empty_parts_of_a_message_are_nothing(target: Target) -> None:
    with RawWebSocket.introduced(target) as client:
        client.send_frame(1, b"", is_last=False)
        client.connection.sendall((b"\x00\x80" + bytes(4)) * 10_000)
        client.send_frame(0, b'{"type":', is_last=False)
        client.connection.sendall((b"\x00\x80" + bytes(4)) * 10)
        client.send_frame(0, b'"ping"}')

        assert client.receive() == {"type": "pong"}


FLOODS = {
    "pings of WebSocket": [b"\x89\x80" + bytes(4)] * 50_000,
    "pongs of WebSocket": [b"\x8a\x80" + bytes(4)] * 50_000,
    "ends of what never began": [b'{"id":"x","type":"complete"}'] * 20_000,
    "pongs": [b'{"type":"pong"}'] * 20_000,
}


@pytest.mark.parametrize("messages", FLOODS.values(), ids=FLOODS.keys())
def test_a_flood_holds_nobody_up(target: Target, messages: list[bytes]) -> None:
    with RawWebSocket.introduced(target) as client:
        data = b"".join(
            message if message[0] > 127 else b"\x81" + bytes([128 + len(message)]) + bytes(4) + message
            for message in messages
        )
        client.connection.sendall(data)
        target.must_answer()


def test_what_is_sent_and_never_read_ends_the_connection(target: Target) -> None:
    """Pings of the protocol are answered; who reads none of the answers is not waited for."""
    before = target.memory
    with RawWebSocket.introduced(target) as client:
        ping = json.dumps({"type": "ping", "payload": {"x": "y" * 60_000}}).encode()
        client.connection.settimeout(0.5)
        try:
            for _ in range(2000):
                client.send_frame(1, ping)
        except OSError:
            pass
        target.must_answer()
        assert target.memory - before < 24


PROTOCOLS = ["graphql-ws", "graphql-transport-ws2", "x" * 5000, "a, b, c", "GRAPHQL-TRANSPORT-WS"]


@pytest.mark.parametrize("protocol", [None, *PROTOCOLS], ids=lambda protocol: str(protocol)[:20])
def test_another_protocol_is_not_spoken(target: Target, protocol: str | None) -> None:
    with RawWebSocket.open(target, protocol) as client:
        assert client.closed().code == 4406


HANDSHAKES = {
    "no key": (["sec-websocket-version: 13"], 400),
    "a key that is none": (["sec-websocket-version: 13", "sec-websocket-key: x"], 400),
    "no version": (["sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ=="], 400),
    "an old version": (["sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==", "sec-websocket-version: 8"], 400),
    "two keys": (
        ["sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==", "sec-websocket-key: x", "sec-websocket-version: 13"],
        400,
    ),
    "200 headers": ([f"x-{number}: a" for number in range(200)], 431),
    "a header of 10,000 bytes": (["x-a: " + "a" * 10_000], 431),
}


@pytest.mark.parametrize(("lines", "status"), HANDSHAKES.values(), ids=HANDSHAKES.keys())
def test_a_handshake_that_is_none_is_refused(target: Target, lines: list[str], status: int) -> None:
    head = ["GET /graphql HTTP/1.1", "host: x", "connection: Upgrade", "upgrade: websocket", *lines, "", ""]
    with target.raw() as connection:
        connection.sendall("\r\n".join(head).encode())
        [response] = read_all(connection)

    assert response.status == status
    response.must_tell_nothing()
    target.must_answer()


def test_there_is_no_websocket_elsewhere(target: Target) -> None:
    with pytest.raises(ConnectionRefusedError, match="403"):
        RawWebSocket.open(target, path="/nowhere")
    target.send_and_go_on(post("{ __typename }"))
