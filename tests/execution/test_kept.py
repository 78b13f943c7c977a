"""What is remembered of operations is bounded by what it takes, however callers make their variables."""

from pathlib import Path
from typing import Any

import pytest

from gateway.execution.operation import OperationRequest
from gateway.execution.prepared import Kept, weight_of
from tests.harness.listening import open_live

TYPE = "query ($n: String!) { __type(name: $n) { name } }"
FILTERED = "query ($w: ArticleFilter) { articles(where: $w) { totalCount } }"
STATUSES = "query ($s: [ArticleStatus!]!) { articles(status: $s) { totalCount } }"


def bytes_in(kept: Kept) -> int:
    """About how much all keys hold that are remembered."""
    return sum(weight_of(key) for cache in (kept.statements, kept.introspected) for key in cache)


@pytest.mark.parametrize(
    ("query", "variables"),
    [
        (TYPE, lambda number: {"n": "x" * 200_000 + str(number)}),
        (STATUSES, lambda number: {"s": ["STUB"] * (5_000 + number)}),
        (FILTERED, lambda number: {"w": {"title": {"in": ["x"] * 10_000, "eq": str(number)}}}),
    ],
    ids=["long values", "long lists of enums", "long filters"],
)
async def test_long_variables_do_not_fill_the_memory(tmp_path: Path, query: str, variables: Any) -> None:
    async with open_live(tmp_path) as live:
        kept = live.gateway._preparer.kept
        for number in range(60):
            answer = await live.gateway.answer(OperationRequest(query, None, variables(number)))
            assert b'"errors"' not in answer.body
        room = kept.statements.maxsize + kept.introspected.maxsize
        assert bytes_in(kept) <= kept.statements.currsize + kept.introspected.currsize <= room


@pytest.mark.parametrize("word", ["and", "or"])
async def test_filters_that_say_nothing_are_conditions_too(tmp_path: Path, word: str) -> None:
    async with open_live(tmp_path) as live:
        few, many = ([{}] * count for count in (400, 600))
        assert b'"errors"' not in (await live.gateway.answer(OperationRequest(FILTERED, None, {"w": {word: few}}))).body
        answer = await live.gateway.answer(OperationRequest(FILTERED, None, {"w": {word: many}}))
        assert b"MAX_CONDITIONS_EXCEEDED" in answer.body
        answer = await live.gateway.answer(OperationRequest(FILTERED, None, {"w": {word: [{}] * 3_000}}))
        assert b"MAX_VARIABLES_BYTES_EXCEEDED" in answer.body
