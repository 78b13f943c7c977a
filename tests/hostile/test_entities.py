"""`_entities` of a subgraph: what a router would never send."""

from typing import Any

import pytest

from tests.harness.target import Target, post

ENTITIES = "query ($r: [_Any!]!) { _entities(representations: $r) { __typename ... on Article { id title } } }"


def deep(levels: int) -> Any:
    """A list in a list."""
    value: Any = []
    for _ in range(levels):
        value = [value]
    return value


REFUSED: dict[str, tuple[Any, str]] = {
    "null": (None, "BAD_USER_INPUT"),
    "null in a list": ([None], "BAD_USER_INPUT"),
    "text": (["Article"], "BAD_USER_INPUT"),
    "a number": ([1], "BAD_USER_INPUT"),
    "a list": ([[]], "BAD_USER_INPUT"),
    "no type": ([{"id": "a"}], "BAD_USER_INPUT"),
    "a number for a type": ([{"__typename": 1}], "BAD_USER_INPUT"),
    "a list for a type": ([{"__typename": ["Article"], "id": "a"}], "BAD_USER_INPUT"),
    "null for a type": ([{"__typename": None, "id": "a"}], "BAD_USER_INPUT"),
    "an unknown type": ([{"__typename": "Nothing", "id": "a"}], "BAD_USER_INPUT"),
    "a type that is no entity": ([{"__typename": "Query", "id": "a"}], "BAD_USER_INPUT"),
    "a class of Python": ([{"__typename": "__class__", "id": "a"}], "BAD_USER_INPUT"),
    "no key": ([{"__typename": "Article"}], "BAD_USER_INPUT"),
    "a key that is none": ([{"__typename": "Article", "title": "a"}], "BAD_USER_INPUT"),
    "a number for a key": ([{"__typename": "Article", "id": 1.5}], "BAD_USER_INPUT"),
    "an object for a key": ([{"__typename": "Article", "id": {"$ne": ""}}], "BAD_USER_INPUT"),
    "a list for a key": ([{"__typename": "Article", "id": []}], "BAD_USER_INPUT"),
    "a NUL in a key": ([{"__typename": "Article", "id": "a\0"}], "BAD_USER_INPUT"),
    "null for a key": ([{"__typename": "Article", "id": None}], "BAD_USER_INPUT"),
    "1,001 of them": ([{"__typename": "Article", "id": "a"}] * 1001, "BAD_USER_INPUT"),
    "9,000 of them": ([{"__typename": "Article", "id": "a"}] * 9_000, "MAX_VARIABLES_BYTES_EXCEEDED"),
    "deep": ([{"__typename": "Article", "id": deep(900)}], "MAX_VARIABLES_DEPTH_EXCEEDED"),
}


@pytest.mark.parametrize(("representations", "code"), REFUSED.values(), ids=REFUSED.keys())
def test_a_representation_that_is_none_is_told(configured: Target, representations: Any, code: str) -> None:
    configured.send_and_go_on(post(ENTITIES, {"r": representations})).must_be(400, code)


FOUND_NOTHING = {
    "an empty id": {"__typename": "Article", "id": ""},
    "an id of another type": {"__typename": "Article", "id": "p" + "0" * 16},
    "beyond 63 bits": {"__typename": "Article", "id": "a" + "f" * 16},
    "SQL": {"__typename": "Article", "id": "' OR 1=1 --"},
    "a path that leads out": {"__typename": "Article", "path": "../../etc/passwd"},
    "100,000 characters": {"__typename": "Article", "path": "a" * 50_000},
    "a provider": {"__typename": "Provider", "id": "x"},
    "a topic": {"__typename": "Topic", "id": "x"},
}


@pytest.mark.parametrize("representation", FOUND_NOTHING.values(), ids=FOUND_NOTHING.keys())
def test_what_is_not_there_is_null(configured: Target, representation: Any) -> None:
    answer = configured.send_and_go_on(post(ENTITIES, {"r": [representation]})).json

    assert answer == {"data": {"_entities": [None]}}


def test_the_same_a_thousand_times_is_as_many(configured: Target) -> None:
    found = configured.send(post("{ articles(first: 1) { nodes { __typename id title } } }")).json
    [story] = found["data"]["articles"]["nodes"]
    key = {"__typename": "Article", "id": story["id"]}

    answer = configured.send_and_go_on(post(ENTITIES, {"r": [key] * 1000})).json

    assert answer == {"data": {"_entities": [story] * 1000}}
