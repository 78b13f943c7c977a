"""graphql-sse in its "single connection mode": https://github.com/enisdenjo/graphql-sse/blob/master/PROTOCOL.md."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest

from gateway.errors import RequestError
from gateway.execution.operation import Answer, OperationRequest
from gateway.scopes import NO_SCOPES, Scope, Scopes
from gateway.server.streams import event_stream, reservations, sending
from gateway.settings import Settings
from tests.server.service import code_of
from tests.server.streams.streams import FakeStreams, listening

TOKEN = "x-graphql-event-stream-token"
SUBSCRIPTION = "subscription { a }"


class Doorkeeper:
    """Knows one key, for as long as it is good."""

    is_good = True

    async def scopes_of(self, headers: Any) -> Scopes:
        if not headers:
            return NO_SCOPES
        if headers == {"x-api-key": "right"} and self.is_good:
            return frozenset({Scope.EDITOR})
        raise RequestError("No.", code="UNAUTHENTICATED")


class Client:
    """Does what the protocol wants, one request at a time, and reads the stream."""

    def __init__(self, http: httpx.AsyncClient, token: str = "") -> None:
        self.http = http
        self.token = token

    async def reserve(self, **headers: str) -> None:
        response = await self.http.put("/graphql", headers=headers)
        assert response.status_code == 201
        assert response.headers["content-type"] == "text/plain; charset=utf-8"
        self.token = response.text

    async def begin(self, operation_id: str | None, query: str = SUBSCRIPTION) -> httpx.Response:
        extensions = {} if operation_id is None else {"operationId": operation_id}
        body = {"query": query, "extensions": extensions}
        return await self.http.post("/graphql", json=body, headers={TOKEN: self.token})

    async def stop(self, operation_id: str) -> httpx.Response:
        return await self.http.delete("/graphql", params={"operationId": operation_id}, headers={TOKEN: self.token})

    @asynccontextmanager
    async def opened(self, **options: Any) -> AsyncIterator["Stream"]:
        headers = {"accept": "text/event-stream", TOKEN: self.token, **options.pop("headers", {})}
        async with self.http.stream("GET", "/graphql", headers=headers, **options) as response:
            assert response.status_code == 200, await response.aread()
            yield Stream(response)


class Stream:
    """Events as they come, byte for byte but for comments."""

    def __init__(self, response: httpx.Response) -> None:
        self._parts = response.aiter_text()
        self._text = ""

    async def read(self, text: str) -> None:
        """Read until there is this, and nothing else."""
        async with asyncio.timeout(5):
            while len(self._text) < len(text):
                self._text += re.sub(r"(?m)^:\n\n", "", await anext(self._parts))
        assert self._text == text
        self._text = ""

    async def ended(self) -> str:
        """Read on to the end."""
        async with asyncio.timeout(5):
            return re.sub(r"(?m)^:\n\n", "", "".join([part async for part in self._parts]))


@asynccontextmanager
async def client_of(service: FakeStreams, authorizes: Any = None, **settings: Any) -> AsyncIterator[Client]:
    async with (
        listening(service, Settings(**settings), authorizes) as port,
        httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=5, verify=False) as http,
    ):
        yield Client(http)


async def test_all_operations_come_over_one_stream_with_their_ids() -> None:
    service = FakeStreams(Answer(b'{"data":{"q":1}}'))
    async with client_of(service) as client:
        await client.reserve()
        async with client.opened() as stream:
            assert (await client.begin("one")).status_code == 202
            one = await service.until_subscribed()
            assert (await client.begin("two", "{ q }")).status_code == 202
            await stream.read(
                'event: next\ndata: {"id":"two","payload":{"data":{"q":1}}}\n\nevent: complete\ndata: {"id":"two"}\n\n'
            )
            one.put(b'{"data":{"a":1}}', None)
            await stream.read(
                'event: next\ndata: {"id":"one","payload":{"data":{"a":1}}}\n\nevent: complete\ndata: {"id":"one"}\n\n'
            )


async def test_what_begins_before_the_stream_is_opened_waits_for_it() -> None:
    service = FakeStreams()
    async with client_of(service) as client:
        await client.reserve()
        await client.begin("early")
        (await service.until_subscribed()).put(b'{"data":{"a":1}}')
        async with client.opened() as stream:
            await stream.read('event: next\ndata: {"id":"early","payload":{"data":{"a":1}}}\n\n')


async def test_a_browser_gives_the_token_in_the_address() -> None:
    service = FakeStreams()
    async with client_of(service) as client:
        await client.reserve()
        response = client.http.stream(
            "GET", "/graphql", params={"token": client.token}, headers={"accept": "text/event-stream"}
        )
        async with response as opened:
            parameters = {"token": client.token, "query": SUBSCRIPTION, "extensions": '{"operationId":"g"}'}
            begun = await client.http.get("/graphql", params=parameters)
            subscription = await service.until_subscribed()
            subscription.put(b'{"data":{"a":1}}')
            await Stream(opened).read('event: next\ndata: {"id":"g","payload":{"data":{"a":1}}}\n\n')

    assert begun.status_code == 202
    assert service.requests[0].is_safe


@pytest.mark.parametrize("method", ["HEAD", "PATCH", "OPTIONS"])
async def test_other_methods_open_nothing(method: str) -> None:
    async with client_of(FakeStreams()) as client:
        await client.reserve()
        headers = {"accept": "text/event-stream", TOKEN: client.token}
        response = await client.http.request(method, "/graphql", headers=headers)
        assert response.status_code == 405
        async with client.opened():
            pass


async def test_an_operation_is_ended_by_its_client() -> None:
    service = FakeStreams()
    async with client_of(service) as client:
        await client.reserve()
        async with client.opened():
            await client.begin("one")
            subscription = await service.until_subscribed()

            assert (await client.stop("one")).status_code == 200
            async with asyncio.timeout(5):
                await subscription.closed.wait()
            assert (await client.stop("unknown")).status_code == 200
            assert (await client.stop("")).status_code == 400
            assert (await client.begin("one")).status_code == 202


async def test_with_the_stream_everything_ends() -> None:
    service = FakeStreams()
    async with client_of(service) as client:
        await client.reserve()
        async with client.opened():
            await client.begin("one")
            subscription = await service.until_subscribed()
        async with asyncio.timeout(5):
            await subscription.closed.wait()

        assert code_of(await client.begin("two")) == "STREAM_NOT_FOUND"


async def test_there_is_one_stream_for_a_reservation_and_one_operation_for_an_id() -> None:
    async with client_of(FakeStreams()) as client:
        await client.reserve()
        async with client.opened():
            second = await client.http.get("/graphql", headers={"accept": "text/event-stream", TOKEN: client.token})
            await client.begin("one")
            again = await client.begin("one")

    assert (second.status_code, code_of(second)) == (409, "STREAM_CONFLICT")
    assert (again.status_code, code_of(again)) == (409, "STREAM_CONFLICT")


@pytest.mark.parametrize("token", ["", "wrong", "é"])
async def test_an_unknown_token_opens_nothing(token: str) -> None:
    async with client_of(FakeStreams()) as client:
        for method in ("GET", "POST", "DELETE"):
            response = await client.http.request(
                method,
                "/graphql",
                params={"operationId": "x", "token": token},
                json={"query": SUBSCRIPTION} if method == "POST" else None,
                headers={"accept": "text/event-stream" if method == "GET" else "*/*"},
            )
            assert (response.status_code, code_of(response)) == (404, "STREAM_NOT_FOUND")


async def test_a_refused_operation_is_answered_at_once_and_not_over_the_stream() -> None:
    refusal = b'{"errors":[{"message":"No.","extensions":{"code":"BAD_USER_INPUT"}}]}'
    async with client_of(FakeStreams(Answer(refusal, "request_error"))) as client:
        await client.reserve()
        async with client.opened():
            response = await client.begin("one", "{ wrong }")
            missing = await client.begin(None)
            headers = {TOKEN: client.token, "content-type": "text/plain"}
            plain = await client.http.post("/graphql", content=b"{}", headers=headers)

    assert (response.status_code, response.content) == (400, refusal)
    assert (missing.status_code, code_of(missing)) == (400, "BAD_REQUEST")
    assert plain.status_code == 415


async def test_a_reservation_that_nobody_opens_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reservations, "RESERVED_SECONDS", 0.05)
    service = FakeStreams()
    async with client_of(service) as client:
        await client.reserve()
        await client.begin("one")
        subscription = await service.until_subscribed()
        async with asyncio.timeout(5):
            await subscription.closed.wait()

        assert code_of(await client.begin("two")) == "STREAM_NOT_FOUND"


async def test_only_few_operations_begin_before_the_stream_is_opened() -> None:
    async with client_of(FakeStreams(Answer(b'{"data":{}}'))) as client:
        await client.reserve()
        statuses = [(await client.begin(str(number), "{ a }")).status_code for number in range(3)]
        async with client.opened() as stream:
            await stream.read(
                'event: next\ndata: {"id":"0","payload":{"data":{}}}\n\nevent: complete\ndata: {"id":"0"}\n\n'
                'event: next\ndata: {"id":"1","payload":{"data":{}}}\n\nevent: complete\ndata: {"id":"1"}\n\n'
            )
            assert (await client.begin("3", "{ a }")).status_code == 202

    assert statuses == [202, 202, 409]


async def test_there_are_so_many_reservations_and_operations_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reservations, "MOST", 1)
    async with client_of(FakeStreams(), max_subscriptions_per_connection=1) as client:
        await client.reserve()
        refused = await client.http.put("/graphql")
        async with client.opened() as stream:
            await client.begin("one")
            await client.begin("two")
            text = "This connection has 1 operations under way, as many as it may have."
            await stream.read(
                f'event: next\ndata: {{"id":"two","payload":{{"errors":[{{"message":"{text}",'
                '"extensions":{"code":"TOO_MANY_SUBSCRIPTIONS","hint":"Complete some of them."}}]}}\n\n'
                'event: complete\ndata: {"id":"two"}\n\n'
            )

    assert (refused.status_code, code_of(refused)) == (503, "SERVICE_UNAVAILABLE")


async def test_operations_have_the_scopes_of_who_reserved() -> None:
    service = FakeStreams()
    async with client_of(service, Doorkeeper()) as client:
        await client.reserve(**{"x-api-key": "right"})
        await client.begin("one")
        await service.until_subscribed()
        refused = await client.http.put("/graphql", headers={"x-api-key": "wrong"})

    assert service.scopes == [{Scope.EDITOR}]
    assert refused.status_code == 401


async def test_a_stream_ends_when_its_credentials_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(event_stream, "KEEP_ALIVE_SECONDS", 0.05)
    service, doorkeeper = FakeStreams(), Doorkeeper()
    async with client_of(service, doorkeeper) as client:
        await client.reserve(**{"x-api-key": "right"})
        async with client.opened(headers={"x-api-key": "right"}) as stream:
            await client.begin("one")
            subscription = await service.until_subscribed()
            doorkeeper.is_good = False
            last = await stream.ended()

    assert '"code":"UNAUTHENTICATED"' in last
    assert subscription.closed.is_set()


async def test_streams_cannot_be_reserved_where_several_processes_answer() -> None:
    async with client_of(FakeStreams(), workers=2) as client:
        response = await client.http.put("/graphql")

    assert (response.status_code, code_of(response)) == (405, "METHOD_NOT_ALLOWED")


class SlowStreams(FakeStreams):
    """Takes its time to begin."""

    begun: asyncio.Event

    async def subscribe(self, request: OperationRequest, scopes: Scopes = NO_SCOPES) -> Any:
        await self.begun.wait()
        return await super().subscribe(request, scopes)


async def test_of_two_operations_of_an_id_that_come_at_once_one_begins() -> None:
    service = SlowStreams()
    service.begun = asyncio.Event()
    async with client_of(service) as client:
        await client.reserve()
        async with client.opened():
            both = [asyncio.create_task(client.begin("x")) for _ in range(2)]
            await asyncio.sleep(0.2)
            service.begun.set()
            statuses = sorted([(await each).status_code for each in both])

    assert statuses == [202, 409]
    assert len(service.subscriptions) == 1


@pytest.mark.parametrize("is_stopped", [True, False])
async def test_what_has_not_begun_when_it_is_ended_never_begins(is_stopped: bool) -> None:
    service = SlowStreams()
    service.begun = asyncio.Event()
    async with client_of(service) as client:
        await client.reserve()
        async with client.opened():
            beginning = asyncio.create_task(client.begin("x"))
            await asyncio.sleep(0.2)
            if is_stopped:
                await client.stop("x")
        response = await beginning
        service.begun.set()
        await asyncio.sleep(0.05)

    assert code_of(response) == "STREAM_NOT_FOUND"
    assert service.subscriptions == []


async def test_an_operation_over_the_limit_is_not_begun() -> None:
    service = FakeStreams()
    async with client_of(service, max_subscriptions_per_connection=1) as client:
        await client.reserve()
        async with client.opened():
            await client.begin("one")
            await client.begin("two")

    assert len(service.subscriptions) == 1


async def test_the_credentials_of_who_reserved_count_though_the_stream_is_opened_without(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(event_stream, "KEEP_ALIVE_SECONDS", 0.05)
    service, doorkeeper = FakeStreams(), Doorkeeper()
    async with client_of(service, doorkeeper) as client:
        await client.reserve(**{"x-api-key": "right"})
        async with client.opened() as stream:
            await client.begin("one")
            doorkeeper.is_good = False
            refused = await client.begin("two")
            last = await stream.ended()

    assert refused.status_code == 401
    assert last.startswith('event: next\ndata: {"id":"one","payload":{"errors":[{"message":"The credentials')
    assert last.endswith('event: complete\ndata: {"id":"one"}\n\n')
    assert service.subscriptions[0].closed.is_set()


async def test_a_client_that_does_not_read_loses_all_its_operations(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "SEND_SECONDS", 0.3)
    monkeypatch.setattr(sending, "SLOWEST_BYTES", 2**30)
    service = FakeStreams()
    async with client_of(service) as client:
        await client.reserve()
        async with client.opened():
            await client.begin("flood")
            await client.begin("idle")
            flood, idle = service.subscriptions
            flood.put(*[b'{"data":"%b"}' % (b"x" * 500_000)] * 60)
            async with asyncio.timeout(8):
                await flood.closed.wait()
                await idle.closed.wait()
