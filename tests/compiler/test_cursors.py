"""Cursors say clearly when they do not fit."""

import json

import pytest

from gateway.compiler.cursors import key_of, order_name
from gateway.errors import RequestError

NAME = "Query.articles PUBLISHED.DESC"


def cursor(*values: object) -> str:
    return json.dumps(values).encode().hex()


def test_a_cursor_gives_back_its_keys() -> None:
    text = cursor(NAME, "2024-01-02T03:04:05", 7)

    assert key_of(NAME, [str, int], 0)(text) == "2024-01-02T03:04:05"
    assert key_of(NAME, [str, int], 1)(text) == 7


def test_an_order_is_named_by_list_fields_and_directions() -> None:
    assert order_name("Topic.articles", [("HEAT", True), ("TITLE", False)]) == "Topic.articles HEAT.DESC TITLE.ASC"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "zz",
        "00",
        b"[]".hex(),
        b"{}".hex(),
        b"[1]".hex(),
        b"\xff\xfe".hex(),
        ("[" * 100_000).encode().hex(),
        cursor(NAME, "2024-01-02T03:04:05"),
        cursor(NAME, 7, 7),
        cursor(NAME, "2024", True),
        cursor(NAME, "2024", 2**63),
        cursor(NAME, "a\0b", 7),
        b'["Query.articles PUBLISHED.DESC", "\\ud800", 7]'.hex(),
        cursor(NAME, "2024", 7, 8),
        "é",
    ],
)
def test_a_malformed_cursor_is_refused(text: str) -> None:
    with pytest.raises(RequestError, match="Malformed cursor") as refused:
        key_of(NAME, [str, int], 0)(text)
    assert refused.value.code == "BAD_USER_INPUT"


def test_a_cursor_of_another_order_is_told_apart_from_a_malformed_one() -> None:
    with pytest.raises(RequestError, match="belongs to another list or order: Query"):
        key_of(NAME, [str, int], 0)(cursor("Query.articles HEAT.ASC", 3, 7))
