"""The oracle's answers: orders, pages and filters where they are easy to get wrong."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from gateway.content.entries import ProviderUse
from tests.harness.entries import article
from tests.harness.operations import operations
from tests.harness.operations.vocabulary import Vocabulary
from tests.harness.oracle import Oracle, build_graph
from tests.harness.oracle.filters import article_matches
from tests.harness.oracle.graph import Article
from tests.harness.profiles import usual

GRAPH = build_graph(
    [
        article("news/a", heat=1, published_at="2023-01-01T00:00:00", provider=ProviderUse("P", "p.example")),
        article("news/b", heat=None, published_at="2023-01-02T00:00:00"),
        article("news/c", heat=3, provider=ProviderUse("Q")),
    ]
)
ORACLE = Oracle(GRAPH)
PAGE_INFO = "nodes { slug } pageInfo { hasPreviousPage hasNextPage }"


def ask(query: str) -> Any:
    answer = ORACLE.answer(query)
    assert not answer.error_codes
    return answer.data


def listed(arguments: str) -> str:
    return "".join(
        node["slug"] for node in ask(f"{{ articles({arguments}) {{ nodes {{ slug }} }} }}")["articles"]["nodes"]
    )


def test_nulls_come_last_both_ways() -> None:
    assert listed("orderBy: [{ field: HEAT }]") == "cab"
    assert listed("orderBy: [{ field: HEAT, direction: ASC }]") == "acb"
    assert listed("first: 9") == "bac"
    assert listed("orderBy: [{ field: PUBLISHED, direction: ASC }]") == "abc"


def page(arguments: str) -> tuple[str, bool, bool]:
    found = ask(f"{{ articles({arguments}) {{ {PAGE_INFO} }} }}")["articles"]
    slugs = "".join(node["slug"] for node in found["nodes"])
    return slugs, found["pageInfo"]["hasPreviousPage"], found["pageInfo"]["hasNextPage"]


def cursor(slug: str) -> str:
    (found,) = (each for each in GRAPH.articles.values() if each.slug == slug)
    return f'"~Query.articles|PUBLISHED DESC|{found.id}~"'


def test_a_page_knows_what_lies_around_it() -> None:
    assert page("first: 1") == ("b", False, True)
    assert page(f"first: 1, after: {cursor('b')}") == ("a", True, True)
    assert page("last: 1") == ("c", True, False)
    assert page(f"last: 5, before: {cursor('a')}") == ("b", False, True)


def test_an_empty_page_stands_where_its_cursor_is() -> None:
    assert page("first: 0") == ("", False, True)
    assert page("last: 0") == ("", True, False)
    assert page(f"first: 3, after: {cursor('c')}") == ("", True, False)
    assert page(f"last: 3, before: {cursor('b')}") == ("", False, True)


def test_first_together_with_last_is_refused() -> None:
    assert ORACLE.answer("{ articles(first: 1, last: 1) { totalCount } }").error_codes == ("BAD_USER_INPUT",)


def by_slug(slug: str) -> Article:
    (found,) = (each for each in GRAPH.articles.values() if each.slug == slug)
    return found


def test_filters_are_two_valued() -> None:
    unrated = by_slug("b")

    assert article_matches(unrated, {"heat": {"ne": 3, "notIn": [1]}})
    assert article_matches(unrated, {"not": {"heat": {"gt": 1}}})
    assert not article_matches(unrated, {"heat": {"in": []}})
    assert not article_matches(unrated, {"provider": {"not": {"name": {"eq": "P"}}}})
    assert article_matches(unrated, {"and": [], "or": None, "topics": {"every": {}}})
    assert not article_matches(unrated, {"or": []})


@settings(usual, max_examples=30)
@given(data=st.data())
def test_random_operations_are_valid(data: st.DataObject) -> None:
    operation = data.draw(operations(Vocabulary(GRAPH), depth=7, room=200))

    answer = ORACLE.answer(operation.query, operation.variables, operation.operation_name)

    assert not answer.error_codes
