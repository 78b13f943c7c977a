"""graphql-transport-ws, to the letter: https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

import pytest
from websockets.frames import Frame, Opcode

from gateway.errors import RequestError, StoreError
from gateway.execution.operation import Answer, DocumentName, OperationRequest
from gateway.scopes import NO_SCOPES, Scope, Scopes
from gateway.server.streams import connection, sending
from gateway.server.streams.uvicorn_websocket import BoundedWebSocket
from gateway.settings import Settings
from tests.server.streams.streams import Client, FakeStreams, listening

NEXT = b'{"data":{"a":1}}'


@asynccontextmanager
async def introduced(service: FakeStreams, settings: Settings | None = None) -> AsyncIterator[Client]:
    async with listening(service, settings) as port:
        client = await Client.introduced(port)
        yield client
        await client.connection.close()


class Doorkeeper:
    """Knows one key."""

    async def scopes_of(self, headers: Mapping[str, str]) -> Scopes:
        if not headers:
            return NO_SCOPES
        if headers == {"x-api-key": "right"}:
            return frozenset({Scope.EDITOR})
        raise RequestError("No.", code="UNAUTHENTICATED")


async def test_a_subscription_gives_its_results_as_they_come_and_then_completes() -> None:
    service = FakeStreams()
    async with introduced(service) as client:
        await client.subscribe("x", "subscription A { a }", operationName="A", variables={"n": 1}, extensions={"e": 1})
        subscription = await service.until_subscribed()
        for number in range(3):
            subscription.put(b'{"data":{"a":%d}}' % number)
            assert await client.receive() == {"id": "x", "type": "next", "payload": {"data": {"a": number}}}
        subscription.put(None)
        assert await client.receive() == {"id": "x", "type": "complete"}
    assert service.requests == [OperationRequest("subscription A { a }", "A", {"n": 1})]
    assert subscription.closed.is_set()


async def test_a_document_can_be_named_instead_of_sent() -> None:
    service = FakeStreams(Answer(NEXT))
    async with introduced(service) as client:
        await client.send({"type": "subscribe", "id": "n", "payload": {"documentId": "Front"}})
        assert await client.receive() == {"id": "n", "type": "next", "payload": {"data": {"a": 1}}}
    assert service.requests == [OperationRequest("", document=DocumentName("Front"))]


async def test_a_query_gives_one_result_and_completes() -> None:
    service = FakeStreams(Answer(NEXT))
    async with introduced(service) as client:
        await client.subscribe("q", "{ a }")
        assert await client.receive() == {"id": "q", "type": "next", "payload": {"data": {"a": 1}}}
        assert await client.receive() == {"id": "q", "type": "complete"}


async def test_an_operation_that_is_refused_is_an_error_with_its_list_and_nothing_after_it() -> None:
    service = FakeStreams(Answer(b'{"errors":[{"message":"No."}]}', "request_error"))
    async with introduced(service) as client:
        await client.subscribe("q", "{ a")
        assert await client.receive() == {"id": "q", "type": "error", "payload": [{"message": "No."}]}
        await client.send({"type": "ping"})
        assert await client.receive() == {"type": "pong"}


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (RequestError("Slow.", code="SUBSCRIPTION_TOO_SLOW"), "SUBSCRIPTION_TOO_SLOW"),
        (StoreError("secret"), "SERVICE_UNAVAILABLE"),
        (KeyError("secret"), "INTERNAL_SERVER_ERROR"),
    ],
)
async def test_what_ends_a_subscription_is_told_and_the_others_go_on(error: Exception, code: str) -> None:
    service = FakeStreams()
    async with introduced(service) as client:
        await client.subscribe("1")
        failing = await service.until_subscribed(1)
        await client.subscribe("2")
        other = await service.until_subscribed(2)
        failing.put(error)
        message = await client.receive()
        assert (message["id"], message["type"]) == ("1", "error")
        assert message["payload"][0]["extensions"]["code"] == code
        assert "secret" not in json.dumps(message)
        other.put(NEXT)
        assert (await client.receive())["id"] == "2"


async def test_a_client_that_completes_hears_no_more_and_may_use_the_id_again() -> None:
    service = FakeStreams()
    async with introduced(service) as client:
        await client.subscribe("1")
        first = await service.until_subscribed(1)
        await client.send({"id": "1", "type": "complete"})
        async with asyncio.timeout(5):
            await first.closed.wait()
        first.put(NEXT)
        await client.send({"id": "never heard of", "type": "complete"})
        await client.subscribe("1")
        second = await service.until_subscribed(2)
        second.put(b'{"data":{"a":2}}')
        assert await client.receive() == {"id": "1", "type": "next", "payload": {"data": {"a": 2}}}


async def test_a_client_that_goes_away_ends_its_subscriptions() -> None:
    service = FakeStreams()
    async with listening(service) as port:
        client = await Client.introduced(port)
        await client.subscribe("1")
        first = await service.until_subscribed(1)
        await client.subscribe("2")
        second = await service.until_subscribed(2)
        client.connection.transport.abort()
        async with asyncio.timeout(5):
            await first.closed.wait()
            await second.closed.wait()


async def test_a_client_that_does_not_introduce_itself_is_closed_with_4408(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "INIT_SECONDS", 0.05)
    async with listening(FakeStreams()) as port:
        client = await Client.open(port)
        assert await client.closed() == (4408, "Connection initialisation timeout")


async def test_a_second_introduction_is_closed_with_4429() -> None:
    async with introduced(FakeStreams()) as client:
        await client.send({"type": "connection_init"})
        assert await client.closed() == (4429, "Too many initialisation requests")


async def test_who_subscribes_without_an_introduction_is_closed_with_4401() -> None:
    service = FakeStreams()
    async with listening(service) as port:
        client = await Client.open(port)
        await client.subscribe()
        assert await client.closed() == (4401, "Unauthorized")
    assert not service.subscriptions


async def test_an_id_that_is_in_use_is_closed_with_4409() -> None:
    service = FakeStreams()
    async with introduced(service) as client:
        await client.subscribe("twice")
        subscription = await service.until_subscribed()
        await client.subscribe("twice")
        assert await client.closed() == (4409, "Subscriber for twice already exists")
        async with asyncio.timeout(5):
            await subscription.closed.wait()


@pytest.mark.parametrize("protocols", [(), ("graphql-ws",), ("something", "graphql-ws")])
async def test_another_subprotocol_is_closed_with_4406(protocols: tuple[str, ...]) -> None:
    async with listening(FakeStreams()) as port:
        client = await Client.open(port, protocols=protocols)
        assert await client.closed() == (4406, "Subprotocol not acceptable")


async def test_of_several_subprotocols_ours_is_taken() -> None:
    async with listening(FakeStreams()) as port:
        client = await Client.introduced(port, protocols=("graphql-ws", "graphql-transport-ws"))
        assert client.connection.subprotocol == "graphql-transport-ws"
        await client.connection.close()


MALFORMED = {
    "no JSON": "hello",
    "cut off": '{"type":"ping"',
    "no object": "[]",
    "null": "null",
    "a number": "1",
    "a string": '"ping"',
    "no type": "{}",
    "type is a number": '{"type":1}',
    "unknown type": '{"type":"start"}',
    "a long unknown type": json.dumps({"type": "ä" * 500}),
    "a type of the server": '{"type":"connection_ack"}',
    "subscribe without payload": '{"id":"1","type":"subscribe"}',
    "subscribe without id": '{"type":"subscribe","payload":{"query":"{ a }"}}',
    "id is a number": '{"id":1,"type":"subscribe","payload":{"query":"{ a }"}}',
    "id is empty": '{"id":"","type":"subscribe","payload":{"query":"{ a }"}}',
    "query is missing": '{"id":"1","type":"subscribe","payload":{}}',
    "query is a number": '{"id":"1","type":"subscribe","payload":{"query":1}}',
    "variables are an array": '{"id":"1","type":"subscribe","payload":{"query":"{ a }","variables":[]}}',
    "extensions are text": '{"id":"1","type":"subscribe","payload":{"query":"{ a }","extensions":"x"}}',
    "payload is a list": '{"type":"ping","payload":[1]}',
    "payload of the introduction is text": '{"type":"connection_init","payload":"x"}',
    "complete without id": '{"type":"complete"}',
    "nested too deeply": '{"type":"ping","payload":' + '{"a":' * 50_000 + "1" + "}" * 50_000 + "}",
    "a lone surrogate": '{"id":"1","type":"subscribe","payload":{"query":"\\ud800"}}',
    "a byte order mark": '\ufeff{"type":"ping"}',
}


@pytest.mark.parametrize("message", MALFORMED.values(), ids=MALFORMED.keys())
async def test_a_message_that_the_protocol_does_not_have_is_closed_with_4400(message: str) -> None:
    service = FakeStreams()
    async with introduced(service) as client:
        await client.send(message)
        code, reason = await client.closed()
    assert code == 4400
    assert reason is not None
    assert reason.startswith("Invalid message: ")
    assert len(reason.encode()) <= 123
    assert not service.requests


async def test_binary_messages_are_closed_with_4400() -> None:
    async with introduced(FakeStreams()) as client:
        await client.send(b'{"type":"ping"}')
        assert (await client.closed())[0] == 4400


async def test_unknown_keys_are_ignored() -> None:
    async with introduced(FakeStreams()) as client:
        await client.send({"type": "ping", "other": [1]})
        assert await client.receive() == {"type": "pong"}


async def test_a_message_over_the_limit_is_closed_with_1009() -> None:
    async with introduced(FakeStreams(), Settings(max_body_bytes=2000)) as client:
        await client.send({"type": "ping", "payload": {"text": "x" * 1900}})
        assert (await client.receive())["type"] == "pong"
        await client.send({"type": "ping", "payload": {"text": "x" * 2000}})
        assert (await client.closed())[0] == 1009


async def test_a_ping_is_answered_with_its_payload_also_before_the_introduction() -> None:
    async with listening(FakeStreams()) as port:
        client = await Client.open(port)
        await client.send({"type": "ping", "payload": {"at": 1}})
        assert await client.receive() == {"type": "pong", "payload": {"at": 1}}
        await client.send({"type": "pong"})
        await client.send({"type": "ping"})
        assert await client.receive() == {"type": "pong"}
        await client.connection.close()


async def test_a_client_is_pinged_and_one_that_does_not_answer_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "PING_SECONDS", 0.05)
    monkeypatch.setattr(connection, "PONG_SECONDS", 0.3)
    async with introduced(FakeStreams()) as client:
        for _ in range(3):
            assert await client.receive() == {"type": "ping"}
            await client.send({"type": "pong"})
        assert await client.receive() == {"type": "ping"}
        assert await client.closed() == (4408, "Pong timeout")


async def test_a_client_is_known_by_the_headers_of_its_handshake_or_by_its_introduction() -> None:
    service = FakeStreams()
    editor = frozenset({Scope.EDITOR})
    async with listening(service, authorizes=Doorkeeper()) as port:
        by_header = await Client.introduced(port, additional_headers={"X-Api-Key": "right"})
        by_payload = await Client.open(port)
        await by_payload.send({"type": "connection_init", "payload": {"X-Api-Key": "right", "other": 1}})
        assert await by_payload.receive() == {"type": "connection_ack"}
        anybody = await Client.introduced(port)
        for number, client in enumerate((by_header, by_payload, anybody), 1):
            await client.subscribe()
            await service.until_subscribed(number)
            await client.connection.close()
    assert service.scopes == [editor, editor, NO_SCOPES]


@pytest.mark.parametrize("payload", [{"x-api-key": "wrong"}, {"authorization": 1}, {"X-API-KEY": ["right"]}])
async def test_a_client_with_wrong_credentials_is_closed_with_4403(payload: dict[str, object]) -> None:
    async with listening(FakeStreams(), authorizes=Doorkeeper()) as port:
        client = await Client.open(port)
        await client.send({"type": "connection_init", "payload": payload})
        assert await client.closed() == (4403, "Forbidden")


async def test_a_connection_has_only_so_many_operations_and_one_that_ends_makes_room() -> None:
    service = FakeStreams()
    async with introduced(service, Settings(max_subscriptions_per_connection=2)) as client:
        for key in ("1", "2", "3"):
            await client.subscribe(key)
        message = await client.receive()
        assert (message["id"], message["type"]) == ("3", "error")
        assert message["payload"][0]["extensions"]["code"] == "TOO_MANY_SUBSCRIPTIONS"
        await client.send({"id": "1", "type": "complete"})
        await client.subscribe("3")
        (await service.until_subscribed(3)).put(NEXT)
        assert (await client.receive())["id"] == "3"


async def test_a_client_that_does_not_read_is_closed_and_told_and_the_others_go_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sending, "SEND_SECONDS", 0.3)
    monkeypatch.setattr(sending, "SLOWEST_BYTES", 2**30)
    service = FakeStreams()
    async with listening(service) as port:
        slow = await Client.introduced(port, max_queue=1)
        await slow.subscribe("slow")
        flood = await service.until_subscribed(1)
        quick = await Client.introduced(port)
        await quick.subscribe("quick")
        other = await service.until_subscribed(2)
        flood.put(*[b'{"data":"%b"}' % (b"x" * 500_000)] * 60)
        async with asyncio.timeout(5):
            for _ in range(10):
                other.put(NEXT)
                assert (await quick.receive())["id"] == "quick"
            await flood.closed.wait()
        async with asyncio.timeout(5):
            assert 0 < await slow.read_on() < 60
        assert slow.connection.close_code == 1008
        await quick.connection.close()
    assert 0 < flood.results.qsize() < 60


async def test_when_the_server_stops_connections_are_closed_with_1012() -> None:
    async with listening(FakeStreams()) as port:
        client = await Client.introduced(port)
        await client.subscribe()
    assert (await client.closed())[0] == 1012


async def test_a_connection_is_closed_when_its_credentials_are_no_longer_good(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "PING_SECONDS", 0.05)
    answers = iter([frozenset({Scope.EDITOR})] * 3)

    class Forgetful:
        async def scopes_of(self, headers: Mapping[str, str]) -> Scopes:
            return next(answers, NO_SCOPES)

    service = FakeStreams()
    async with listening(service, authorizes=Forgetful()) as port:
        client = await Client.open(port)
        await client.send({"type": "connection_init", "payload": {"x-api-key": "k"}})
        assert await client.receive() == {"type": "connection_ack"}
        await client.subscribe()
        subscription = await service.until_subscribed()
        for _ in range(2):
            assert await client.receive() == {"type": "ping"}
            await client.send({"type": "pong"})
        assert await client.closed() == (4403, "Forbidden")
        assert subscription.closed.is_set()


async def test_an_empty_query_ends_the_operation_and_not_the_connection() -> None:
    refusal = Answer(b'{"errors":[{"message":"No."}]}', "request_error")
    async with introduced(FakeStreams(refusal)) as client:
        await client.subscribe("q", "")
        assert (await client.receive())["type"] == "error"
        await client.send({"type": "ping"})
        assert await client.receive() == {"type": "pong"}


def test_empty_parts_of_a_message_are_not_kept() -> None:
    protocol = BoundedWebSocket.__new__(BoundedWebSocket)
    protocol.frames = [b"{"]

    for _ in range(100):
        protocol.handle_cont(Frame(Opcode.CONT, b"", fin=False))
    protocol.handle_cont(Frame(Opcode.CONT, b"}", fin=False))

    assert protocol.frames == [b"{", b"}"]
