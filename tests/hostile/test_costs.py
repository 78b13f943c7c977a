"""Operations that are short and ask for very much, and pages that are none: refused before anything runs."""

import pytest

from tests.harness.target import Target, post


def nested(levels: int, opening: str, closing: str, inner: str = "id") -> str:
    """A document that asks for the same again and again, one below the other."""
    return "{ articles(first: 100) { nodes { " + opening * levels + inner + closing * levels + " } } }"


TOO_MUCH = {
    "stories of the provider, 9 times": nested(9, "provider { articles(first: 100) { nodes {", "} } }"),
    "stories of the topics, 9 times": nested(9, "topics { articles(first: 100) { nodes {", "} } }"),
    "with what they say": nested(9, "topics { articles(first: 100) { nodes { body excerpt ", "} } }"),
    "stories of topics and providers": nested(
        4, "topics { articles(first: 100) { nodes { provider { articles(first: 100) { nodes {", "} } } } } }"
    ),
    "from the last": nested(9, "provider { articles(last: 100) { nodes {", "} } }"),
    "with searches": nested(9, 'topics { articles(first: 100, search: "a*") { nodes {', "} } }"),
    "in fragments": "{ articles(first: 100) { nodes { ...A0 } } }"
    + "".join(
        f"fragment A{n} on Article {{ topics {{ articles(first: 100) {{ nodes {{ ...A{n + 1} }} }} }} }}"
        for n in range(9)
    )
    + "fragment A9 on Article { id }",
    "under 20 names": "{"
    + " ".join(
        f"a{n}: articles(first: 100) {{ nodes {{ topics {{ articles(first: 100) {{ nodes {{ topics {{ "
        f"articles(first: 100) {{ nodes {{ id }} }} }} }} }} }} }} }}"
        for n in range(20)
    )
    + "}",
    "children of parents": "{ topics(first: 100) { nodes {"
    + "parent { children {" * 3
    + "articles(first: 100) { nodes { topics {" * 6
    + "id"
    + "} } }" * 6
    + "} }" * 3
    + "} } }",
}


@pytest.mark.parametrize("query", TOO_MUCH.values(), ids=TOO_MUCH.keys())
def test_what_asks_for_too_much_is_refused(target: Target, query: str) -> None:
    target.send_and_go_on(post(query)).must_be(400, "MAX_COST_EXCEEDED")


def test_sizes_of_pages_in_variables_count_as_well(target: Target) -> None:
    query = nested(9, "topics { articles(first: $n) { nodes {", "} } }").replace(
        "{ articles", "query($n: Int) { articles", 1
    )

    target.send_and_go_on(post(query, {"n": 100})).must_be(400, "MAX_COST_EXCEEDED")


NO_PAGE = {
    "-1": "first: -1",
    "101": "first: 101",
    "the largest number": "first: 2147483647",
    "the smallest number": "first: -2147483648",
    "the last 101": "last: 101",
    "the last -1": "last: -1",
    "both": "first: 1, last: 1",
}


@pytest.mark.parametrize("arguments", NO_PAGE.values(), ids=NO_PAGE.keys())
@pytest.mark.parametrize("query", ["{ articles(%s) { totalCount } }", "{ topics(%s) { nodes { id } } }"])
def test_a_page_that_is_none_is_told(target: Target, query: str, arguments: str) -> None:
    target.send_and_go_on(post(query % arguments)).must_be(400, "BAD_USER_INPUT")


BELOW = {
    "counts": "{ articles { facets { topics(first: -1) { count } } } }",
    "too many counts": "{ articles { facets { providers(first: 101) { count } } } }",
    "related stories": "{ articles { nodes { related(first: 101) { totalCount } } } }",
    "stories of a topic": "{ topics { nodes { articles(first: 101) { totalCount } } } }",
}


@pytest.mark.parametrize("query", BELOW.values(), ids=BELOW.keys())
def test_a_page_below_that_is_none_is_told(target: Target, query: str) -> None:
    target.send_and_go_on(post(query)).must_be(400, "BAD_USER_INPUT")
