"""What an operation may cost is known before it runs, and one that may cost too much does not run.

That no answer has more objects than were foretold is held by `Pair.check`, for every random operation of the suite.
"""

import asyncio
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from gateway.errors import StoreError
from gateway.execution import Gateway, OperationRequest
from gateway.graph import build_schema, graphql_schema, marks_of
from gateway.loader.load import load
from gateway.marks import Connection, Facet, Objects
from gateway.settings import Settings
from gateway.store import ReadLimits, open_store
from gateway.tables import LISTS
from tests.harness.gateways import Pair
from tests.harness.site import Site

DEEP = "{ topics(first: 100) { nodes { articles(first: 100) { nodes { related(first: 100) { nodes { id } } } } } } }"


def cost(runner: asyncio.Runner, pair: Pair, query: str, variables: Mapping[str, Any] | None = None) -> dict[str, int]:
    answer = runner.run(pair.gateway.answer(OperationRequest(query, None, variables, wants_cost=True)))
    found: dict[str, int] = json.loads(answer.body)["extensions"]["cost"]
    return found


def test_every_list_of_the_graph_is_counted_at_load_unless_its_length_is_given() -> None:
    lists = {
        ".".join(coordinates)
        for coordinates, mark in marks_of(graphql_schema(build_schema())).items()
        if isinstance(mark, Connection | Objects | Facet)
    }

    assert lists <= set(LISTS)


@pytest.mark.parametrize(
    ("query", "bound"),
    [
        ("{ snapshot { id } }", 1 + 1),
        ("{ articles(first: 3) { nodes { id } } }", 1 + 1 + 3),
        ("{ articles(last: 3) { edges { node { id } } pageInfo { endCursor } } }", 1 + 1 + 1 + 3 * 2),
        ("query ($n: Int = 2) { articles(first: $n) { nodes { provider { id } } } }", 1 + 1 + 2 * 2),
        ('{ nodes(ids: ["a", "b"]) { id ... on Article { provider { id } } } }', 1 + 2 * 2),
    ],
)
def test_the_bound_is_one_for_each_object_that_there_can_be(
    runner: asyncio.Runner, newspaper: Pair, query: str, bound: int
) -> None:
    assert cost(runner, newspaper, query)["bound"] == bound


def test_the_bound_follows_the_sizes_of_pages_that_variables_say(runner: asyncio.Runner, newspaper: Pair) -> None:
    query = "query ($n: Int!) { articles(first: $n) { nodes { id } } }"

    assert cost(runner, newspaper, query, {"n": 5})["bound"] - cost(runner, newspaper, query, {"n": 2})["bound"] == 3


def test_a_list_counts_no_more_than_the_content_has(runner: asyncio.Runner, newspaper: Pair) -> None:
    topics = "{ topics(first: 100) { nodes { id } } }"

    found = cost(runner, newspaper, topics)

    assert found["bound"] == found["actual"] < 100


def test_lists_under_one_list_count_no_more_than_there_are_links(runner: asyncio.Runner, newspaper: Pair) -> None:
    assert cost(runner, newspaper, "{ articles(first: 100) { nodes { topics { id } } } }")["bound"] < 100


def test_looking_through_lists_within_lists_costs(runner: asyncio.Runner, newspaper: Pair) -> None:
    bare = "{ topics { nodes { articles(first: 1) { nodes { related(first: 1) { nodes { id } } } } } } }"
    where = '(first: 1, where: {related: {some: {related: {some: {title: {eq: "x"}}}}}})'
    filtered = bare.replace("articles(first: 1)", f"articles{where}")

    assert cost(runner, newspaper, filtered)["bound"] > cost(runner, newspaper, bare)["bound"]


def test_an_operation_that_may_cost_too_much_is_refused_before_it_runs(runner: asyncio.Runner, newspaper: Pair) -> None:
    gateway = Gateway(newspaper.store, Settings(max_cost=100))
    assert runner.run(gateway.is_ready())
    newspaper.statements.clear()
    answer = runner.run(gateway.answer(OperationRequest(DEEP)))
    (error,) = json.loads(answer.body)["errors"]

    assert answer.kind == "request_error"
    assert error["extensions"]["code"] == "MAX_COST_EXCEEDED"
    assert error["extensions"]["limit"] == 100
    assert newspaper.statements == []


def test_the_parts_of_a_deferred_operation_are_paid_for_together(runner: asyncio.Runner, newspaper: Pair) -> None:
    gateway = Gateway(newspaper.store, Settings(max_cost=12))
    query = "{ snapshot { id } " + "... @defer { articles(first: 4) { nodes { id } } } " * 3 + "}"
    answer = runner.run(gateway.deliver(OperationRequest(query)))

    assert b"MAX_COST_EXCEEDED" in answer.body  # type: ignore[union-attr]


def test_a_subscription_is_paid_for_by_one_event(runner: asyncio.Runner, newspaper: Pair) -> None:
    gateway = Gateway(newspaper.store, Settings(max_cost=10))
    query = "subscription { articleChanged { article { related(first: 100) { nodes { topics { id } } } } } }"
    answer = runner.run(gateway.subscribe(OperationRequest(query)))

    assert b"MAX_COST_EXCEEDED" in answer.body  # type: ignore[union-attr]


def test_cost_is_told_only_on_request(runner: asyncio.Runner, newspaper: Pair) -> None:
    answer = runner.run(newspaper.gateway.answer(OperationRequest("{ __typename }")))

    assert answer.body == b'{"data":{"__typename":"Query"}}'


async def test_what_another_process_loads_is_reckoned_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gateway.execution.edition.LOOK_SECONDS", 0.0)
    site, address = Site(tmp_path / "site"), f"sqlite:///{tmp_path}/gateway.db"
    site.put("_news/one.md", title="One")
    async with await open_store(address) as other, Gateway(await open_store(address), Settings()) as gateway:
        bounds = []
        for number in range(3):
            site.put(f"_news/more-{number}.md", title="More")
            await load(other, [site.source], jobs=1)
            answer = await gateway.answer(OperationRequest("{ articles { nodes { id } } }", wants_cost=True))
            bounds.append(json.loads(answer.body)["extensions"]["cost"])

    assert bounds == [{"bound": 2 + count, "actual": 2 + count} for count in (2, 3, 4)]


def test_an_answer_that_is_too_large_is_not_sent(runner: asyncio.Runner, newspaper: Pair) -> None:
    async def ask() -> None:
        address = f"sqlite:///{newspaper.store.engine.file}"
        async with await open_store(address, limits=ReadLimits(max_bytes=1024)) as store:
            gateway = Gateway(store, Settings())
            small = await gateway.answer(OperationRequest("{ articles(first: 1) { nodes { id } } }"))
            assert small.kind == "data"
            with pytest.raises(StoreError) as raised:
                await gateway.answer(OperationRequest("{ articles(first: 28) { nodes { id title excerpt } } }"))
            assert raised.value.code == "MAX_ANSWER_BYTES_EXCEEDED"
            assert raised.value.limit == 1024

    runner.run(ask())
