"""Every answer says under which id it can be found in the log, and every answer is counted."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from gateway.errors import StoreError
from gateway.execution import ObservedGateway
from gateway.loader.load import load
from gateway.observing import Metrics
from gateway.server import create_app
from gateway.settings import Settings
from gateway.store import open_store
from tests.harness.site import Site
from tests.server.service import FakeService, client_of

QUERY = {"query": "{ snapshot { articles } }"}
DEFER = {"query": "{ snapshot { articles } ... @defer { articles { nodes { title } } } }"}
PARTS = "multipart/mixed;deferSpec=20220824"


@pytest.fixture
def metrics() -> Metrics:
    return Metrics()


@pytest.fixture
async def client(tmp_path: Path, metrics: Metrics) -> AsyncIterator[httpx.AsyncClient]:
    site = Site(tmp_path / "site")
    site.put("_news/one.md", title="One")
    async with await open_store(f"sqlite:///{tmp_path / 'gateway.db'}") as store:
        await load(store, [site.source], jobs=1)
        settings = Settings(cors_origins="https://a.example")
        gateway = ObservedGateway(store, settings, metrics=metrics)
        transport = httpx.ASGITransport(create_app(gateway, settings, metrics=metrics), raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://gateway.test") as client:
            yield client
        await gateway.close()


def statuses_of(metrics: Metrics) -> dict[tuple[str, ...], float]:
    figures = metrics.figures()
    return {key[1:]: values[0] for key, values in figures.items() if key[0] == "gateway_http_requests_total"}


async def test_an_answer_of_any_kind_has_the_id_of_its_request(client: httpx.AsyncClient, metrics: Metrics) -> None:
    given = {"x-request-id": "of-the-proxy"}
    asked = [
        client.post("/graphql", json=QUERY, headers=given),
        client.post("/graphql", json=DEFER, headers={**given, "accept": PARTS}),
        client.post("/graphql", json=QUERY, headers={**given, "accept": "text/event-stream"}),
        client.post("/graphql", content=b"{", headers={**given, "content-type": "application/json"}),
        client.get("/graphql", params=QUERY, headers=given),
        client.get("/health/ready", headers=given),
        client.get("/nowhere", headers=given),
    ]
    answers = [await one for one in asked]
    assert [answer.headers["x-request-id"] for answer in answers] == ["of-the-proxy"] * len(answers)
    assert answers[1].headers["content-type"].startswith("multipart/mixed")
    assert answers[2].headers["content-type"].startswith("text/event-stream")
    assert statuses_of(metrics) == {("POST", "200"): 3, ("POST", "400"): 1, ("GET", "200"): 2, ("GET", "404"): 1}


async def test_an_id_that_is_not_sane_is_not_sent_back(client: httpx.AsyncClient) -> None:
    for path in ("/graphql", "/health/live"):
        answer = await client.request("POST", path, json=QUERY, headers={"x-request-id": 'a" b'})
        assert answer.headers["x-request-id"].replace("-", "").isalnum()


async def test_pages_of_other_origins_may_read_the_id(client: httpx.AsyncClient) -> None:
    answer = await client.post("/graphql", json=QUERY, headers={"origin": "https://a.example"})
    assert "X-Request-Id" in answer.headers["access-control-expose-headers"]


async def test_errors_are_counted_by_code_wherever_they_are_told(client: httpx.AsyncClient, metrics: Metrics) -> None:
    events = {"accept": "text/event-stream"}
    await client.post("/graphql", json={"query": "{ nope }"})
    await client.post("/graphql", json={"query": "{ nope }"}, headers=events)
    await client.post("/graphql", json={"query": "{ nope }"}, headers={"accept": PARTS})
    await client.post("/graphql", json={})
    await client.get("/graphql", params=QUERY, headers={"x-api-key": "wrong"})
    await client.get("/nowhere")
    await client.post("/graphql", json={"query": "{ articles { nodes { secured { __typename } } } }"})
    figures = metrics.figures()
    told = {key[1]: values[0] for key, values in figures.items() if key[0] == "gateway_errors_total" and values[0]}
    assert told == {
        "GRAPHQL_VALIDATION_FAILED": 3,
        "BAD_REQUEST": 1,
        "UNAUTHENTICATED": 1,
        "NOT_FOUND": 1,
        "FORBIDDEN": 1,
    }


@pytest.mark.parametrize("error", [StoreError("The disk is gone."), RuntimeError("a bug")])
async def test_a_failure_of_ours_is_in_the_log_under_the_id_of_the_answer(
    error: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    answer = await client_of(FakeService(error)).post("/graphql", json=QUERY, headers={"x-request-id": "find-me"})
    assert answer.headers["x-request-id"] == "find-me"
    assert answer.json()["errors"][0]["extensions"]["requestId"] == "find-me"
    (record,) = caplog.records
    assert record.fields["request_id"] == "find-me"  # type: ignore[attr-defined]
    assert (record.exc_info is not None) is isinstance(error, RuntimeError)


async def test_mistakes_of_clients_are_no_lines_of_the_log(
    client: httpx.AsyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG, logger="gateway"):
        for body in (b"", b"[", b'"x"', b"{}", b'{"query":"{"}', b'{"query":"{ nope }"}', b'{"query":1}'):
            answer = await client.post("/graphql", content=body, headers={"content-type": "application/json"})
            assert "errors" in answer.json()
        await client.get("/nowhere")
        await client.put("/graphql")
        await client.post("/graphql", json=QUERY, headers={"authorization": "Bearer wrong"})
    assert not caplog.records


async def test_a_handshake_of_websocket_has_an_id_as_well() -> None:
    sent: list[dict[str, object]] = []
    received = asyncio.Queue[dict[str, object]]()
    received.put_nowait({"type": "websocket.connect"})
    received.put_nowait({"type": "websocket.disconnect", "code": 1000})

    async def send(message: dict[str, object]) -> None:
        sent.append(message)

    scope = {
        "type": "websocket",
        "path": "/graphql",
        "root_path": "",
        "headers": [(b"x-request-id", b"of-the-proxy")],
        "subprotocols": ["graphql-transport-ws"],
        "query_string": b"",
    }
    app = create_app(FakeService(), Settings())
    await app(scope, received.get, send)  # type: ignore[arg-type]
    assert sent[0]["type"] == "websocket.accept"
    assert (b"x-request-id", b"of-the-proxy") in sent[0]["headers"]  # type: ignore[operator]
    assert json.dumps(sent[0]["subprotocol"]) == '"graphql-transport-ws"'
