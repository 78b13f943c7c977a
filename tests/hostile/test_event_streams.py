"""Server-Sent Events: tokens that nobody was given, ids that are none, reservations by the hundred."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.harness.target import JSON, Request, Target, post

EVENTS = "text/event-stream"
CHANGES = "subscription { articleChanged { id } }"


@pytest.fixture
def token(target: Target) -> str:
    """A stream that is reserved."""
    response = target.send(Request("PUT", headers={}))
    assert response.status == 201
    return response.body.decode()


def over(token: str, body: Any = None, method: str = "POST", query_string: str = "") -> Request:
    """A request that has to do with a reserved stream."""
    headers = {**JSON, "x-graphql-event-stream-token": token}
    return Request(method, f"/graphql{query_string}", None if body is None else json.dumps(body).encode(), headers)


def operation(key: Any, query: str = "{ __typename }") -> Any:
    """An operation with an id."""
    return {"query": query, "extensions": {"operationId": key}}


GUESSED = {
    "nothing like it": "x",
    "zeros": "0" * 32,
    "20,000 characters": "x" * 20_000,
    "a path": "../../x",
    "not ASCII": "é".encode().decode("latin-1"),
    "a prefix": "A",
}


@pytest.mark.parametrize("guess", GUESSED.values(), ids=GUESSED.keys())
@pytest.mark.parametrize("method", ["POST", "GET", "DELETE"])
def test_a_token_cannot_be_guessed(target: Target, token: str, guess: str, method: str) -> None:
    body = operation("1") if method == "POST" else None

    target.send_and_go_on(over(guess, body, method, "?operationId=1")).must_be(404, "STREAM_NOT_FOUND")
    target.send(over(token[:-1], body, method, "?operationId=1")).must_be(404, "STREAM_NOT_FOUND")


IDS = {
    "no id": None,
    "an empty id": "",
    "a number": 1,
    "a list": ["1"],
    "an object": {},
    "true": True,
    "257 characters": "x" * 257,
}


@pytest.mark.parametrize("key", IDS.values(), ids=IDS.keys())
def test_an_operation_needs_an_id_that_is_one(target: Target, token: str, key: Any) -> None:
    target.send_and_go_on(over(token, operation(key))).must_be(400, "BAD_REQUEST")


BODIES = {
    "null": None,
    "a list": [operation("1")],
    "text": "{ __typename }",
    "nothing": {"extensions": {"operationId": "1"}},
    "a list for extensions": {"query": "{ __typename }", "extensions": ["1"]},
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES.keys())
def test_an_operation_over_a_stream_is_one(target: Target, token: str, body: Any) -> None:
    request = Request(body=json.dumps(body).encode(), headers={**JSON, "x-graphql-event-stream-token": token})

    target.send_and_go_on(request).must_be(400, "BAD_REQUEST")


REFUSED = {
    "no document": ("{", "GRAPHQL_PARSE_FAILED"),
    "an unknown field": ("{ nothing }", "GRAPHQL_VALIDATION_FAILED"),
    "too many tokens": ("{" + " a" * 2001 + "}", "MAX_TOKENS_EXCEEDED"),
    "too many names": ("{" + " ".join(f"a{n}: __typename" for n in range(31)) + "}", "MAX_ALIASES_EXCEEDED"),
    "a page that is none": ("{ articles(first: 101) { totalCount } }", "BAD_USER_INPUT"),
}


@pytest.mark.parametrize(("query", "code"), REFUSED.values(), ids=REFUSED.keys())
def test_a_refused_operation_leaves_its_id_free(target: Target, token: str, query: str, code: str) -> None:
    target.send_and_go_on(over(token, operation("1", query))).must_be(400, code)

    assert target.send(over(token, operation("1"))).status == 202


def test_results_do_not_wait_in_memory_without_a_stream(target: Target, token: str) -> None:
    for number in range(2):
        assert target.send(over(token, operation(str(number), CHANGES))).status == 202

    target.send_and_go_on(over(token, operation("2", CHANGES))).must_be(409, "STREAM_CONFLICT")
    target.send_and_go_on(over(token, operation("1", CHANGES))).must_be(409, "STREAM_CONFLICT")


def test_a_stream_ends_none_of_anothers_operations(target: Target, token: str) -> None:
    other = target.send(Request("PUT", headers={})).body.decode()
    target.send(over(token, operation("1", CHANGES)))

    target.send_and_go_on(over(other, method="DELETE", query_string="?operationId=1"))

    target.send(over(token, operation("1", CHANGES))).must_be(409, "STREAM_CONFLICT")


def test_to_end_an_operation_it_must_be_named(target: Target, token: str) -> None:
    target.send_and_go_on(over(token, method="DELETE")).must_be(400, "BAD_REQUEST")


@pytest.mark.parametrize("query_string", ["?token=x&token=y", "?token=%FF", "?token=&operationId="])
def test_an_address_with_a_token_is_read_as_strictly(target: Target, query_string: str) -> None:
    response = target.send_and_go_on(Request("GET", f"/graphql{query_string}", headers={"accept": EVENTS}))

    assert (response.status, response.codes) in [(400, ["BAD_REQUEST"]), (404, ["STREAM_NOT_FOUND"])]


FAILED = {
    "no document": ("{", "GRAPHQL_PARSE_FAILED"),
    "an unknown field": ("{ nothing }", "GRAPHQL_VALIDATION_FAILED"),
    "too long": ("{ __typename }".ljust(40_000), "MAX_QUERY_BYTES_EXCEEDED"),
    "too deep": ("{a" * 300 + "}" * 300, "MAX_NESTING_EXCEEDED"),
    "too many directives": ("{ __typename " + "@aa" * 51 + "}", "MAX_DIRECTIVES_EXCEEDED"),
    "a page that is none": ("{ articles(first: -1) { totalCount } }", "BAD_USER_INPUT"),
}


@pytest.mark.parametrize(("query", "code"), FAILED.values(), ids=FAILED.keys())
def test_a_stream_of_a_refused_operation_says_so_and_ends(target: Target, query: str, code: str) -> None:
    response = target.send_and_go_on(post(query, accept=EVENTS))

    events = dict(events_of(response.body))
    assert events.keys() == {"next", "complete"}
    assert {error["extensions"]["code"] for error in events["next"]["errors"]} == {code}
    response.must_tell_nothing()


def events_of(body: bytes) -> Iterator[tuple[str, Any]]:
    """The events of a stream that has ended."""
    for block in body.decode().split("\n\n"):
        lines = dict(line.split(":", 1) for line in block.splitlines() if line[:1] not in ("", ":"))
        if lines:
            yield lines["event"].strip(), json.loads(lines["data"] or "null")


def test_one_reserves_streams_up_to_a_bound_and_no_further(configured: Target) -> None:
    """The last of this family, on a server where nobody else reserves any."""
    statuses = [configured.send(Request("PUT", headers={})).status for _ in range(150)]

    assert statuses == [201] * 50 + [503] * 100
    configured.send_and_go_on(Request("PUT", headers={})).must_be(503, "SERVICE_UNAVAILABLE")
