"""Whatever a client sends is answered with a clean 4xx in JSON."""

import pytest

from gateway.execution.operation import Answer
from tests.server.service import FakeService, client_of, code_of

DEEP = 9_000

HOSTILE_BODIES = {
    "nothing": b"",
    "null": b"null",
    "number": b"1",
    "string": b'"{ __typename }"',
    "array": b'[{"query":"{ __typename }"}]',
    "cut off": b'{"query":"{ __ty',
    "trailing": b'{"query":"{ __typename }"} x',
    "no query": b"{}",
    "empty query": b'{"query":""}',
    "query is null": b'{"query":null}',
    "query is a number": b'{"query":1}',
    "operation name is a number": b'{"query":"{ a }","operationName":1}',
    "variables are an array": b'{"query":"{ a }","variables":[]}',
    "variables are text": b'{"query":"{ a }","variables":"{}"}',
    "not UTF-8": b'{"query":"\xff"}',
    "only bytes": b"\xff\xfe\x00",
    "UTF-16": '{"query":"{ a }"}'.encode("utf-16"),
    "byte order mark": b'\xef\xbb\xbf{"query":"{ a }"}',
    "deep arrays": b'{"query":"{ a }","variables":{"x":' + b"[" * DEEP + b"]" * DEEP + b"}}",
    "deep objects": b'{"query":"{ a }","variables":' + b'{"x":' * DEEP + b"1" + b"}" * DEEP + b"}",
    "deep and ignored": b'{"query":"{ a }","other":' + b"[" * DEEP + b"]" * DEEP + b"}",
    "deep and open": b'{"query":"{ a }","other":' + b"[" * DEEP,
    "huge integer": b'{"query":"{ a }","variables":{"x":' + b"9" * 5000 + b"}}",
    "huge float": b'{"query":"{ a }","variables":{"x":1e99999}}',
    "NaN": b'{"query":"{ a }","variables":{"x":NaN}}',
    "lone surrogate in a name": b'{"query":"{ a }","operationName":"\\ud800"}',
    "lone surrogate in a variable": b'{"query":"{ a }","variables":{"x":"\\ud800"}}',
    "lone low surrogate": b'{"query":"{ a }","variables":{"x":"\\udc00"}}',
    "lone surrogate in a query": b'{"query":"{ a(x: \\"\\ud83d\\") }"}',
}


@pytest.mark.parametrize("body", HOSTILE_BODIES.values(), ids=HOSTILE_BODIES.keys())
async def test_a_hostile_body_is_a_clean_400(body: bytes) -> None:
    service = FakeService()
    async with client_of(service) as client:
        response = await client.post("/graphql", content=body, headers={"content-type": "application/json"})

    assert response.status_code == 400
    assert code_of(response) == "BAD_REQUEST"
    assert not service.requests
    for word in ("Traceback", "msgspec", "codec", "recursion"):
        assert word not in response.text


@pytest.mark.parametrize(
    "query_string",
    [
        "",
        "query=",
        "query=%FF",
        "query=%ED%A0%80",
        "query={a}&variables=[]",
        "query={a}&variables=1",
        "query={a}&variables={",
        "query={a}&variables=" + "[" * 5000,
        "query={a}&variables={%22x%22:%22%5Cud800%22}",
        "query={a}&query={b}",
        "query={a}&" + "&".join(f"p{number}=1" for number in range(100)),
    ],
)
async def test_a_hostile_query_string_is_a_clean_400(query_string: str) -> None:
    service = FakeService()
    async with client_of(service) as client:
        response = await client.get(f"/graphql?{query_string}")

    assert response.status_code == 400
    assert code_of(response) == "BAD_REQUEST"
    assert not service.requests


async def test_a_batch_is_refused_with_the_reason() -> None:
    async with client_of(FakeService()) as client:
        response = await client.post("/graphql", json=[{"query": "{ a }"}])

    assert response.json()["errors"][0]["message"] == (
        "The body is not of the right form: Expected `object`, got `array`."
    )


async def test_headers_that_are_not_ascii_do_no_harm() -> None:
    headers = {b"content-type": b"application/json\xff", b"accept": b"\xff;q=x, */*;q=\xfe"}
    async with client_of(FakeService(Answer(b"{}"))) as client:
        response = await client.post("/graphql", content=b'{"query":"{ a }"}', headers=headers)

    assert response.status_code == 415
