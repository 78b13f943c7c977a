"""What the database makes of our statements: pages, look-ups and related lists walk an index, never all articles."""

import asyncio
import re

import pytest

from gateway.content.identity import article_id
from tests.harness.gateways import Pair
from tests.harness.operations import Operation
from tests.harness.oracle.graph import global_id

SORT = "USE TEMP B-TREE FOR ORDER BY"

BRIDGE = "news/2023-05-02-new-bridge-opens"
BRIDGE_ID = global_id("Article", article_id(BRIDGE))
ORDERS = [
    "",
    *(
        f"{{ field: {name}, direction: {way} }}"
        for name in ("PUBLISHED", "HEAT", "QUALITY", "TITLE")
        for way in ("ASC", "DESC")
    ),
]


def plan_of(runner: asyncio.Runner, newspaper: Pair, query: str) -> str:
    return str(runner.run(newspaper.gateway.explain(newspaper.request(Operation(query)))).database_plan)


def scanned(plan: str) -> set[str]:
    """The tables that are read from end to end. A SCAN beside a CO-ROUTINE of that name reads a subquery's rows."""
    tables: set[str] = set()
    subqueries: list[set[str]] = []
    for line in plan.splitlines():
        detail = line.lstrip()
        depth = (len(line) - len(detail)) // 2
        subqueries = [*subqueries[: depth + 1], *(set() for _ in range(depth + 1 - len(subqueries)))]
        operation, _, rest = detail.partition(" ")
        name = rest.split(" ")[0]
        if operation in ("CO-ROUTINE", "MATERIALIZE"):
            subqueries[depth].add(name)
        elif operation == "SCAN" and name not in subqueries[depth]:
            tables.add(re.sub(r"_\d+$", "", name))
    return tables


def lists(page: str, order: str) -> str:
    order_by = f"orderBy: [{order}]" if order else ""
    return f"{{ articles({page} {order_by}) {{ nodes {{ path }} pageInfo {{ hasNextPage hasPreviousPage }} }} }}"


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("page", ["first: 5", "last: 5"])
def test_a_page_walks_an_index_in_order(runner: asyncio.Runner, newspaper: Pair, page: str, order: str) -> None:
    plan = plan_of(runner, newspaper, lists(page, order))

    assert "article" not in scanned(plan), plan
    assert "SEARCH article_" in plan
    if page.startswith("first"):
        assert SORT not in plan, plan


@pytest.mark.parametrize("page", ["first: 5, after", "last: 5, before"])
@pytest.mark.parametrize("order", ["", "{ field: HEAT, direction: DESC }", "{ field: TITLE, direction: ASC }"])
def test_a_page_at_a_cursor_walks_an_index(runner: asyncio.Runner, newspaper: Pair, page: str, order: str) -> None:
    name = {"": "PUBLISHED DESC"}.get(order) or " ".join(re.findall(r"[A-Z]+", order))
    plan = plan_of(runner, newspaper, lists(f'{page}: "~Query.articles|{name}|{BRIDGE_ID}~"', order))

    assert "article" not in scanned(plan), plan


@pytest.mark.parametrize("status", ["[PUBLISHED, UNPUBLISHED, STUB]", "[REMOVED]"])
def test_a_page_of_several_statuses_merges_walks(runner: asyncio.Runner, newspaper: Pair, status: str) -> None:
    plan = plan_of(runner, newspaper, lists(f"first: 5, status: {status}", ""))

    assert "article" not in scanned(plan), plan


@pytest.mark.parametrize(
    "by",
    [f'path: "{BRIDGE}"', f'id: "{BRIDGE_ID}"', 'url: "https://larkford.example/news/new-bridge"'],
)
def test_a_look_up_is_no_search_through_all(runner: asyncio.Runner, newspaper: Pair, by: str) -> None:
    plan = plan_of(runner, newspaper, f"{{ article(by: {{ {by} }}) {{ title body }} }}")

    assert "article" not in scanned(plan), plan
    assert "article_detail" not in scanned(plan), plan


def test_nodes_are_found_by_id(runner: asyncio.Runner, newspaper: Pair) -> None:
    plan = plan_of(runner, newspaper, f'{{ nodes(ids: ["{BRIDGE_ID}", "x"]) {{ id ... on Article {{ title }} }} }}')

    assert "article" not in scanned(plan), plan


@pytest.mark.parametrize(
    "lists_of_it",
    [
        "related { nodes { title } totalCount }",
        "related(origin: [SUGGESTED]) { edges { score node { title } } totalCount pageInfo { hasNextPage } }",
        "related(origin: [EDITORIAL, SUGGESTED], last: 5) { edges { cursor origin node { title } } totalCount }",
        "relatedFrom { nodes { title } }",
        "topics { name } images { url } provider { name }",
    ],
)
def test_what_belongs_to_an_article_is_found_by_index(
    runner: asyncio.Runner, newspaper: Pair, lists_of_it: str
) -> None:
    plan = plan_of(runner, newspaper, f'{{ article(by: {{ path: "{BRIDGE}" }}) {{ {lists_of_it} }} }}')

    assert not scanned(plan) & {"article", "article_related", "article_suggestion"}, plan


@pytest.mark.parametrize("owner", ['provider(by: { domain: "larkford.example" })', 'topic(by: { slug: "sport" })'])
@pytest.mark.parametrize("arguments", ["first: 5", "last: 5", "first: 5, status: [PUBLISHED, STUB]"])
def test_a_page_of_a_provider_or_topic_is_found_by_index(
    runner: asyncio.Runner, newspaper: Pair, owner: str, arguments: str
) -> None:
    plan = plan_of(runner, newspaper, f"{{ {owner} {{ articles({arguments}) {{ nodes {{ title }} }} }} }}")

    assert "article" not in scanned(plan), plan
    assert "article_topic" not in scanned(plan), plan
