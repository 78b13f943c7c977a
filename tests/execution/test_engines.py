"""What engines do alike beside answering queries: refuse what none can hold, tell changes, know what was seen."""

import asyncio
import json
from typing import Any

import pytest

from gateway.execution import Gateway, OperationRequest
from gateway.execution.live.channel import FROM_POSITION, Events
from gateway.scopes import NO_SCOPES
from gateway.settings import Settings
from tests.harness.gateways import LIMITS, Pair

ENTITIES = "query($these: [_Any!]!) { _entities(representations: $these) { __typename } }"
UNHOLDABLE: dict[str, tuple[str, dict[str, Any], str]] = {
    "NUL in a literal": ('{ article(by: { path: "a\\u0000" }) { id } }', {}, "BAD_USER_INPUT"),
    "NUL in a list": (
        "query($in: [String!]) { articles(where: { title: { in: $in } }) { totalCount } }",
        {"in": ["\0"]},
        "BAD_USER_INPUT",
    ),
    "NUL in a search": (
        "query($for: String) { articles(search: $for) { totalCount } }",
        {"for": "a\0"},
        "BAD_USER_INPUT",
    ),
    "NUL in an entity's key": (ENTITIES, {"these": [{"__typename": "Article", "path": "\0"}]}, "BAD_USER_INPUT"),
    "NUL beside an entity's key": (
        ENTITIES,
        {"these": [{"__typename": "Article", "id": "a", "x": {"\0": 1}}]},
        "BAD_USER_INPUT",
    ),
    "half a character": (ENTITIES, {"these": [{"__typename": "Article", "path": "\ud800"}]}, "BAD_USER_INPUT"),
    "65 bits": (ENTITIES, {"these": [{"__typename": "Article", "id": "a", "x": 2**63}]}, "NUMBER_OUT_OF_RANGE"),
    "33 bits": (
        "query($heat: Int) { articles(where: { heat: { eq: $heat } }) { totalCount } }",
        {"heat": 2**31},
        "BAD_USER_INPUT",
    ),
}


@pytest.fixture(scope="module")
def subgraph(any_newspaper: Pair) -> Gateway:
    return Gateway(any_newspaper.store, Settings(**LIMITS, federation=True))


@pytest.mark.parametrize(("query", "variables", "code"), UNHOLDABLE.values(), ids=UNHOLDABLE.keys())
def test_what_no_engine_can_hold_is_refused_before_any_statement_runs(
    runner: asyncio.Runner, any_newspaper: Pair, subgraph: Gateway, query: str, variables: dict[str, Any], code: str
) -> None:
    runner.run(subgraph.is_ready())
    any_newspaper.statements.clear()

    answer = runner.run(subgraph.answer(OperationRequest(query, None, variables)))

    (error,) = json.loads(answer.body)["errors"]
    assert error["extensions"]["code"] == code
    assert any_newspaper.statements == []


@pytest.mark.parametrize("given", ["affffffffffffffff", "a8000000000000000", "a7fffffffffffffff", "", "é", "p0"])
def test_an_id_of_nothing_finds_nothing(runner: asyncio.Runner, any_newspaper: Pair, given: str) -> None:
    query = "query($id: ID!) { node(id: $id) { id } nodes(ids: [$id]) { id } }"

    answer = runner.run(any_newspaper.gateway.answer(OperationRequest(query, None, {"id": given})))

    assert json.loads(answer.body) == {"data": {"node": None, "nodes": [None]}}


def test_an_answer_that_was_seen_is_not_given_again(runner: asyncio.Runner, any_newspaper: Pair) -> None:
    query = "query($size: Int) { articles(first: $size) { nodes { id } } }"

    async def asked(**seen: str) -> Any:
        return await any_newspaper.gateway.answer(OperationRequest(query, None, {"size": 2}, seen=seen))

    first = runner.run(asked())
    snapshot, operation = first.tag.split("-")
    assert runner.run(asked(**{operation: snapshot})).kind == "unchanged"
    assert runner.run(asked(**{operation: "another"})) == first


def test_changes_are_read_with_a_filter(runner: asyncio.Runner, any_newspaper: Pair) -> None:
    query = 'subscription { articleChanged(where: { title: { icontains: "BRIDGE" } }) { kind id article { title } } }'

    async def read() -> Any:
        prepared = await any_newspaper.gateway._preparer.prepare(query, None)
        bound = await prepared.bind({}, NO_SCOPES, FROM_POSITION)
        return await Events.of(bound.statement, bound.parameters).read(any_newspaper.store, 0)

    events, _ = runner.run(read())
    assert events == []  # a first load is no change


@pytest.mark.parametrize("levels", [8, 12])
def test_answers_nest_as_deeply(runner: asyncio.Runner, any_newspaper: Pair, levels: int) -> None:
    query = f"{{ topics(first: 3) {{ nodes {{ {'children { parent { ' * levels} id {'} }' * levels} }} }} }}"

    answer = runner.run(any_newspaper.gateway.answer(OperationRequest(query)))

    assert answer.kind == "data"
