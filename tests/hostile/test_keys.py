"""Ids and cursors that nobody was given: an id finds nothing, a cursor is told to be none or of another list."""

import json
from typing import Any

import pytest

from tests.harness.target import Target, post

BY_ID = """query ($id: ID!) {
  node(id: $id) { id }
  nodes(ids: [$id, $id]) { id }
  article(by: {id: $id}) { id }
  provider(by: {id: $id}) { id }
  topic(by: {id: $id}) { id }
}"""
NOTHING = {"node": None, "nodes": [None, None], "article": None, "provider": None, "topic": None}

IDS = {
    "nothing": "",
    "a letter": "a",
    "a number": "1",
    "zeros": "a" + "0" * 16,
    "beyond 63 bits": "a" + "8" + "0" * 15,
    "all ones": "a" + "f" * 16,
    "a letter in upper case": "A" + "0" * 16,
    "digits in upper case": "a" + "0" * 15 + "F",
    "a digit too few": "a" + "0" * 15,
    "a digit too many": "a" + "0" * 17,
    "an unknown letter": "z" + "0" * 16,
    "a sign": "a-" + "0" * 15,
    "a plus": "a+" + "0" * 15,
    "an underscore": "a0_" + "0" * 14,
    "a prefix": "a0x" + "0" * 14,
    "a blank": "a " + "0" * 15,
    "a line end": "a" + "0" * 16 + "\n",
    "digits of another script": "a" + "٠" * 16,
    "wide digits": "a" + "０" * 16,
    "the id of another server": "QXJ0aWNsZTox",
    "a path": "news/story",
    "SQL": "a' OR '1'='1",
    "a list": "[1,2]",
    "an emoji": "😀",
    "100,000 characters": "a" * 50_000,
}


@pytest.mark.parametrize("key", IDS.values(), ids=IDS.keys())
def test_an_id_that_is_none_finds_nothing(target: Target, key: str) -> None:
    assert target.send_and_go_on(post(BY_ID, {"id": key})).json == {"data": NOTHING}


def test_an_id_of_another_type_finds_nothing(target: Target) -> None:
    query = (
        "{ articles(first: 1) { nodes { id } } providers(first: 1) { nodes { id } } topics(first: 1) { nodes { id } } }"
    )
    data = target.send(post(query)).json["data"]
    lookups = {"articles": "article", "providers": "provider", "topics": "topic"}

    for name, connection in data.items():
        [found] = connection["nodes"]
        answer = target.send_and_go_on(post(BY_ID, {"id": found["id"]})).json["data"]
        assert {key for key in lookups.values() if answer[key]} == {lookups[name]}
        for letter in "apti":
            if letter != found["id"][0]:
                assert target.send(post(BY_ID, {"id": letter + found["id"][1:]})).json == {"data": NOTHING}


def cursor(*items: Any) -> str:
    """What a cursor would be of these."""
    return json.dumps(items).encode().hex()


def of(text: bytes) -> str:
    """What a cursor would be of this text."""
    return text.hex()


LIST = "Query.articles PUBLISHED.DESC"
CURSORS = {
    "nothing": "",
    "a letter": "x",
    "half a byte": "abc",
    "a number of another server": "YXJ0aWNsZToxMA==",
    "a NUL within": "00",
    "no UTF-8": "ff",
    "wide digits": "５b５d",
    "blanks between": "5b 5d",
    "null": of(b"null"),
    "an object": of(b'{"a":1}'),
    "nothing in it": cursor(),
    "a number first": cursor(1),
    "a name first": cursor("x"),
    "an order that is none": cursor("Query.articles PUBLISHED.UP", "", "a"),
    "deep": of(b"[" * 20_000),
    "a number of 5,000 digits": of(b"[" + b"9" * 5000 + b"]"),
    "NaN": of(b'["Query.articles PUBLISHED.DESC", NaN, "a"]'),
    "keys too few": cursor(LIST, ""),
    "keys too many": cursor(LIST, "", "a", "b"),
    "a thousand keys": cursor(LIST, *["a"] * 1000),
    "numbers for keys": cursor(LIST, 1, 2),
    "null for a key": cursor(LIST, None, "a"),
    "true for a key": cursor(LIST, True, "a"),
    "a NUL in a key": cursor(LIST, "\0", "a"),
    "a lone surrogate in a key": of(b'["Query.articles PUBLISHED.DESC", "\\ud800", "a"]'),
    "another list": cursor("Query.providers NAME.ASC", "a", "b"),
    "another order": cursor("Query.articles HEAT.DESC", 1, "a"),
    "a list of a topic": cursor("Topic.articles PUBLISHED.DESC", "", "a"),
    "a search that is none": cursor(f"{LIST} 0123456789abcdef", "", "a"),
    "something behind it": cursor(LIST, "", "a") + "00",
    "2,000 names": cursor("Query.articles " + "PUBLISHED.DESC " * 2000),
}


@pytest.mark.parametrize("text", CURSORS.values(), ids=CURSORS.keys())
@pytest.mark.parametrize("argument", ["after", "before"])
def test_a_cursor_that_is_none_of_this_list_is_told(target: Target, text: str, argument: str) -> None:
    query = f"query ($x: String) {{ articles({argument}: $x) {{ nodes {{ id }} }} }}"

    response = target.send_and_go_on(post(query, {"x": text}))

    response.must_be(400, "BAD_USER_INPUT")
    assert len(response.body) < 1000


NUMBERS = {
    "2^63": b"9223372036854775808",
    "-2^63 - 1": b"-9223372036854775809",
    "a fraction": b"1.5",
    "1e400": b"1e400",
    "text": b'"1"',
    "5,000 digits": b"9" * 5000,
}


@pytest.mark.parametrize("number", NUMBERS.values(), ids=NUMBERS.keys())
def test_a_number_in_a_cursor_has_63_bits(target: Target, number: bytes) -> None:
    query = "query ($x: String) { articles(orderBy: [{field: HEAT}], after: $x) { nodes { id } } }"
    text = of(b'["Query.articles HEAT.DESC", ' + number + b', "a"]')

    target.send_and_go_on(post(query, {"x": text})).must_be(400, "BAD_USER_INPUT")


def test_cursors_that_are_cut_off_or_changed_are_told(target: Target) -> None:
    first = "{ articles(first: 1) { pageInfo { endCursor } } }"
    good = target.send(post(first)).json["data"]["articles"]["pageInfo"]["endCursor"]
    query = "query ($x: String) { articles(after: $x) { totalCount nodes { id } } }"

    for length in range(1, len(good), 5):
        target.send(post(query, {"x": good[:length]})).must_be(400, "BAD_USER_INPUT")
    for index in range(0, 30, 2):
        changed = good[:index] + f"{int(good[index : index + 2], 16) ^ 1:02x}" + good[index + 2 :]
        target.send(post(query, {"x": changed})).must_be(400, "BAD_USER_INPUT")
    assert target.send_and_go_on(post(query, {"x": good})).codes == []
