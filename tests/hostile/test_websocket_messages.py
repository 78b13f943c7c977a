"""Messages over WebSocket that the protocol does not have: the connection ends with the code for it."""

import json

import pytest

from tests.harness.socket_frames import RawWebSocket
from tests.harness.target import INTERNALS, Target

DEEP = 9_000
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
    "too many objects": '{"type":"ping","payload":{"a":[' + "{}," * 20_000 + "{}]}}",
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
