"""`/graphql` over HTTP: methods, media types, statuses."""

import httpx
import pytest

from gateway.errors import InternalError, RequestError, StoreError
from gateway.execution.operation import Answer, OperationRequest
from gateway.settings import Settings
from tests.server.service import DATA, FakeService, client_of, code_of

QUERY = {"query": "{ __typename }"}
JSON = "application/json; charset=utf-8"
RESPONSE_JSON = "application/graphql-response+json; charset=utf-8"


async def post(service: FakeService, **arguments: object) -> httpx.Response:
    async with client_of(service) as client:
        return await client.post("/graphql", **arguments)  # type: ignore[arg-type]


async def get(service: FakeService, **arguments: object) -> httpx.Response:
    async with client_of(service) as client:
        return await client.get("/graphql", **arguments)  # type: ignore[arg-type]


async def test_a_post_is_answered_with_the_bytes_of_the_gateway() -> None:
    service = FakeService()

    response = await post(
        service, json={"query": "query A($x: Int) { a }", "operationName": "A", "variables": {"x": 1}, "other": 1}
    )

    assert response.status_code == 200
    assert response.content == DATA
    assert service.requests == [OperationRequest("query A($x: Int) { a }", "A", {"x": 1})]


async def test_a_get_is_answered_like_a_post() -> None:
    service = FakeService()

    response = await get(service, params={"query": "{ ä }", "operationName": "A", "variables": '{"x": "ö"}'})

    assert response.status_code == 200
    assert response.content == DATA
    assert service.requests == [OperationRequest("{ ä }", "A", {"x": "ö"}, is_safe=True, seen={})]


async def test_a_mutation_over_get_is_refused_and_post_is_named() -> None:
    response = await get(FakeService(Answer(DATA, allow_get=False)), params=QUERY)

    assert response.status_code == 405
    assert response.headers["allow"] == "POST"
    assert code_of(response) == "METHOD_NOT_ALLOWED"


@pytest.mark.parametrize("method", ["PATCH", "OPTIONS", "TRACE", "LOAD"])
async def test_other_methods_are_refused_and_the_possible_ones_are_named(method: str) -> None:
    async with client_of(FakeService()) as client:
        response = await client.request(method, "/graphql")

    assert response.status_code == 405
    assert response.headers["allow"] == "GET, HEAD, POST, PUT, DELETE"
    assert code_of(response) == "METHOD_NOT_ALLOWED"


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (None, JSON),
        ("*/*", JSON),
        ("application/*", JSON),
        ("application/json", JSON),
        ("application/graphql-response+json", RESPONSE_JSON),
        ("application/graphql-response+json, application/json;q=0.9", RESPONSE_JSON),
        (
            "application/graphql-response+json, application/graphql+json, application/json, text/event-stream",
            RESPONSE_JSON,
        ),
        ("application/json, application/graphql-response+json", JSON),
        ("application/json;q=0.5, application/graphql-response+json;q=0.7", RESPONSE_JSON),
        ("application/json;q=0, */*", RESPONSE_JSON),
        ("Application/JSON; charset=utf-8", JSON),
    ],
)
async def test_the_answer_has_the_media_type_that_the_client_likes_best(accept: str | None, expected: str) -> None:
    async with client_of(FakeService()) as client:
        del client.headers["accept"]
        response = await client.post("/graphql", json=QUERY, headers={"accept": accept} if accept else {})

    assert response.headers["content-type"] == expected
    assert response.headers["vary"] == "Accept, Accept-Encoding, Authorization, X-API-Key, Snapshot-At-Least"
    assert response.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("accept", ["text/html", "application/json;q=0", "image/*"])
async def test_a_client_that_reads_no_json_is_told_so(accept: str) -> None:
    response = await post(FakeService(), json=QUERY, headers={"accept": accept})

    assert response.status_code == 406
    assert code_of(response) == "NOT_ACCEPTABLE"


@pytest.mark.parametrize(
    "content_type",
    [
        None,
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        "application/json; charset=latin1",
    ],
)
async def test_a_body_that_is_not_said_to_be_json_is_refused(content_type: str | None) -> None:
    headers = {"content-type": content_type} if content_type else {}

    response = await post(FakeService(), content=b'{"query":"{ __typename }"}', headers=headers)

    assert response.status_code == 415
    assert code_of(response) == "UNSUPPORTED_MEDIA_TYPE"


async def test_a_compressed_body_is_refused() -> None:
    headers = {"content-type": "application/json", "content-encoding": "gzip"}

    response = await post(FakeService(), content=b"\x1f\x8b", headers=headers)

    assert response.status_code == 415
    assert response.headers["accept-encoding"] == "identity"


@pytest.mark.parametrize(
    "content_type", ["application/json", "application/json;charset=UTF-8", 'APPLICATION/JSON; charset="utf-8"']
)
async def test_json_may_say_that_it_is_utf_8(content_type: str) -> None:
    response = await post(FakeService(), content=b'{"query":"{ __typename }"}', headers={"content-type": content_type})

    assert response.status_code == 200


@pytest.mark.parametrize(
    ("answer", "accept", "status"),
    [
        (Answer(b'{"errors":[]}', "request_error"), "application/graphql-response+json", 400),
        (Answer(b'{"errors":[]}', "request_error"), "application/json", 200),
        (Answer(b'{"data":null,"errors":[]}', "data"), "application/graphql-response+json", 200),
        (Answer(b'{"data":null,"errors":[]}', "data"), "application/json", 200),
    ],
)
async def test_the_status_says_how_it_went_as_the_media_type_wants(answer: Answer, accept: str, status: int) -> None:
    headers = {"accept": accept}

    assert (await post(FakeService(answer), json=QUERY, headers=headers)).status_code == status
    assert (await get(FakeService(answer), params=QUERY, headers=headers)).status_code == status


async def test_no_cache_keeps_an_error() -> None:
    refused = Answer(b'{"errors":[]}', "request_error")

    assert (await get(FakeService(refused), params=QUERY)).headers["cache-control"] == "no-store"
    assert (await get(FakeService(StoreError("x")), params=QUERY)).headers["cache-control"] == "no-store"
    async with client_of(FakeService()) as client:
        assert (await client.put("/graphql")).headers["cache-control"] == "no-store"


async def test_headers_over_the_limit_are_refused() -> None:
    response = await post(FakeService(), json=QUERY, headers={"x-large": "x" * 32 * 1024})

    assert response.status_code == 431
    assert code_of(response) == "REQUEST_HEADERS_TOO_LARGE"


async def test_an_error_of_the_caller_is_told_with_place_and_hint() -> None:
    error = RequestError("No such field.", code="BAD_USER_INPUT", hint="Look.", path=("a", 0), locations=((1, 3),))

    response = await post(FakeService(error), json=QUERY)

    assert response.status_code == 400
    assert response.json() == {
        "errors": [
            {
                "message": "No such field.",
                "locations": [{"line": 1, "column": 3}],
                "path": ["a", 0],
                "extensions": {"code": "BAD_USER_INPUT", "hint": "Look."},
            }
        ]
    }


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (KeyError("secret"), 500, "INTERNAL_SERVER_ERROR"),
        (InternalError("secret", site="x"), 500, "INTERNAL_SERVER_ERROR"),
        (StoreError("secret", code="STORE_FAILED"), 500, "INTERNAL_SERVER_ERROR"),
        (StoreError("secret", code="STORE_DAMAGED"), 503, "SERVICE_UNAVAILABLE"),
        (StoreError("secret", code="TIME_LIMIT_EXCEEDED"), 503, "TIME_LIMIT_EXCEEDED"),
    ],
)
async def test_an_error_of_ours_is_masked_and_logged_under_an_id(
    error: Exception, status: int, code: str, caplog: pytest.LogCaptureFixture
) -> None:
    response = await post(FakeService(error), json=QUERY)

    assert response.status_code == status
    assert code_of(response) == code
    assert "secret" not in response.text
    request_id = response.json()["errors"][0]["extensions"]["requestId"]
    assert request_id in caplog.text
    assert "secret" in caplog.text


async def test_values_nested_too_deeply_for_the_gateway_are_the_callers_error() -> None:
    response = await post(FakeService(RecursionError()), json=QUERY)

    assert response.status_code == 400
    assert code_of(response) == "BAD_USER_INPUT"


async def test_a_head_request_is_answered_like_a_get() -> None:
    async with client_of(FakeService()) as client:
        response = await client.head("/graphql", params=QUERY)

    assert response.status_code == 200


async def test_a_body_over_the_limit_is_refused() -> None:
    settings = Settings(max_body_bytes=1024)
    async with client_of(FakeService(), settings) as client:
        fits = await client.post("/graphql", json={"query": "#" * 900})
        too_large = await client.post("/graphql", json={"query": "#" * 1024})

    assert fits.status_code == 200
    assert too_large.status_code == 413
    assert code_of(too_large) == "PAYLOAD_TOO_LARGE"
