"""One operation, one answer: what is prepared once, what is refused, and what cannot be answered yet."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from gateway.errors import StoreError
from gateway.execution import Gateway, OperationRequest
from gateway.settings import Settings
from gateway.store import open_store
from tests.harness.gateways import Pair
from tests.harness.operations import Operation

PAGE = "query ($size: Int!, $order: [ArticleOrder!]) { articles(first: $size, orderBy: $order) { nodes { path } } }"


def ask(runner: asyncio.Runner, newspaper: Pair, query: str, **variables: Any) -> Any:
    answer = runner.run(newspaper.gateway.answer(OperationRequest(query, None, variables)))
    return json.loads(answer.body)


def test_values_do_not_change_the_statement_and_shapes_do(runner: asyncio.Runner, newspaper: Pair) -> None:
    def statement(**variables: Any) -> str:
        newspaper.statements.clear()
        assert "errors" not in ask(runner, newspaper, PAGE, **variables)
        (text,) = newspaper.statements
        return text.replace("3", "#").replace("5", "#")  # the trace shows the values of parameters

    assert statement(size=3) == statement(size=5)
    assert statement(size=3, order=[{"field": "HEAT"}]) != statement(size=3)


@pytest.mark.parametrize("count", [1, 20, 61, 150])
def test_many_root_fields_and_many_keys_are_one_statement(runner: asyncio.Runner, newspaper: Pair, count: int) -> None:
    fields = " ".join(f"r{number}: snapshot {{ articles }}" for number in range(count))
    keys = " ".join(f"k{number}: images" for number in range(count))
    newspaper.statements.clear()

    data = ask(runner, newspaper, f"{{ {fields} snapshot {{ {keys} }} }}")["data"]

    assert len(newspaper.statements) == 1
    assert list(data) == [*(f"r{number}" for number in range(count)), "snapshot"]
    assert list(data["snapshot"]) == [f"k{number}" for number in range(count)]


def test_introspection_and_data_are_answered_together(runner: asyncio.Runner, newspaper: Pair) -> None:
    query = """
      query ($with: Boolean!, $name: String!) {
        snapshot { __typename }
        __type(name: $name) { ...named fields @include(if: $with) { name } }
        __schema { queryType { ...named } }
      }
      fragment named on __Type { name kind }
    """
    data = ask(runner, newspaper, query, **{"with": False, "name": "Topic"})["data"]

    assert data == {
        "snapshot": {"__typename": "Snapshot"},
        "__type": {"name": "Topic", "kind": "OBJECT"},
        "__schema": {"queryType": {"name": "Query", "kind": "OBJECT"}},
    }


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("mutation { reload { added } }", "GRAPHQL_VALIDATION_FAILED"),
        ("{ articles { nodes { secret } } }", "GRAPHQL_VALIDATION_FAILED"),
        ("{ articles(first: 101) { nodes { id } } }", "BAD_USER_INPUT"),
        ('{ nodes(ids: ["x"]) { id } ' + " ".join("#" for _ in range(3)), "GRAPHQL_PARSE_FAILED"),
        ("query a { __typename } query b { __typename }", "OPERATION_RESOLUTION_FAILURE"),
        ("fragment f on Query { __typename }", "GRAPHQL_VALIDATION_FAILED"),
        ("{" + 'topic(by: {slug: "a"}) {' + "parent {" * 40 + "id" + "}" * 42, "MAX_DEPTH_EXCEEDED"),
    ],
)
def test_what_cannot_be_executed_is_refused_with_a_code(
    runner: asyncio.Runner, newspaper: Pair, query: str, code: str
) -> None:
    gateway = Gateway(newspaper.store, Settings())
    answer = runner.run(gateway.answer(OperationRequest(query)))

    assert answer.kind == "request_error"
    assert code in {error["extensions"]["code"] for error in json.loads(answer.body)["errors"]}


def test_introspection_can_be_switched_off_with_its_suggestions(runner: asyncio.Runner, newspaper: Pair) -> None:
    gateway = Gateway(newspaper.store, Settings(introspection=False))

    def messages(query: str) -> str:
        return runner.run(gateway.answer(OperationRequest(query))).body.decode()

    assert "introspection" in messages("{ __schema { queryType { name } } }")
    assert "Did you mean" not in messages("{ article { titel } }")
    assert runner.run(gateway.answer(OperationRequest("{ __typename }"))).kind == "data"


async def test_an_empty_store_is_not_ready_and_says_so(tmp_path: Path) -> None:
    async with Gateway(await open_store(f"sqlite:///{tmp_path}/gateway.db"), Settings()) as gateway:
        assert not await gateway.is_ready()
        with pytest.raises(StoreError, match="No content has been loaded yet"):
            await gateway.answer(OperationRequest("{ snapshot { id } }"))


def test_the_newspaper_is_answered_as_by_the_oracle(runner: asyncio.Runner, newspaper: Pair) -> None:
    given = runner.run(newspaper.check(Operation("{ articles { totalCount nodes { path } } }")))

    assert given.data["articles"]["totalCount"] == len(given.data["articles"]["nodes"]) > 0
