"""Counts over a whole list are added up from those that loads keep; others are read from an index that has it all."""

import asyncio
import re

import pytest

from tests.compiler.test_query_plans import plan_of
from tests.harness.gateways import Pair
from tests.harness.operations import Operation

COUNTS = {
    "total": "totalCount",
    "topics": "facets { topics { count } }",
    "providers": "facets { providers { count } }",
    "types": "facets { types { count } }",
    "collections": "facets { collections { count } }",
    "months": "facets { published { count } }",
    "days": "facets { published(by: DAY) { count } }",
}

LISTS = {
    "all": "articles",
    "several": "articles(status: [PUBLISHED, STUB])",
    "source": 'articles(where: { source: { eq: "valley" } })',
    "collection": 'articles(where: { collection: { startsWith: "n" } })',
    "category": 'articles(where: { category: { in: ["news", "guides"] } })',
    "type": 'articles(where: { type: { ne: "video" } })',
    "or": 'articles(where: { or: [{ type: { eq: "video" } }, { not: { category: { eq: "news" } } }] })',
    "topic": 'articles(where: { topics: { some: { name: { eq: "Sport" } } } })',
    "topic and type": 'articles(where: { topics: { some: { name: { eq: "Sport" } } }, type: { eq: "article" } })',
    "provider": 'articles(where: { provider: { name: { startsWith: "Lark" } } })',
    "of a topic": "topics { nodes { articles(first: 1)",
    "of a provider": "providers { nodes { articles(first: 1)",
}

KEPT = [
    pytest.param(start, fields, id=f"{listed}-{counted}")
    for listed, start in LISTS.items()
    for counted, fields in COUNTS.items()
    if not ("provider" in listed and counted in ("months", "days"))  # few articles are of one: they are looked at
]

NOT_KEPT = {
    "heat": "where: { heat: { gte: 5 } }",
    "quality": "where: { not: { quality: { lt: 5 } } }",
    "published": 'where: { publishedDateTime: { gte: "2024-01-01T00:00:00Z" }, category: { eq: "news" } }',
    "slug of a topic": 'where: { topics: { some: { slug: { eq: "sport" } } } }',
}

JANUARY = 'publishedDateTime: { gte: "2024-01-01T00:00:00Z", lt: "2024-02-01T00:00:00Z" }'


def query_of(start: str, fields: str) -> str:
    return f"{{ {start} {{ {fields} }} {'} }' if '{ nodes' in start else ''} }}"


def articles_read(plan: str) -> list[str]:
    """What an EXPLAIN says of how rows of articles, or of their topics, are found."""
    return re.findall(r"(?:SEARCH|SCAN) article_(?:topic_)?\d+.*", plan)


@pytest.mark.parametrize(("start", "fields"), KEPT)
def test_counts_that_are_kept_are_found_by_their_key(
    runner: asyncio.Runner, newspaper: Pair, start: str, fields: str
) -> None:
    plan = plan_of(runner, newspaper, query_of(start, fields))

    assert not articles_read(plan), plan
    assert re.search(r"SEARCH article_count_1 USING PRIMARY KEY \(within=\? AND counted_by=\?", plan), plan


@pytest.mark.parametrize("by", ["DAY", "WEEK", "MONTH", "YEAR"])
def test_spans_of_all_articles_are_kept(runner: asyncio.Runner, newspaper: Pair, by: str) -> None:
    plan = plan_of(runner, newspaper, f"{{ articles {{ facets {{ published(by: {by}) {{ start }} }} }} }}")

    assert not articles_read(plan), plan


@pytest.mark.parametrize("where", NOT_KEPT.values(), ids=NOT_KEPT.keys())
@pytest.mark.parametrize("fields", COUNTS.values(), ids=COUNTS.keys())
def test_other_counts_look_no_article_up(runner: asyncio.Runner, newspaper: Pair, where: str, fields: str) -> None:
    plan = plan_of(runner, newspaper, f"{{ articles({where}) {{ {fields} }} }}")

    reads = [line for line in articles_read(plan) if " article_topic" not in line]
    assert reads or "article_topic" in plan, plan
    assert all("COVERING INDEX article_" in line for line in reads), plan


@pytest.mark.parametrize("fields", COUNTS.values(), ids=COUNTS.keys())
def test_what_was_published_in_a_span_is_sought_by_it(runner: asyncio.Runner, newspaper: Pair, fields: str) -> None:
    plan = plan_of(runner, newspaper, f"{{ articles(where: {{ {JANUARY} }}) {{ {fields} }} }}")

    [read] = articles_read(plan)
    sought = "COVERING INDEX article_of_topic" if "topics" in fields else "(status=? AND <expr>>? AND <expr><?)"
    assert sought in read, plan


def test_a_page_keeps_its_order_whatever_it_is_filtered_by(runner: asyncio.Runner, newspaper: Pair) -> None:
    order = "orderBy: [{ field: TITLE, direction: ASC }]"
    plan = plan_of(runner, newspaper, f"{{ articles({order}, where: {{ {JANUARY} }}) {{ nodes {{ title }} }} }}")

    assert "USING INDEX article_title (status=?)" in plan, plan
    assert "USE TEMP B-TREE FOR ORDER BY" not in plan, plan


def test_topics_that_a_filter_asks_for_are_found_once(runner: asyncio.Runner, newspaper: Pair) -> None:
    query = f"{{ articles({NOT_KEPT['slug of a topic']}) {{ totalCount }} }}"
    plan = plan_of(runner, newspaper, query)
    sql = runner.run(newspaper.gateway.explain(newspaper.request(Operation(query)))).sql

    assert "LIST SUBQUERY" in plan, plan
    assert "CORRELATED" not in plan, plan
    assert re.search(r"(WHERE|AND) article_\d+\.id IN", sql), "with a sign before the id nothing could begin with them"


@pytest.mark.parametrize("start", LISTS.values(), ids=LISTS.keys())
def test_what_a_filter_is_given_is_bound(runner: asyncio.Runner, newspaper: Pair, start: str) -> None:
    operation = Operation(query_of(start, "totalCount facets { types { value } topics { count } }"))
    explanation = runner.run(newspaper.gateway.explain(newspaper.request(operation)))

    for given in re.findall(r'"([^"]*)"', start):
        assert f"'{given}'" not in explanation.sql
        assert given in explanation.parameters


def test_only_the_facets_that_are_asked_for_are_counted(runner: asyncio.Runner, newspaper: Pair) -> None:
    plan = plan_of(runner, newspaper, "{ articles(first: 1) { nodes { title } facets { __typename } } }")

    assert "GROUP BY" not in plan
