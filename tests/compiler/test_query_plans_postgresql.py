"""What PostgreSQL makes of our statements, planned once for all parameters: what is looked up or paged has an index."""

import asyncio
import re
from collections.abc import Iterator
from typing import Any

import pytest

from gateway.scopes import NO_SCOPES
from gateway.store.postgresql.connections import connect_reader, connect_writer
from tests.compiler.test_query_plans import BRIDGE, BRIDGE_ID, ORDERS, lists
from tests.harness.gateways import Pair
from tests.harness.operations import Operation


@pytest.fixture(scope="module")
def connection(runner: asyncio.Runner, postgresql_newspaper: Pair) -> Iterator[Any]:
    """One as those that answer have."""
    address = postgresql_newspaper.store.writer._address  # type: ignore[attr-defined]
    writer = runner.run(connect_writer(address))
    runner.run(writer.execute("ANALYZE"))  # a load looks only tables through that have grown more
    runner.run(writer.close())
    opened = runner.run(connect_reader(address, 5.0))
    yield opened
    runner.run(opened.close())


def plan_of(runner: asyncio.Runner, pair: Pair, connection: Any, query: str) -> str:
    return runner.run(planned(pair, connection, query))


async def planned(pair: Pair, connection: Any, query: str) -> str:
    """The plan that serves all parameters."""
    request = pair.request(Operation(query))
    prepared = await pair.gateway._preparer.prepare(request.query, None)
    bound = await prepared.bind({}, NO_SCOPES)
    given = f"({', '.join(['NULL'] * len(bound.parameters))})" if bound.parameters else ""
    await connection.execute(f"PREPARE asked AS {bound.statement.text}")
    try:
        rows = await connection.fetch(f"EXPLAIN (COSTS OFF) EXECUTE asked{given}")
    finally:
        await connection.execute("DEALLOCATE asked")
    return "\n".join(line for (line,) in rows)


def read_whole(plan: str) -> set[str]:
    """The tables that are read from end to end: in their own order, or in that of an index."""
    tables: set[str] = set()
    lines = plan.splitlines()
    for number, line in enumerate(lines):
        if found := re.search(r"(Seq|Index|Index Only) Scan(?: Backward)?(?: using \w+)? on (\w+)", line):
            below = "".join(lines[number + 1 : number + 3])
            if found[1] == "Seq" or "Index Cond" not in below.split("->")[0]:
                tables.add(found[2])
    return tables


def sorts(plan: str) -> int:
    """How often all rows are sorted before the first of them can be given."""
    return sum(re.fullmatch(r"\s*(->\s+)?Sort", line) is not None for line in plan.splitlines())


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("page", ["first: 5", "last: 5"])
def test_a_page_walks_an_index_in_order(
    runner: asyncio.Runner, postgresql_newspaper: Pair, connection: Any, page: str, order: str
) -> None:
    plan = plan_of(runner, postgresql_newspaper, connection, lists(page, order))

    assert "article" not in read_whole(plan), plan
    assert "using article_" in plan
    assert sorts(plan) == (0 if page.startswith("first") else 1), plan  # the page itself is turned round


@pytest.mark.parametrize("page", ["first: 5, after", "last: 5, before"])
@pytest.mark.parametrize("order", ["", "{ field: HEAT, direction: DESC }", "{ field: TITLE, direction: ASC }"])
def test_a_page_at_a_cursor_seeks_in_an_index(
    runner: asyncio.Runner, postgresql_newspaper: Pair, connection: Any, page: str, order: str
) -> None:
    name = {"": "PUBLISHED DESC"}.get(order) or " ".join(re.findall(r"\b[A-Z]+\b", order))
    query = lists(f'{page}: "~Query.articles|{name}|{BRIDGE_ID}~"', order)

    plan = plan_of(runner, postgresql_newspaper, connection, query)

    assert "article" not in read_whole(plan), plan
    conditions = re.findall(r"Index Cond: (.*)", plan)
    assert len(conditions) == 3, plan  # the page, and what lies on both sides of it
    assert all(">=" in each or "<=" in each for each in conditions), plan


BELONGING = (
    "related { nodes { title } totalCount }",
    "related(origin: [SUGGESTED]) { edges { score node { title } } totalCount pageInfo { hasNextPage } }",
    "related(origin: [EDITORIAL, SUGGESTED], last: 5) { edges { cursor origin node { title } } totalCount }",
    "relatedFrom { nodes { title } }",
    "topics { name } images { url } provider { name }",
)
OWNERS = ('provider(by: { domain: "larkford.example" })', 'topic(by: { slug: "sport" })')


@pytest.mark.parametrize(
    "query",
    [
        lists("first: 5, status: [PUBLISHED, UNPUBLISHED, STUB]", ""),
        lists("first: 5, status: [REMOVED]", ""),
        f'{{ article(by: {{ path: "{BRIDGE}" }}) {{ title body }} }}',
        f'{{ article(by: {{ id: "{BRIDGE_ID}" }}) {{ title body }} }}',
        '{ article(by: { url: "https://larkford.example/news/new-bridge" }) { title body } }',
        f'{{ node(id: "{BRIDGE_ID}") {{ id ... on Article {{ title }} }} }}',
        f'{{ nodes(ids: ["{BRIDGE_ID}", "x"]) {{ id ... on Article {{ title }} }} }}',
        *(f'{{ article(by: {{ path: "{BRIDGE}" }}) {{ {each} }} }}' for each in BELONGING),
        *(
            f"{{ {owner} {{ articles({page}) {{ nodes {{ title }} }} }} }}"
            for owner in OWNERS
            for page in ("first: 5", "last: 5")
        ),
        *(
            f"{{ {owner} {{ articles(first: 5, status: [PUBLISHED, STUB]) {{ nodes {{ title }} }} }} }}"
            for owner in OWNERS
        ),
    ],
)
def test_what_is_looked_up_or_belongs_to_something_is_found_by_an_index(
    runner: asyncio.Runner, postgresql_newspaper: Pair, connection: Any, query: str
) -> None:
    plan = plan_of(runner, postgresql_newspaper, connection, query)

    whole = read_whole(plan)
    assert not {table for table in whole if table.startswith(("article", "provider", "topic", "image"))}, plan
