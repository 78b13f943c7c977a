"""graphql-sse in its "distinct connections mode": https://github.com/enisdenjo/graphql-sse/blob/master/PROTOCOL.md."""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest

from gateway.errors import RequestError
from gateway.execution.operation import Answer, OperationRequest
from gateway.scopes import NO_SCOPES, Scope, Scopes
from gateway.server.streams import event_stream, sending
from gateway.server.streams.service import Authorizes
from tests.server.service import code_of
from tests.server.streams.streams import FakeStreams, FakeSubscription, listening

EVENTS = {"accept": "text/event-stream"}
SUBSCRIPTION = {"query": "subscription { a }"}


@asynccontextmanager
async def subscribed(
    service: FakeStreams, authorizes: Authorizes | None = None, **options: Any
) -> AsyncIterator[tuple[httpx.Response, FakeSubscription]]:
    async with (
        listening(service, authorizes=authorizes) as port,
        httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=5, verify=False) as client,
        client.stream("POST", "/graphql", json=SUBSCRIPTION, headers={**EVENTS, **options}) as response,
    ):
        yield response, await service.until_subscribed()


def without_comments(body: str) -> str:
    """What clients see of a stream."""
    return re.sub(r"^:\n\n", "", body, flags=re.MULTILINE)


async def test_results_are_next_events_and_complete_ends_the_stream() -> None:
    service = FakeStreams()
    async with subscribed(service) as (response, subscription):
        subscription.put(b'{"data":{"a":1}}', b'{"data":{\n"a":2}}', b'{"data":\r\n{"a":3}}', None)
        body = b"".join([part async for part in response.aiter_raw()])
    assert response.status_code == 200
    assert response.headers["content-type"] == "text/event-stream; charset=utf-8"
    assert response.headers["cache-control"] == "no-store"
    assert response.headers["x-accel-buffering"] == "no"
    assert "content-encoding" not in response.headers
    assert b"\r" not in body
    assert without_comments(body.decode()) == (
        'event: next\ndata: {"data":{"a":1}}\n\n'
        'event: next\ndata: {"data":{\ndata: "a":2}}\n\n'
        'event: next\ndata: {"data":\ndata: {"a":3}}\n\n'
        "event: complete\ndata:\n\n"
    )
    assert subscription.closed.is_set()


async def test_a_silent_stream_is_kept_alive_with_comments(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(event_stream, "KEEP_ALIVE_SECONDS", 0.02)
    async with subscribed(FakeStreams()) as (response, subscription):
        parts = b""
        async for part in response.aiter_raw():
            parts += part
            if parts.count(b":\n\n") > 3:
                subscription.put(None)
    assert without_comments(parts.decode()) == "event: complete\ndata:\n\n"


async def test_a_query_and_an_operation_that_is_refused_are_streams_of_one_event() -> None:
    service = FakeStreams(Answer(b'{"data":{"a":1}}'))
    async with listening(service) as port, httpx.AsyncClient(verify=False) as client:
        url = f"http://127.0.0.1:{port}/graphql"
        query = await client.post(url, json={"query": "{ a }"}, headers=EVENTS)
        service.next_answer = Answer(b'{"errors":[{"message":"No."}]}', "request_error")
        refused = await client.post(url, json={"query": "{ a"}, headers=EVENTS)
    assert without_comments(query.text) == 'event: next\ndata: {"data":{"a":1}}\n\nevent: complete\ndata:\n\n'
    assert refused.status_code == 200
    assert (
        without_comments(refused.text)
        == 'event: next\ndata: {"errors":[{"message":"No."}]}\n\nevent: complete\ndata:\n\n'
    )


async def test_what_ends_a_subscription_is_told_in_the_last_event() -> None:
    async with subscribed(FakeStreams()) as (response, subscription):
        subscription.put(RequestError("Slow.", code="SUBSCRIPTION_TOO_SLOW"))
        body = (await response.aread()).decode()
    lines = [line.removeprefix("data: ") for line in body.splitlines() if line.startswith("data: ")]
    assert [json.loads(line)["errors"][0]["extensions"]["code"] for line in lines] == ["SUBSCRIPTION_TOO_SLOW"]
    assert body.endswith("event: complete\ndata:\n\n")


async def test_an_event_source_of_a_browser_subscribes_with_get() -> None:
    service = FakeStreams()
    async with listening(service) as port, httpx.AsyncClient(verify=False) as client:
        parameters = {"query": "subscription A { a }", "variables": '{"n":1}', "operationName": "A"}
        async with client.stream(
            "GET", f"http://127.0.0.1:{port}/graphql", params=parameters, headers=EVENTS
        ) as response:
            (await service.until_subscribed()).put(None)
            await response.aread()
    assert response.status_code == 200
    assert service.requests == [OperationRequest("subscription A { a }", "A", {"n": 1}, is_safe=True)]


async def test_a_client_that_goes_away_ends_its_subscription() -> None:
    service = FakeStreams()
    async with listening(service) as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        body = json.dumps(SUBSCRIPTION).encode()
        head = b"POST /graphql HTTP/1.1\r\nhost: x\r\naccept: text/event-stream\r\ncontent-type: application/json\r\n"
        writer.write(head + b"content-length: %d\r\n\r\n" % len(body) + body)
        subscription = await service.until_subscribed()
        await reader.readline()
        writer.close()
        async with asyncio.timeout(5):
            await subscription.closed.wait()


async def test_a_client_that_does_not_read_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "SEND_SECONDS", 0.3)
    monkeypatch.setattr(sending, "SLOWEST_BYTES", 2**30)
    async with subscribed(FakeStreams()) as (_, subscription):
        subscription.put(*[b'{"data":"%b"}' % (b"x" * 500_000)] * 60)
        async with asyncio.timeout(5):
            await subscription.closed.wait()
    assert 0 < subscription.results.qsize() < 60


async def test_when_the_server_stops_streams_end_without_complete_so_that_clients_come_again() -> None:
    service = FakeStreams()
    async with httpx.AsyncClient(verify=False, timeout=5) as client, asyncio.TaskGroup() as group:
        async with listening(service) as port:
            url = f"http://127.0.0.1:{port}/graphql"
            asked = group.create_task(client.post(url, json=SUBSCRIPTION, headers=EVENTS))
            await service.until_subscribed()
        response = await asked
    assert without_comments(response.text) == ""


@pytest.mark.parametrize(
    ("accept", "is_stream"),
    [
        ("text/event-stream", True),
        ("text/event-stream, application/json;q=0.5", True),
        ("text/event-stream, application/json", True),
        ("application/json;q=0.8, text/event-stream", True),
        ("application/graphql-response+json, application/graphql+json, application/json, text/event-stream", False),
        ("multipart/mixed, application/json, text/event-stream", False),
        ("*/*", False),
        ("text/*, application/json;q=0.1", False),
        ("*/*, text/event-stream;q=0", False),
        (None, False),
    ],
)
async def test_only_clients_that_like_events_best_get_them(accept: str | None, is_stream: bool) -> None:
    service = FakeStreams(Answer(b'{"data":{"a":1}}'))
    headers = {"accept": accept} if accept else {}
    async with listening(service) as port, httpx.AsyncClient(verify=False) as client:
        del client.headers["accept"]
        response = await client.post(f"http://127.0.0.1:{port}/graphql", json={"query": "{ a }"}, headers=headers)
    assert response.headers["content-type"].startswith("text/event-stream") is is_stream
    if not is_stream:
        assert response.json() == {"data": {"a": 1}}


@pytest.mark.parametrize(
    ("content", "content_type", "status", "code"),
    [
        (b"{}", "application/json", 400, "BAD_REQUEST"),
        (b"[]", "application/json", 400, "BAD_REQUEST"),
        (b'{"query":"{ a }"}', "text/plain", 415, "UNSUPPORTED_MEDIA_TYPE"),
    ],
)
async def test_a_request_that_cannot_be_read_is_refused_as_always(
    content: bytes, content_type: str, status: int, code: str
) -> None:
    async with listening(FakeStreams()) as port, httpx.AsyncClient(verify=False) as client:
        headers = {**EVENTS, "content-type": content_type}
        response = await client.post(f"http://127.0.0.1:{port}/graphql", content=content, headers=headers)
    assert response.status_code == status
    assert code_of(response) == code


async def test_a_stream_ends_when_its_credentials_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(event_stream, "KEEP_ALIVE_SECONDS", 0.02)
    answers = iter([frozenset({Scope.EDITOR})] * 3)

    class Forgetful:
        async def scopes_of(self, headers: object) -> Scopes:
            return next(answers, NO_SCOPES)

    service = FakeStreams()
    async with subscribed(service, Forgetful(), **{"x-api-key": "k"}) as (response, subscription):
        body = b"".join([part async for part in response.aiter_raw()])

    assert b'"code":"UNAUTHENTICATED"' in body
    assert body.endswith(b"event: complete\ndata:\n\n")
    assert subscription.closed.is_set()
