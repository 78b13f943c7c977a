"""`@defer` and `@stream` beyond reason: refused, or answered in parts that end."""

import pytest

from tests.harness.target import Target, post

PARTS = "multipart/mixed, application/graphql-response+json;q=0.9"


def deferred(count: int) -> str:
    """So many deferred fragments beside each other."""
    return "{ articles(first: 1) { nodes { id " + "... @defer { title } " * count + "} } }"


def defer_in_defer(levels: int) -> str:
    """One in the other."""
    return "{ articles(first: 1) { nodes { " + "... @defer { id " * levels + "}" * levels + " } } }"


REFUSED = {
    "51 deferred fragments": (deferred(51), "MAX_DIRECTIVES_EXCEEDED"),
    "200 deferred fragments": (deferred(200), "MAX_DIRECTIVES_EXCEEDED"),
    "60 in each other": (defer_in_defer(60), "MAX_DIRECTIVES_EXCEEDED"),
    "one label twice": (
        '{ articles { nodes { ... @defer(label: "a") { id } ... @defer(label: "a") { title } } } }',
        "GRAPHQL_VALIDATION_FAILED",
    ),
    "a number for a label": ("{ articles { nodes { ... @defer(label: 1) { id } } } }", "GRAPHQL_VALIDATION_FAILED"),
    "a variable for a label": (
        "query ($x: String) { articles { nodes { ... @defer(label: $x) { id } } } }",
        "GRAPHQL_VALIDATION_FAILED",
    ),
    "a deferred field": ("{ articles @defer { totalCount } }", "GRAPHQL_VALIDATION_FAILED"),
    "a streamed object": ("{ snapshot @stream { id } }", "GRAPHQL_VALIDATION_FAILED"),
    "a streamed scalar": ("{ __typename @stream }", "GRAPHQL_VALIDATION_FAILED"),
    "a streamed list from 2^40": (
        "{ articles { nodes @stream(initialCount: 1099511627776) { id } } }",
        "GRAPHQL_VALIDATION_FAILED",
    ),
    "a deferred mutation": ("mutation { ... @defer { reload { added } } }", "GRAPHQL_VALIDATION_FAILED"),
    "a deferred cycle": (
        "{ articles { nodes { ...A @defer } } } fragment A on Article { related { nodes { ...A @defer } } }",
        "GRAPHQL_VALIDATION_FAILED",
    ),
    "a deferred unknown": ("{ ...Nowhere @defer }", "GRAPHQL_VALIDATION_FAILED"),
    "a deferred error": ("{ ... @defer { articles(first: 101) { totalCount } } }", "BAD_USER_INPUT"),
}


@pytest.mark.parametrize(("query", "code"), REFUSED.values(), ids=REFUSED.keys())
@pytest.mark.parametrize("accept", [PARTS, None], ids=["in parts", "whole"])
def test_what_cannot_be_split_is_refused(target: Target, query: str, code: str, accept: str | None) -> None:
    target.send_and_go_on(post(query, accept=accept)).must_be(400, code)


@pytest.mark.parametrize("query", [deferred(21), defer_in_defer(21)])
def test_21_deferred_fragments_are_one_too_many(target: Target, query: str) -> None:
    target.send_and_go_on(post(query, accept=PARTS)).must_be(400, "MAX_FIELDS_EXCEEDED")


def test_a_streamed_list_begins_somewhere(target: Target) -> None:
    query = "{ articles { nodes @stream(initialCount: -1) { id } } }"

    target.send_and_go_on(post(query, accept=PARTS)).must_be(400, "BAD_USER_INPUT")


ENDED = {
    "20 deferred fragments": deferred(20),
    "a deferred fragment of everything": "{ ... @defer { articles(first: 100) { nodes { id title body extra } } } }",
    "a streamed list from its end": "{ articles(first: 100) { nodes @stream(initialCount: 2147483647) { id } } }",
    "a streamed list from nothing": "{ articles(first: 100) { nodes @stream { id title } } }",
    "twelve in each other": defer_in_defer(12),
    "parts of the schema": "{ __schema { types @stream { name ... @defer { kind } } } }",
    "switched off": "{ ... @defer(if: false) { articles { totalCount } } }",
}


@pytest.mark.parametrize("query", ENDED.values(), ids=ENDED.keys())
@pytest.mark.parametrize("form", ["deferSpec=20220824", "incrementalSpec=v0.2", "nothing=" + "x" * 1500])
def test_an_answer_in_parts_ends(target: Target, query: str, form: str) -> None:
    response = target.send_and_go_on(post(query, accept=f"multipart/mixed;{form}"))

    assert response.status == 200
    response.must_tell_nothing()
    if response.headers["content-type"].startswith("multipart/mixed"):
        assert response.body.endswith(b"\r\n-----\r\n")
        assert response.body.count(b'"hasNext":false') == 1
    else:
        assert response.codes == []
