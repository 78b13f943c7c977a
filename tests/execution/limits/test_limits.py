"""Every limit on what an operation says: what is just within it is answered, one more is refused, with the number."""

import asyncio
import json
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
from graphql import OperationDefinitionNode, parse

from gateway.execution import Answer, Gateway, OperationRequest
from gateway.execution.limits.documents import _reached, fragments_of
from gateway.settings import Settings
from tests.harness.gateways import Pair


class Case(NamedTuple):
    """A setting, its value, and operations that are just within it and just over it."""

    setting: str
    limit: int
    within: tuple[str, dict[str, Any]]
    over: tuple[str, dict[str, Any]]
    place: tuple[int, int] | None = None

    @property
    def code(self) -> str:
        return f"{self.setting.upper()}_EXCEEDED"


ANY = "query ($v: [ID!] = []) { __typename nodes(ids: $v) { id } }"


def aliases(count: int) -> str:
    """Half of them in a fragment that stands in two places."""
    inner = " ".join(f"k{number}: images" for number in range(count // 2))
    outer = " ".join(f"o{number}: snapshot {{ ...f }}" for number in range(count - count // 2))
    return f"fragment f on Snapshot {{ {inner} }} {{ {outer} }}"


def deep(levels: int) -> Any:
    value: Any = 1
    for _ in range(levels):
        value = [value]
    return value


CASES = [
    Case("max_query_bytes", 300, ("{__typename}" + " " * 288, {}), ("{__typename}" + " " * 289, {})),
    Case("max_tokens", 10, ("{ __typename a: __typename b: __typename }", {}), ("{ a: id b: id c: id }", {})),
    Case("max_comments", 3, ("#\n" * 3 + "{__typename}", {}), ("#\n" * 4 + "{__typename}", {}), (4, 1)),
    Case("max_aliases", 5, (aliases(5), {}), (aliases(6), {})),
    Case("max_directives", 2, ("{ __typename @skip(if: false) @include(if: true) }", {}),
         ("query ($b: Boolean = true) { ...f @skip(if: false) } fragment f on Query "  # noqa: ISC004
          "{ __typename @include(if: $b) ... @include(if: true) { __typename } }", {}), (1, 108)),
    Case("max_root_fields", 2, ("{ a: __typename ... { b: __typename } }", {}),
         ("{ a: __typename ... { b: __typename c: __typename } }", {}), (1, 37)),
    Case("max_variables_bytes", 192, (ANY, {"v": ["x" * 47]}), (ANY, {"v": ["x" * 48]})),
    Case("max_variables_bytes", 413, (ANY, {"other": [[], []]}), (ANY, {"other": [[], [], []]})),
    Case("max_variables_bytes", 64, (ANY, {"other": "x" * 51}), (ANY, {"other": "x" * 52})),
    Case("max_variables_depth", 3, (ANY, {"other": deep(3)}), (ANY, {"other": deep(4)})),
    Case("max_depth", 2, ("{ snapshot { id } }", {}), ("{ articles { nodes { id } } }", {}), (1, 22)),
    Case("max_fields", 3, ("{ snapshot { id images } }", {}), ("{ snapshot { id images topics } }", {}), (1, 24)),
]  # fmt: skip


def asked(runner: asyncio.Runner, pair: Pair, case: Case, operation: tuple[str, dict[str, Any]]) -> Answer:
    gateway = Gateway(pair.store, Settings(**{case.setting: case.limit}))
    return runner.run(gateway.answer(OperationRequest(operation[0], None, operation[1])))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.setting)
def test_an_operation_within_a_limit_is_answered(runner: asyncio.Runner, newspaper: Pair, case: Case) -> None:
    answer = asked(runner, newspaper, case, case.within)

    assert answer.kind == "data", answer.body


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.setting)
def test_an_operation_over_a_limit_is_refused_with_the_limits_code_number_and_place(
    runner: asyncio.Runner, newspaper: Pair, case: Case
) -> None:
    newspaper.statements.clear()
    answer = asked(runner, newspaper, case, case.over)
    (error,) = json.loads(answer.body)["errors"]

    assert answer.kind == "request_error"
    assert error["extensions"] == {"code": case.code, "limit": case.limit}
    assert case.place is None or error["locations"] == [{"line": case.place[0], "column": case.place[1]}]
    assert newspaper.statements == []


@pytest.mark.parametrize("number", [2**63, -(2**63) - 1, 10**400])
def test_numbers_beyond_64_bits_are_refused_wherever_they_stand(
    runner: asyncio.Runner, newspaper: Pair, number: int
) -> None:
    for variables in ({"v": [number]}, {"other": {"deep": [number]}}):
        (error,) = json.loads(runner.run(newspaper.gateway.answer(OperationRequest(ANY, None, variables))).body)[
            "errors"
        ]

        assert error["extensions"]["code"] == "NUMBER_OUT_OF_RANGE"


def test_the_largest_numbers_of_64_bits_are_taken(runner: asyncio.Runner, newspaper: Pair) -> None:
    variables = {"v": [2**63 - 1, -(2**63)]}
    answer = runner.run(newspaper.gateway.answer(OperationRequest(ANY, None, variables)))

    assert json.loads(answer.body)["data"]["nodes"] == [None, None]


def test_parenthesis_too_deep_to_be_read_are_told_as_such(runner: asyncio.Runner, newspaper: Pair) -> None:
    for query in ("{a" * 201 + "}" * 201, "{ a(b: " + "[" * 500 + "]" * 500 + ") }"):
        (error,) = json.loads(runner.run(newspaper.gateway.answer(OperationRequest(query))).body)["errors"]

        assert error["extensions"] == {"code": "MAX_NESTING_EXCEEDED", "limit": 200}


def doubling(levels: int) -> Iterator[str]:
    """Each fragment spreads the next one twice: spread out there would be 2 ** levels fields."""
    yield "{ ...F0 }"
    for level in range(levels):
        yield f"fragment F{level} on Query {{ ...F{level + 1} ...F{level + 1} }}"
    yield f"fragment F{levels} on Query {{ __typename }}"


def test_counting_looks_at_each_fragment_once() -> None:
    document = parse(" ".join(doubling(40)))
    operation = document.definitions[0]
    assert isinstance(operation, OperationDefinitionNode)

    looked_at = sum(1 for _ in _reached(operation, fragments_of(document)))

    assert looked_at == 1 + 1 + 40 * 3 + 2  # each definition, and what stands in it


def test_a_short_document_of_doubling_fragments_is_answered(runner: asyncio.Runner, newspaper: Pair) -> None:
    answer = runner.run(newspaper.gateway.answer(OperationRequest(" ".join(doubling(22)))))

    assert answer.body == b'{"data":{"__typename":"Query"}}'
