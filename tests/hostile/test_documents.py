"""GraphQL documents that are too large, too deep or no documents: each limit has its code, each mistake is told."""

import pytest

from tests.harness.target import Target, post

QUERY_BYTES = 32_768


def repeated(text: str, count: int) -> str:
    """A document of one selection set."""
    return "{" + text * count + "}"


def numbered(text: str, count: int) -> str:
    """The same with a number in each."""
    return "{" + " ".join(text.format(number) for number in range(count)) + "}"


STORY = "id path slug source collection category type status title excerpt heat quality webUrl originalUrl extra "
STORY += "provider { id name domain description images { id url width } } topics { id name slug source isDefined } "
STORY += "images { id url width height isCached title attribution } "


def stories(levels: int) -> str:
    """Many fields and no alias: each level has the fields of a story."""
    inner = "id"
    for _ in range(levels):
        inner = f"{STORY} related(first: 1) {{ nodes {{ {inner} }} }}"
    return f"{{ articles(first: 1) {{ nodes {{ {inner} }} }} }}"


OVER_A_LIMIT = {
    "a byte too many": ("{ __typename }".ljust(QUERY_BYTES + 1), "MAX_QUERY_BYTES_EXCEEDED"),
    "1,000,000 bytes": ("{ __typename }".ljust(1_000_000), "MAX_QUERY_BYTES_EXCEEDED"),
    "characters of three bytes": ("{ __typename } # " + "東" * 11_000, "MAX_QUERY_BYTES_EXCEEDED"),
    "one long name": ("{" + "a" * 40_000 + "}", "MAX_QUERY_BYTES_EXCEEDED"),
    "one long text": ('{ article(by: {path: "' + "a" * 40_000 + '"}) { id } }', "MAX_QUERY_BYTES_EXCEEDED"),
    "10,000 aliases": (numbered("a{}:__typename", 10_000), "MAX_QUERY_BYTES_EXCEEDED"),
    "9,000 inline fragments": (repeated("...{__typename}", 9_000), "MAX_QUERY_BYTES_EXCEEDED"),
    "2,000 operations": (numbered("query Q{} {{ __typename }}", 2000), "MAX_QUERY_BYTES_EXCEEDED"),
    "250,000 comments": ("#\n" * 250_000 + "{ __typename }", "MAX_QUERY_BYTES_EXCEEDED"),
    "16,000 comments": ("#\n" * 16_000 + "{ __typename }", "MAX_COMMENTS_EXCEEDED"),
    "501 comments": ("{ __typename }" + "#\n" * 501, "MAX_COMMENTS_EXCEEDED"),
    "a token too many": (repeated(" a", 2001), "MAX_TOKENS_EXCEEDED"),
    "10,000 tokens": (repeated(" a", 10_000), "MAX_TOKENS_EXCEEDED"),
    "1,000 variables": ("query(" + "".join(f"$v{n}:Int," for n in range(1000)) + "){a}", "MAX_TOKENS_EXCEEDED"),
    "5,000 numbers": ("{ nodes(ids: [" + "1 " * 5000 + "]) { id } }", "MAX_TOKENS_EXCEEDED"),
    "300 levels of fields": ("{a" * 300 + "}" * 300, "MAX_NESTING_EXCEEDED"),
    "900 levels, never closed": ("{a" * 900, "MAX_NESTING_EXCEEDED"),
    "500 levels of inline fragments": ("{..." * 500 + "{a}" + "}" * 500, "MAX_NESTING_EXCEEDED"),
    "900 levels of lists": ("{ node(id: " + "[" * 900 + "]" * 900 + ") { id } }", "MAX_NESTING_EXCEEDED"),
    "300 levels of a filter": (
        "{ articles(where: " + "{not:" * 300 + "{}" + "}" * 300 + ") { totalCount } }",
        "MAX_NESTING_EXCEEDED",
    ),
    "500 levels of a type": ("query($a: " + "[" * 500 + "Int" + "]" * 500 + ") { a }", "MAX_NESTING_EXCEEDED"),
    "31 fields deep": (
        "{ articles { nodes {" + "related { nodes {" * 15 + "id" + "}}" * 15 + "} } }",
        "MAX_DEPTH_EXCEEDED",
    ),
    "60 fields deep": (
        "{articles{nodes{" + "provider{articles{nodes{" * 20 + "id" + "}}}" * 20 + "}}}",
        "MAX_DEPTH_EXCEEDED",
    ),
    "a filter 60 levels deep": (
        "{ articles(where: " + "{not:" * 60 + "{}" + "}" * 60 + ") { totalCount } }",
        "MAX_DEPTH_EXCEEDED",
    ),
    "a default 60 levels deep": (
        "query($x: ArticleFilter = " + "{not:" * 60 + "{}" + "}" * 60 + ") { articles(where: $x) { totalCount } }",
        "MAX_DEPTH_EXCEEDED",
    ),
    "over 500 fields": (stories(13), "MAX_FIELDS_EXCEEDED"),
    "31 aliases": (numbered("a{}:__typename", 31), "MAX_ALIASES_EXCEEDED"),
    "31 aliases below": (f"{{ snapshot {numbered('a{}:id', 31)} }}", "MAX_ALIASES_EXCEEDED"),
    "101 aliases": (numbered("a{}:snapshot{{id}}", 101), "MAX_ALIASES_EXCEEDED"),
    "31 aliases of one name": (repeated("a:__typename ", 31), "MAX_ALIASES_EXCEEDED"),
    "21 root fields": (numbered("a{}: snapshot {{ id }}", 21), "MAX_ROOT_FIELDS_EXCEEDED"),
    "21 root fields in fragments": (numbered("... {{ a{}: snapshot {{ id }} }}", 21), "MAX_ROOT_FIELDS_EXCEEDED"),
    "51 directives": (f"{{ __typename {'@include(if: true) ' * 51} }}", "MAX_DIRECTIVES_EXCEEDED"),
    "500 unknown directives": (f"{{ __typename {'@aa' * 500} }}", "MAX_DIRECTIVES_EXCEEDED"),
    "51 directives, one a field": (repeated("__typename @skip(if:false) ", 51), "MAX_DIRECTIVES_EXCEEDED"),
    "51 directives of an operation": (f"query {'@aa' * 51} {{ __typename }}", "MAX_DIRECTIVES_EXCEEDED"),
    "51 directives of variables": (f"query ($a: Int {'@aa' * 51}) {{ __typename }}", "MAX_DIRECTIVES_EXCEEDED"),
    "51 directives of a fragment": (f"{{ ...F }} fragment F on Query {'@aa' * 51} {{ a }}", "MAX_DIRECTIVES_EXCEEDED"),
    "501 conditions": (
        "{ articles(where: {or: [" + "{}" * 100 + "{heat:{eq:1}}" * 270 + "]}) { totalCount } }",
        "MAX_TOKENS_EXCEEDED",
    ),
}


@pytest.mark.parametrize(("query", "code"), OVER_A_LIMIT.values(), ids=OVER_A_LIMIT.keys())
def test_a_document_over_a_limit_is_refused_by_that_limit(target: Target, query: str, code: str) -> None:
    target.send_and_go_on(post(query)).must_be(400, code)


NO_DOCUMENT = {
    "a blank": " ",
    "a comment": "# {a}",
    "an open brace": "{",
    "a closed brace": "}",
    "signs": "%$&",
    "a lone quote": '"',
    "an open text": '{ article(by: {path: "',
    "an open block": '{ article(by: {path: """',
    "a surrogate": '{ article(by: {path: "\\uD800"}) { id } }',
    "a surrogate in braces": '{ article(by: {path: "\\u{D800}"}) { id } }',
    "beyond Unicode": '{ article(by: {path: "\\u{110000}"}) { id } }',
    "an escape that is none": '{ article(by: {path: "\\x41"}) { id } }',
    "a line end in a text": '{ article(by: {path: "a\nb"}) { id } }',
    "a NUL": "{ __typename \0 }",
    "a blank that is none": "{\u00a0__typename }",
    "another direction": "{ \u202e__typename }",
    "a number with letters": "{ articles(first: 1a) { totalCount } }",
    "a leading zero": "{ articles(first: 01) { totalCount } }",
    "empty arguments": "{ articles() { totalCount } }",
    "SQL": "SELECT * FROM article; --",
    "JSON": '{"query": "{ __typename }"}',
    "HTML": "<script>alert(1)</script>",
    "a variable for a name": "{ $x }",
    "a fragment called on": "{ ...on } fragment on on Query { __typename }",
}


@pytest.mark.parametrize("query", NO_DOCUMENT.values(), ids=NO_DOCUMENT.keys())
def test_what_is_no_document_is_a_syntax_error_with_its_place(target: Target, query: str) -> None:
    response = target.send_and_go_on(post(query))

    response.must_be(400, "GRAPHQL_PARSE_FAILED")
    assert response.json["errors"][0]["locations"]


def test_of_many_operations_one_is_answered(target: Target) -> None:
    response = target.send_and_go_on(
        post(numbered("query Q{} {{ __typename }}", 300)[1:-1], operationName="Q299"),
    )

    assert response.json == {"data": {"__typename": "Query"}}


NO_OPERATION = {
    "none of the name": ("query A { __typename }", "B"),
    "several and no name": ("query A { __typename } query B { __typename }", None),
    "300 and no name": (numbered("query Q{} {{ __typename }}", 300)[1:-1], None),
    "only fragments": ("fragment F on Query { __typename }", None),
    "only types": ("type Query { a: Int }", None),
    "a name of Python": ("query A { __typename }", "__class__"),
    "a name of 100,000 characters": ("query A { __typename }", "A" * 100_000),
}


@pytest.mark.parametrize(("query", "name"), NO_OPERATION.values(), ids=NO_OPERATION.keys())
def test_an_operation_that_is_not_there_is_told(target: Target, query: str, name: str | None) -> None:
    response = target.send_and_go_on(post(query, operationName=name))

    response.must_be(400, "OPERATION_RESOLUTION_FAILURE")
