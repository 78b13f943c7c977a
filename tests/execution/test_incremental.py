"""`@defer` and `@stream`: what comes later is of the same snapshot, one statement for each deferred fragment."""

import asyncio
import os
import re
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from gateway.errors import StoreError
from gateway.execution import Answer, OperationRequest
from gateway.execution.incremental import Delivery, Part
from gateway.scopes import NO_SCOPES, Scopes
from gateway.store import Store
from gateway.store.sqlite.driver import driver
from gateway.testing import GatewayInProcess, gateway_for
from tests.property.test_incremental import put_together

ROOT = Path(__file__).parents[2]
STORY = "---\ntitle: {}\nexcerpt: {}\nprovider: {{ name: P }}\n---\n"
SITE = {f"_news/{name}.md": STORY.format(name, f"of {name}") for name in ("a", "b", "c")}
DEFERRED = """
query Deferred($later: Boolean! = true) {
  articles(orderBy: [{ field: TITLE, direction: ASC }]) {
    nodes { title ... @defer(if: $later, label: "more") { excerpt provider { name ... @defer { id } } } }
  }
  ... @defer(label: "count") { snapshot { articles } }
}
"""


@pytest.fixture
async def gateway() -> AsyncIterator[GatewayInProcess]:
    async with gateway_for(SITE, readers=2) as gateway:
        yield gateway


async def begun(gateway: GatewayInProcess, query: str, scopes: Scopes = NO_SCOPES, **variables: Any) -> Delivery:
    outcome = await gateway.gateway.deliver(OperationRequest(query, variables=variables), scopes)
    assert isinstance(outcome, Delivery), outcome
    return outcome


async def parts_of(gateway: GatewayInProcess, query: str, **variables: Any) -> list[Part]:
    return [part async for part in (await begun(gateway, query, **variables)).parts()]


def connections_of(store: Store) -> Any:
    return store._readers._all


async def test_a_fragment_comes_for_each_object_and_then_those_inside_it(gateway: GatewayInProcess) -> None:
    first, *rest = await parts_of(gateway, DEFERRED)

    assert first.data == {"articles": {"nodes": [{"title": "a"}, {"title": "b"}, {"title": "c"}]}}
    assert [(patch.path, patch.label) for patch in first.announced] == [
        (("articles", "nodes", 0), "more"),
        (("articles", "nodes", 1), "more"),
        (("articles", "nodes", 2), "more"),
        ((), "count"),
    ]
    found = [(patch.path, patch.data) for part in rest for patch in part.patches]
    assert found[0] == (("articles", "nodes", 0), {"excerpt": "of a", "provider": {"name": "P"}})
    assert [path for path, _ in found[3:6]] == [("articles", "nodes", place, "provider") for place in range(3)]
    assert found[6] == ((), {"snapshot": {"articles": 3}})


async def test_each_deferred_fragment_is_one_statement_whatever_it_is_for(gateway: GatewayInProcess) -> None:
    await gateway.query("{ __typename }")
    statements: list[str] = []
    for connection in connections_of(gateway.store):
        await connection.set_trace_callback(statements.append)

    await parts_of(gateway, DEFERRED)
    assert [statement.split()[0] for statement in statements] == ["BEGIN", *["SELECT"] * 4, "ROLLBACK"]

    statements.clear()
    answer = await gateway.gateway.deliver(OperationRequest(DEFERRED, variables={"later": True}))
    assert isinstance(answer, Delivery)
    await answer.answers.aclose()  # type: ignore[attr-defined]
    await gateway.query(DEFERRED)
    assert statements.count("BEGIN") <= 1


async def test_all_parts_are_of_one_snapshot_though_a_load_commits_between_them(gateway: GatewayInProcess) -> None:
    root = gateway.write("_news/a.md", STORY.format("a", "CHANGED")).parents[1]
    gateway.delete("_news/b.md")
    load = [sys.executable, "-m", "gateway", "load", str(root), "--database", f"sqlite:///{gateway.store.engine.file}"]
    loading: list[subprocess.Popen[bytes]] = []
    seen = 0

    def load_before_the_second(statement: str) -> None:
        """On the thread of the connection, which waits until the load has committed; the loader waits for it to end."""
        nonlocal seen
        seen += statement.startswith("SELECT")
        if seen == 2:
            seen = 3
            loading.append(subprocess.Popen(load, env={**os.environ, "PYTHONPATH": str(ROOT)}))
            wait_for_another_snapshot(gateway.store.engine.file)

    await gateway.query("{ __typename }")
    for connection in connections_of(gateway.store):
        await connection.set_trace_callback(load_before_the_second)
    parts = await parts_of(gateway, DEFERRED)
    for connection in connections_of(gateway.store):
        await connection.set_trace_callback(None)
    assert loading[0].wait(20) == 0

    found = {patch.path: patch.data for part in parts for patch in part.patches}
    assert found["articles", "nodes", 0] == {"excerpt": "of a", "provider": {"name": "P"}}
    assert found["articles", "nodes", 1] == {"excerpt": "of b", "provider": {"name": "P"}}
    assert found[()] == {"snapshot": {"articles": 3}}
    assert (await gateway.query("{ snapshot { articles } }"))["snapshot"]["articles"] == 2


def wait_for_another_snapshot(file: Path) -> None:
    with closing(driver.connect(f"file:{file}?mode=ro", uri=True)) as connection:
        first = connection.execute("SELECT id FROM snapshot").fetchall()
        for _ in range(1000):
            if connection.execute("SELECT id FROM snapshot").fetchall() != first:
                return
            time.sleep(0.01)
    raise AssertionError("nothing was loaded")


async def test_without_an_effect_the_answer_is_one(gateway: GatewayInProcess) -> None:
    for query, variables in (
        (
            DEFERRED.replace('... @defer(label: "count") { snapshot { articles } }', "").replace("@defer {", "{"),
            {"later": False},
        ),
        ("{ articles { nodes @stream(if: false) { title } } }", {}),
        ("{ articles { nodes { title } } }", {}),
    ):
        request = OperationRequest(query, variables=variables)
        outcome = await gateway.gateway.deliver(request)

        assert isinstance(outcome, Answer)
        assert outcome == await gateway.gateway.answer(request)


async def test_a_list_is_streamed_from_its_first_items_on(gateway: GatewayInProcess) -> None:
    query = (
        '{ articles(orderBy: [{ field: TITLE }]) { totalCount nodes @stream(initialCount: 2, label: "s") { title } } }'
    )
    first, second = await parts_of(gateway, query)

    assert first.data == {"articles": {"totalCount": 3, "nodes": [{"title": "c"}, {"title": "b"}]}}
    (patch,) = second.patches
    assert (patch.path, patch.items, patch.index, patch.label) == (("articles", "nodes"), [{"title": "a"}], 2, "s")
    assert not second.has_next


async def test_what_fails_later_is_told_in_its_place(
    gateway: GatewayInProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    delivery = await begun(gateway, DEFERRED)
    answers = delivery.answers

    async def failing() -> AsyncIterator[list[Any]]:
        yield await anext(answers)
        raise StoreError("The statement took too long.", code="TIME_LIMIT_EXCEEDED")

    delivery.answers = failing()
    first, last = [part async for part in delivery.parts()]

    assert first.has_next
    assert not last.has_next
    assert {patch.path for patch in last.patches} == {patch.path for patch in first.announced}
    assert {error["extensions"]["code"] for patch in last.patches for error in patch.errors} == {"TIME_LIMIT_EXCEEDED"}


async def test_who_goes_away_lets_the_connection_go(gateway: GatewayInProcess) -> None:
    for _ in range(20):
        parts = (await begun(gateway, DEFERRED)).parts()
        await anext(parts)
        await parts.aclose()

    assert {reader.load for reader in connections_of(gateway.store)} == {0}
    assert (await gateway.query("{ snapshot { articles } }"))["snapshot"]["articles"] == 3


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("{ articles @stream { totalCount } }", "GRAPHQL_VALIDATION_FAILED"),
        (
            '{ ... @defer(label: "x") { __typename } ... @defer(label: "x") { a: __typename } }',
            "GRAPHQL_VALIDATION_FAILED",
        ),
        ("mutation { ... @defer { reload { added } } }", "GRAPHQL_VALIDATION_FAILED"),
        ("subscription { articleChanged { kind ... @defer { id } } }", "GRAPHQL_VALIDATION_FAILED"),
        ("{ articles { nodes @stream(initialCount: -1) { title } } }", "BAD_USER_INPUT"),
        ("{" + "... @defer { __typename }" * 21 + "}", "MAX_FIELDS_EXCEEDED"),
        (
            "{ ...F0 @defer } "
            + " ".join(f"fragment F{n} on Query {{ ...F{n + 1} ... on Query {{ ...F{n + 1} }} }}" for n in range(30))
            + " fragment F30 on Query { __typename }",
            "MAX_FIELDS_EXCEEDED",
        ),
    ],
)
async def test_what_cannot_be_is_refused(gateway: GatewayInProcess, query: str, code: str) -> None:
    outcome = await gateway.gateway.deliver(OperationRequest(query))

    assert isinstance(outcome, Answer)
    assert f'"code":"{code}"' in outcome.body.decode()


@pytest.mark.parametrize(
    "query",
    [
        "{ __schema { types @stream { name } } }",
        "{ __schema { queryType { ... @defer { name } fields { name } } } }",
        '{ __type(name: "Article") { ...F @defer } } fragment F on __Type { fields @stream(initialCount: 2) { name } }',
    ],
)
async def test_the_schema_is_told_in_parts_too(gateway: GatewayInProcess, query: str) -> None:
    whole = (await gateway.query(query)).require_data()
    plain = re.sub(r"@(defer|stream)(\([^)]*\))?", "", query)
    assert whole == (await gateway.query(plain)).require_data()

    data, errors = put_together(await parts_of(gateway, query))
    assert (data, errors) == (whole, [])


def places_of(gateway: GatewayInProcess) -> int:
    """How many quick statements could begin at once."""
    return len(gateway.gateway._edition(NO_SCOPES).store._readers._quick.places)


async def until_free(gateway: GatewayInProcess, places: int) -> None:
    async with asyncio.timeout(5):
        while places_of(gateway) != places:  # noqa: ASYNC110 - what changes it tells nobody
            await asyncio.sleep(0.01)


async def test_who_goes_away_at_the_very_end_takes_no_connection_along(gateway: GatewayInProcess) -> None:
    await gateway.query("{ snapshot { articles } }")
    before = places_of(gateway)
    for _ in range(3):
        parts = (await begun(gateway, "{ articles { nodes { title ... @defer { excerpt } } } }")).parts()
        await anext(parts)
        await anext(parts)
        ending = asyncio.create_task(parts.__anext__())
        await asyncio.sleep(0)
        ending.cancel()
        await asyncio.gather(ending, return_exceptions=True)

    await until_free(gateway, before)
    assert (await gateway.query("{ snapshot { articles } }")).data == {"snapshot": {"articles": 3}}


async def test_who_does_not_take_the_parts_keeps_no_connection_from_others(gateway: GatewayInProcess) -> None:
    await gateway.query("{ snapshot { articles } }")
    before = places_of(gateway)
    idle = [(await begun(gateway, DEFERRED)).parts() for _ in range(2 * before)]
    for parts in idle:
        async with asyncio.timeout(5):
            await anext(parts)
    await until_free(gateway, before)

    for parts in idle:
        assert [part.is_first async for part in parts] == [False] * 3


async def test_parts_are_no_larger_together_than_an_answer_may_be() -> None:
    async with gateway_for(SITE, max_answer_bytes=1024) as gateway:
        query = "{ a: snapshot { id } " + " ".join(
            f"... @defer {{ l{number}: articles {{ nodes {{ id title excerpt path }} }} }}" for number in range(6)
        )
        *_, last = await parts_of(gateway, query + " }")

    assert {error["extensions"]["code"] for patch in last.patches for error in patch.errors} == {
        "MAX_ANSWER_BYTES_EXCEEDED"
    }


async def test_keys_of_content_that_look_like_ours_stay() -> None:
    site = {"_news/a.md": "---\ntitle: A\nexcerpt: x\nprice$: 1\n$price: 3\n$0: { $x: 1 }\n---\n"}
    extra = {"price$": 1, "$price": 3, "$0": {"$x": 1}}
    async with gateway_for(site) as gateway:
        early, late = await parts_of(gateway, "{ articles { nodes { extra ... @defer { excerpt again: extra } } } }")

    assert early.data == {"articles": {"nodes": [{"extra": extra}]}}
    assert [patch.data for patch in late.patches] == [{"excerpt": "x", "again": extra}]
