"""Answers in parts, byte for byte, in the form that a client knows; others get one answer."""

from collections.abc import AsyncIterator

import httpx
import pytest

from gateway.server.negotiation import negotiate
from gateway.testing import GatewayInProcess, gateway_for

SITE = {"_news/a.md": "---\ntitle: A\nexcerpt: of A\n---\n"}
QUERY = '{ articles { nodes { title ... @defer(label: "more") { excerpt } } } snapshot { articles } }'
BEGIN = "\r\n---\r\nContent-Type: application/json; charset=utf-8\r\n\r\n"
DATA = '{"data":{"articles":{"nodes":[{"title":"A"}]},"snapshot":{"articles":1}}'
BY_PATH, BY_ID = "deferSpec=20220824", "incrementalSpec=v0.2"


@pytest.fixture
async def gateway() -> AsyncIterator[GatewayInProcess]:
    async with gateway_for(SITE) as gateway:
        yield gateway


async def post(gateway: GatewayInProcess, accept: str, query: str = QUERY, **headers: str) -> httpx.Response:
    transport = httpx.ASGITransport(gateway.app)
    async with httpx.AsyncClient(transport=transport, base_url="http://gateway.test") as client:
        return await client.post("/graphql", json={"query": query}, headers={"accept": accept, **headers})


EXPECTED = {
    BY_PATH: (
        f'{BEGIN}{DATA},"hasNext":true}}'
        f'{BEGIN}{{"incremental":[{{"path":["articles","nodes",0],"data":{{"excerpt":"of A"}},"label":"more"}}],'
        '"hasNext":false}\r\n-----\r\n'
    ),
    BY_ID: (
        f'{BEGIN}{DATA},"pending":[{{"id":"0","path":["articles","nodes",0],"label":"more"}}],"hasNext":true}}'
        f'{BEGIN}{{"incremental":[{{"id":"0","data":{{"excerpt":"of A"}}}}],"completed":[{{"id":"0"}}],'
        '"hasNext":false}\r\n-----\r\n'
    ),
}


@pytest.mark.parametrize("form", [BY_PATH, BY_ID])
async def test_parts_are_told_in_the_form_that_is_asked_for(gateway: GatewayInProcess, form: str) -> None:
    response = await post(gateway, f"multipart/mixed;{form}, application/graphql-response+json")

    assert response.status_code == 200
    assert response.headers["content-type"] == f'multipart/mixed; boundary="-"; {form}'
    assert response.headers["cache-control"] == "no-store"
    assert "content-encoding" not in response.headers
    assert response.text == EXPECTED[form]


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("multipart/mixed", BY_PATH),
        ("application/json, text/event-stream, multipart/mixed", BY_PATH),
        ("multipart/mixed; incrementalSpec=v0.2", BY_ID),
        ("multipart/mixed;deferSpec=20220824, application/json", BY_PATH),
        ("multipart/mixed;boundary=graphql;subscriptionSpec=1.0, application/json", None),
        ("multipart/mixed;q=0, application/json", None),
        ("application/json", None),
        ("*/*", None),
    ],
)
def test_clients_tell_which_form_they_know(accept: str, form: str | None) -> None:
    assert negotiate(accept.encode()).multipart == form


async def test_who_wants_no_parts_gets_one_answer(gateway: GatewayInProcess) -> None:
    response = await post(gateway, "application/json")

    assert response.headers["content-type"].startswith("application/json")
    assert response.json()["data"]["articles"]["nodes"] == [{"title": "A", "excerpt": "of A"}]


async def test_an_operation_without_parts_is_one_answer_for_everybody(gateway: GatewayInProcess) -> None:
    for query in ("{ snapshot { articles } }", "{ snapshot { articles # @defer\n } }", "{ nothing @defer }"):
        response = await post(gateway, "multipart/mixed, application/graphql-response+json", query)

        assert response.headers["content-type"].startswith("application/graphql-response+json")
        assert response.status_code == (200 if "data" in response.json() else 400)


async def test_who_accepts_parts_alone_gets_what_has_none_as_json(gateway: GatewayInProcess) -> None:
    for query in (QUERY, "{ snapshot { articles } }"):
        response = await post(gateway, "multipart/mixed", query)

        assert response.status_code == 200
        assert response.headers["content-type"].startswith(
            "multipart/mixed" if query == QUERY else "application/json; charset=utf-8"
        )


async def test_a_database_that_cannot_answer_is_told_as_ever() -> None:
    async with gateway_for({}) as gateway:
        await gateway.store._readers.close()
        response = await post(gateway, "multipart/mixed, application/json")

    assert response.status_code == 503
    assert response.json()["errors"][0]["extensions"]["code"] == "SERVICE_UNAVAILABLE"


async def test_a_client_that_goes_away_keeps_no_connection_of_the_database(gateway: GatewayInProcess) -> None:
    body = b'{"query": "{ articles { nodes { title ... @defer { excerpt } } } }"}'
    scope = {
        "type": "http",
        "method": "POST",
        "path": "/graphql",
        "query_string": b"",
        "headers": [(b"content-type", b"application/json"), (b"accept", b"multipart/mixed")],
    }

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(_: object) -> None:
        raise OSError("gone")

    for _ in range(5):
        await gateway.app(scope, receive, send)

    assert {reader.load for reader in gateway.store._readers._all} == {0}
