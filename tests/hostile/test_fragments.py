"""Documents that fit the limits and are hard on validation, and documents that do not fit the schema."""

import pytest

from tests.harness.target import Target, post


def doubling(levels: int) -> str:
    """Each fragment spreads the next one twice: small to read, two to the power of its levels to walk."""
    fragments = [f"fragment F{n} on Query {{ ...F{n + 1} ...F{n + 1} }}" for n in range(levels)]
    return "{ ...F0 } " + " ".join(fragments) + f" fragment F{levels} on Query {{ __typename }}"


def doubling_at_depth(levels: int) -> str:
    """The same through a field, so that each level is one deeper."""
    fragments = [
        f"fragment F{n} on Article {{ related(first: 1) {{ nodes {{ ...F{n + 1} ...F{n + 1} }} }} }}"
        for n in range(levels)
    ]
    return (
        "{ articles(first: 1) { nodes { ...F0 } } } " + " ".join(fragments) + f" fragment F{levels} on Article {{ id }}"
    )


ANSWERED = {
    "22 doubling levels": doubling(22),
    "120 doubling levels": doubling(120),
    "200 inline fragments": "{" + "...{" * 100 + "__typename" + "}" * 100 + "}",
    "one fragment spread 300 times": "{" + "...F " * 300 + "} fragment F on Query { __typename }",
    "one field 20 times": "{" + "__typename " * 20 + "}",
    "introspection of ofType 20 levels deep": '{ __type(name: "Query") {' + "ofType {" * 20 + "name" + "}" * 20 + "} }",
}


@pytest.mark.parametrize("query", ANSWERED.values(), ids=ANSWERED.keys())
def test_what_repeats_without_growing_is_answered(target: Target, query: str) -> None:
    response = target.send_and_go_on(post(query))

    assert (response.status, response.codes) == (200, [])
    assert response.json["data"]


def test_fragments_that_double_through_fields_are_walked_once(target: Target) -> None:
    response = target.send_and_go_on(post(doubling_at_depth(10)))

    assert (response.status, response.codes) == (200, [])


def test_fragments_that_double_too_deeply_are_refused_by_their_depth(target: Target) -> None:
    target.send_and_go_on(post(doubling_at_depth(22))).must_be(400, "MAX_DEPTH_EXCEEDED")


def overlapping(fragments: int, fields: int) -> str:
    """Inline fragments that all have the same fields: each is compared with each."""
    one = "... on Query {" + "".join(f"f{n}: __typename " for n in range(fields)) + "}"
    return "{" + one * fragments + "}"


INVALID = {
    "a fragment of itself": "{ ...A } fragment A on Query { ...A }",
    "a cycle of two": "{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }",
    "a cycle of 100": "{ ...F0 }" + "".join(f"fragment F{n} on Query {{ ...F{(n + 1) % 100} }}" for n in range(100)),
    "a cycle through fields": "{ articles { nodes { ...A } } } fragment A on Article { related { nodes { ...A } } }",
    "a cycle that nobody uses": "{ __typename } fragment A on Query { ...B } fragment B on Query { ...A }",
    "200 fragments that nobody uses": "{ __typename }"
    + "".join(f"fragment F{n} on Query {{ __typename }}" for n in range(200)),
    "a fragment twice": "{ ...A } fragment A on Query { __typename } fragment A on Query { __typename }",
    "a fragment of another type": "{ ...A } fragment A on Article { id }",
    "a fragment of a scalar": "{ ...A } fragment A on Int { id }",
    "an unknown fragment": "{ ...Nowhere }",
    "an unknown field": "{ nothing }",
    "200 unknown fields": "{" + " ".join(f"n{n}" for n in range(200)) + "}",
    "a field of Python": "{ __class__ }",
    "a private field": "{ _entities(representations: []) { __typename } }",
    "an unknown type": "{ ...A } fragment A on Nowhere { a }",
    "an unknown directive": "{ __typename @nothing }",
    "a directive where it may not be": "query @skip(if: true) { __typename }",
    "an unknown argument": "{ articles(nothing: 1) { totalCount } }",
    "an unknown enum": "{ articles(status: [NOTHING]) { totalCount } }",
    "an unknown key": "{ articles(where: {nothing: 1}) { totalCount } }",
    "a missing argument": "{ node { id } }",
    "an argument twice": "{ articles(first: 1, first: 2) { totalCount } }",
    "a key twice": "{ articles(where: {heat: {eq: 1}, heat: {eq: 2}}) { totalCount } }",
    "an undefined variable": "{ articles(first: $x) { totalCount } }",
    "90 undefined variables": "{" + "".join(f"articles(first: $v{n}) {{ totalCount }}" for n in range(90)) + "}",
    "a variable twice": "query ($a: Int, $a: Int) { articles(first: $a) { totalCount } }",
    "a variable of an output type": "query ($a: Article) { __typename }",
    "a variable of another type": "query ($a: String) { articles(first: $a) { totalCount } }",
    "400 unused variables": "query (" + "".join(f"$v{n}:Int," for n in range(400)) + ") { __typename }",
    "an operation twice": "query A { __typename } query A { __typename }",
    "a nameless operation among others": "{ __typename } query A { __typename }",
    "a type": "{ __typename } type Query { a: Int }",
    "an extension": "{ __typename } extend type Query { a: Int }",
    "no selection": "{ articles }",
    "a selection of a scalar": "{ __typename { a } }",
    "two fields of one name": "{ a: __typename a: snapshot { id } }",
    "two arguments of one name": "{ articles(first: 1) { totalCount } articles(first: 2) { totalCount } }",
    "a subscription of two": "subscription { a: articleChanged { id } b: articleChanged { id } }",
    "introspection nested four times": "{ __schema {" + "types { fields { type {" * 4 + "name" + "} } }" * 4 + "} }",
    "introspection nested in fragments": "{ __schema { types { ...T } } } "
    "fragment T on __Type { fields { type { fields { type { fields { type { name } } } } } } }",
    "a number beyond 32 bits": "{ articles(first: 2147483648) { totalCount } }",
    "a number beyond 64 bits": "{ articles(first: 99999999999999999999) { totalCount } }",
    "a number of 5,000 digits": "{ articles(first: " + "9" * 5000 + ") { totalCount } }",
    "1e400": "{ articles(first: 1e400) { totalCount } }",
    "two keys of one": '{ article(by: {id: "a", path: "b"}) { id } }',
    "no key of one": "{ article(by: {}) { id } }",
    "null for one": "{ article(by: {id: null}) { id } }",
    "a day for an instant": '{ articles(where: {publishedDateTime: {lt: "2020-13-45"}}) { totalCount } }',
    "an object for a text": "{ articles(search: {a: 1}) { totalCount } }",
}


@pytest.mark.parametrize("query", INVALID.values(), ids=INVALID.keys())
def test_what_does_not_fit_the_schema_is_told(target: Target, query: str) -> None:
    response = target.send_and_go_on(post(query, operationName="A" if "query A" in query else None))

    response.must_be(400, "GRAPHQL_VALIDATION_FAILED")
    assert 1 <= len(response.codes) <= 11


OVERLAPPING = {
    "200 x 100": (200, 100, "MAX_QUERY_BYTES_EXCEEDED"),
    "40 x 10": (40, 10, "MAX_ALIASES_EXCEEDED"),
}


@pytest.mark.parametrize(("fragments", "fields", "code"), OVERLAPPING.values(), ids=OVERLAPPING.keys())
def test_overlapping_fragments_are_refused_before_they_are_compared(
    target: Target, fragments: int, fields: int, code: str
) -> None:
    target.send_and_go_on(post(overlapping(fragments, fields))).must_be(400, code)


def test_hundreds_of_documents_that_do_not_fit_leave_nothing_behind(target: Target) -> None:
    def ask(count: int) -> None:
        for number in range(count):
            query = "{" + " ".join(f"n{number}_{field}" for field in range(120)) + "}"
            assert target.send(post(query)).status == 400

    ask(30)
    before = target.memory
    ask(120)

    assert target.memory - before < 8
