"""Counts over a whole list are read from indexes that hold all that is counted by, and no article is looked up."""

import asyncio

import pytest

from tests.compiler.test_query_plans import plan_of
from tests.harness.gateways import Pair

FACETS = {
    "topics": "topics { count }",
    "providers": "providers { count }",
    "types": "types { count }",
    "collections": "collections { count }",
    "published": "published { count }",
}


@pytest.mark.parametrize("fields", FACETS.values(), ids=FACETS.keys())
@pytest.mark.parametrize("status", ["", "(status: [PUBLISHED, STUB])"], ids=["published", "several"])
def test_a_facet_of_all_articles_reads_one_covering_index(
    runner: asyncio.Runner, newspaper: Pair, fields: str, status: str
) -> None:
    plan = plan_of(runner, newspaper, f"{{ articles{status} {{ facets {{ {fields} }} }} }}")

    reads = [line.strip() for line in plan.splitlines() if "article" in line]
    assert reads, plan
    assert all("COVERING INDEX article_" in line for line in reads), plan


@pytest.mark.parametrize("by", ["DAY", "WEEK", "MONTH", "YEAR"])
def test_spans_are_counted_without_looking_articles_up(runner: asyncio.Runner, newspaper: Pair, by: str) -> None:
    plan = plan_of(runner, newspaper, f"{{ articles {{ facets {{ published(by: {by}) {{ start }} }} }} }}")

    assert "USING COVERING INDEX article_facets (status=?)" in plan


def test_only_the_facets_that_are_asked_for_are_counted(runner: asyncio.Runner, newspaper: Pair) -> None:
    plan = plan_of(runner, newspaper, "{ articles(first: 1) { nodes { title } facets { __typename } } }")

    assert "GROUP BY" not in plan
