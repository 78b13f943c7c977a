"""Messages over WebSocket that the protocol does not have: the connection ends with the code for it."""

import json
import struct
from collections.abc import Iterator

import pytest

from tests.harness.socket_frames import RawWebSocket
from tests.harness.target import INTERNALS, Target, post, read_all

DEEP = 50_000
CHANGES = "subscription { articleChanged { id } }"


def subscribe(query: str = "{ __typename }", key: object = "1", **payload: object) -> str:
    """A message that begins an operation."""
    return json.dumps({"id": key, "type": "subscribe", "payload": {"query": query, **payload}})


INVALID = {
    "nothing": "",
    "a blank": " ",
    "no JSON": "{",
    "null": "null",
    "true": "true",
    "a number": "1",
    "a huge number": "9" * 5000,
    "text": '"connection_init"',
    "a list": "[]",
    "a list of messages": '[{"type":"ping"}]',
    "an empty object": "{}",
    "null for a type": '{"type":null}',
    "a number for a type": '{"type":1}',
    "a list for a type": '{"type":["ping"]}',
    "an empty type": '{"type":""}',
    "a type in upper case": '{"type":"PING"}',
    "a type of 200 bytes": json.dumps({"type": "x" * 200}),
    "a type of 100 characters of three bytes": json.dumps({"type": "東" * 100}, ensure_ascii=False),
    "a type of 500,000 bytes": json.dumps({"type": "x" * 500_000}),
    "a type of the server": '{"type":"connection_ack"}',
    "a result from a client": '{"id":"1","type":"next","payload":{}}',
    "a type of the old protocol": '{"id":"1","type":"start","payload":{"query":"{ __typename }"}}',
    "no id": '{"type":"subscribe","payload":{"query":"{ __typename }"}}',
    "an empty id": subscribe(key=""),
    "a number for an id": subscribe(key=1),
    "null for an id": subscribe(key=None),
    "a list for an id": subscribe(key=["1"]),
    "an object for an id": subscribe(key={}),
    "an id of 257 characters": subscribe(key="x" * 257),
    "an id that is a lone surrogate": '{"id":"\\ud800","type":"complete"}',
    "no payload": '{"id":"1","type":"subscribe"}',
    "null for a payload": '{"id":"1","type":"subscribe","payload":null}',
    "text for a payload": '{"id":"1","type":"subscribe","payload":"{ __typename }"}',
    "a list for a payload": '{"id":"1","type":"subscribe","payload":[]}',
    "an empty payload": '{"id":"1","type":"subscribe","payload":{}}',
    "a number for a query": '{"id":"1","type":"subscribe","payload":{"query":1}}',
    "null for a query": '{"id":"1","type":"subscribe","payload":{"query":null}}',
    "a list for variables": subscribe(variables=[]),
    "text for variables": subscribe(variables="{}"),
    "a number for an operation name": subscribe(operationName=1),
    "a list for extensions": subscribe(extensions=[]),
    "a lone surrogate in a query": '{"id":"1","type":"subscribe","payload":{"query":"\\ud800"}}',
    "text for the payload of a ping": '{"type":"ping","payload":"x"}',
    "a number for the payload of a pong": '{"type":"pong","payload":1}',
    "no id to complete": '{"type":"complete"}',
    "a number to complete": '{"id":1,"type":"complete"}',
    "deep lists": "[" * DEEP,
    "deep objects": '{"a":' * DEEP,
    "deep in a payload": '{"type":"ping","payload":{"a":' + "[" * DEEP + "]" * DEEP + "}}",
    "deep and ignored": '{"type":"ping","other":' + "[" * DEEP + "]" * DEEP + "}",
    "a byte order mark": '\ufeff{"type":"ping"}',
    "two messages": '{"type":"ping"}{"type":"ping"}',
}


@pytest.mark.parametrize("text", INVALID.values(), ids=INVALID.keys())
def test_a_message_that_is_none_ends_the_connection(target: Target, text: str) -> None:
    with RawWebSocket.introduced(target) as client:
        client.send(text)
        code, reason = client.closed()

    assert code == 4400
    assert reason.startswith("Invalid message: ")
    assert len(reason.encode()) <= 123
    assert INTERNALS.search(reason) is None
    target.must_answer()


BEFORE_THE_INTRODUCTION = {
    "an operation": (subscribe(), 4401),
    "a subscription": (subscribe(CHANGES), 4401),
    "a list for an introduction": ('{"type":"connection_init","payload":[]}', 4400),
    "text for an introduction": ('{"type":"connection_init","payload":"x"}', 4400),
    "a number for a key": ('{"type":"connection_init","payload":{"x-api-key":1}}', 4403),
    "a list for a token": ('{"type":"connection_init","payload":{"Authorization":[]}}', 4403),
    "a wrong key": ('{"type":"connection_init","payload":{"X-Api-Key":"x"}}', 4403),
    "a wrong token": ('{"type":"connection_init","payload":{"authorization":"Bearer a.b.c"}}', 4403),
    "a key of 500,000 characters": (
        json.dumps({"type": "connection_init", "payload": {"x-api-key": "x" * 500_000}}),
        4403,
    ),
}


@pytest.mark.parametrize(("text", "code"), BEFORE_THE_INTRODUCTION.values(), ids=BEFORE_THE_INTRODUCTION.keys())
def test_who_is_not_let_in_does_nothing(target: Target, text: str, code: int) -> None:
    with RawWebSocket.open(target) as client:
        client.send(text)

        assert client.closed().code == code


def test_who_comes_in_twice_is_sent_away(target: Target) -> None:
    with RawWebSocket.introduced(target) as client:
        client.send({"type": "connection_init"})

        assert client.closed().code == 4429


def test_who_says_nothing_is_sent_away(target: Target) -> None:
    with RawWebSocket.open(target) as client:
        assert client.closed().code == 4408


def test_an_id_that_is_taken_ends_the_connection(target: Target) -> None:
    with RawWebSocket.introduced(target) as client:
        client.send(subscribe(CHANGES, "x" * 256))
        client.send(subscribe(CHANGES, "x" * 256))
        code, reason = client.closed()

    assert code == 4409
    assert len(reason.encode()) <= 123


def test_a_hundred_operations_are_had_and_no_more(target: Target) -> None:
    with RawWebSocket.introduced(target) as client:
        for number in range(130):
            client.send(subscribe(CHANGES, str(number)))
        refused = [client.receive() for _ in range(30)]

        assert [message["id"] for message in refused] == [str(number) for number in range(100, 130)]
        codes = {error["extensions"]["code"] for message in refused for error in message["payload"]}
        assert codes == {"TOO_MANY_SUBSCRIPTIONS"}
        client.send({"id": "5", "type": "complete"})
        client.send(subscribe(key="again"))
        assert client.receive() == {"id": "again", "type": "next", "payload": {"data": {"__typename": "Query"}}}


REFUSED = {
    "a blank": (" ", "GRAPHQL_PARSE_FAILED"),
    "an empty query": ("", "GRAPHQL_PARSE_FAILED"),
    "no document": ("{", "GRAPHQL_PARSE_FAILED"),
    "an unknown field": ("{ nothing }", "GRAPHQL_VALIDATION_FAILED"),
    "two events": ("subscription { a: articleChanged { id } b: articleChanged { id } }", "GRAPHQL_VALIDATION_FAILED"),
    "too long": ("{ __typename }".ljust(40_000), "MAX_QUERY_BYTES_EXCEEDED"),
    "too many tokens": ("{" + " a" * 2001 + "}", "MAX_TOKENS_EXCEEDED"),
    "too deep": ("{a" * 300 + "}" * 300, "MAX_NESTING_EXCEEDED"),
    "too many names": ("{" + " ".join(f"a{n}: __typename" for n in range(31)) + "}", "MAX_ALIASES_EXCEEDED"),
    "too many below": (
        "subscription { articleChanged { article {"
        + " topics { articles(first: 100) { nodes {" * 9
        + "id"
        + "} } }" * 9
        + "} } }",
        "MAX_COST_EXCEEDED",
    ),
    "a page that is none": ("{ articles(first: 101) { totalCount } }", "BAD_USER_INPUT"),
}


@pytest.mark.parametrize(("query", "code"), REFUSED.values(), ids=REFUSED.keys())
def test_an_operation_that_is_refused_ends_alone(target: Target, query: str, code: str) -> None:
    with RawWebSocket.introduced(target) as client:
        client.send(subscribe(query, "bad"))
        message = client.receive()
        client.send(subscribe(key="good"))

        assert (message["id"], message["type"]) == ("bad", "error")
        assert {error["extensions"]["code"] for error in message["payload"]} == {code}
        assert client.receive()["payload"] == {"data": {"__typename": "Query"}}


def test_a_mutation_needs_its_scope_here_as_well(target: Target) -> None:
    with RawWebSocket.introduced(target) as client:
        client.send(subscribe("mutation { reload { added } }"))
        payload = client.receive()["payload"]

    assert payload["data"] is None
    assert [error["extensions"]["code"] for error in payload["errors"]] == ["FORBIDDEN"]


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
