"""What is remembered of operations is bounded by what it takes, however callers make their variables."""

from pathlib import Path
from typing import Any

import pytest

from gateway.execution import prepared
from gateway.execution.operation import OperationRequest
from tests.harness.listening import open_live

TYPE = "query ($n: String!) { __type(name: $n) { name } }"
FILTERED = "query ($w: ArticleFilter) { articles(where: $w) { totalCount } }"
STATUSES = "query ($s: [ArticleStatus!]!) { articles(status: $s) { totalCount } }"


ROOM = 1_000_000


@pytest.mark.parametrize(
    ("query", "variables", "least"),
    [
        (TYPE, lambda number: {"n": "x" * 200_000 + str(number)}, 200_000),
        (STATUSES, lambda number: {"s": ["STUB"] * (5_000 + number)}, 40_000),
    ],
    ids=["long values", "long lists of enums"],
)
async def test_long_variables_do_not_fill_the_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, query: str, variables: Any, least: int
) -> None:
    """`least` is what one of them takes at least, in bytes."""
    monkeypatch.setattr(prepared, "MAX_TEXT", ROOM)
    monkeypatch.setattr(prepared, "MAX_INTROSPECTED", ROOM)
    async with open_live(tmp_path) as live:
        kept = live.gateway._preparer.kept
        for number in range(60):
            answer = await live.gateway.answer(OperationRequest(query, None, variables(number)))
            assert b'"errors"' not in answer.body
        for remembered in (kept.statements, kept.introspected):
            assert len(remembered) <= max(1, ROOM // least)


@pytest.mark.parametrize("word", ["and", "or"])
async def test_filters_that_say_nothing_are_conditions_too(tmp_path: Path, word: str) -> None:
    async with open_live(tmp_path) as live:
        few, many = ([{}] * count for count in (400, 600))
        assert b'"errors"' not in (await live.gateway.answer(OperationRequest(FILTERED, None, {"w": {word: few}}))).body
        answer = await live.gateway.answer(OperationRequest(FILTERED, None, {"w": {word: many}}))
        assert b"MAX_CONDITIONS_EXCEEDED" in answer.body
        answer = await live.gateway.answer(OperationRequest(FILTERED, None, {"w": {word: [{}] * 3_000}}))
        assert b"MAX_VARIABLES_BYTES_EXCEEDED" in answer.body
