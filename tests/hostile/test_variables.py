"""Variables of the wrong kind, beyond every number, too deep and too many."""

from typing import Any

import pytest

from tests.harness.target import Target, post


def nested(levels: int, key: str = "not") -> Any:
    """An object in an object."""
    value: Any = {}
    for _ in range(levels):
        value = {key: value}
    return value


FIRST = ("Int", "articles(first: $x) { totalCount }")
STATUS = ("[ArticleStatus!]!", "articles(status: $x) { totalCount }")
WHERE = ("ArticleFilter", "articles(where: $x) { totalCount }")
TITLE = ("StringFilter", "articles(where: {title: $x}) { totalCount }")
BY = ("ArticleBy!", "article(by: $x) { id }")
NODE = ("ID!", "node(id: $x) { id }")
NODES = ("[ID!]!", "nodes(ids: $x) { id }")
SINCE = ("DateTimeFilter", "articles(where: {publishedDateTime: $x}) { totalCount }")
SEARCH = ("String", "articles(search: $x) { totalCount }")
IF = ("Boolean!", "__typename @skip(if: $x)")

Use = tuple[str, str]


def asked(use: Use, value: Any) -> Any:
    """An operation with one variable."""
    kind, field = use
    return post(f"query ($x: {kind}) {{ {field} }}", {"x": value})


WRONG = {
    "text for a number": (FIRST, "1"),
    "true for a number": (FIRST, True),
    "a fraction for a number": (FIRST, 1.5),
    "a list for a number": (FIRST, [1]),
    "an object for a number": (FIRST, {}),
    "2^31": (FIRST, 2**31),
    "1e300": (FIRST, 1e300),
    "-2^63": (FIRST, -(2**63)),
    "null for what must be there": (NODE, None),
    "a fraction for an id": (NODE, 1.5),
    "an object for an id": (NODE, {"id": 1}),
    "true for an id": (NODE, True),
    "a number for a text": (SEARCH, 1),
    "a list for a text": (SEARCH, ["a"]),
    "an object for a text": (SEARCH, {"$ne": ""}),
    "text for a flag": (IF, "true"),
    "a number for a flag": (IF, 1),
    "an unknown status": (STATUS, ["NOTHING"]),
    "a status in lower case": (STATUS, ["published"]),
    "a number for a status": (STATUS, [1]),
    "null for a status": (STATUS, [None]),
    "an attribute of Python": (STATUS, ["__class__"]),
    "an unknown key": (WHERE, {"nothing": 1}),
    "a key of Python": (WHERE, {"__class__": 1}),
    "a key of our own": (WHERE, {"self": 1}),
    "an empty key": (WHERE, {"": 1}),
    "text for a filter": (WHERE, "heat > 1 OR 1=1"),
    "no key of one": (BY, {}),
    "two keys of one": (BY, {"id": "a", "path": "b"}),
    "null for one": (BY, {"id": None}),
    "a number for an address": (BY, {"url": 1}),
    "a word for an instant": (SINCE, {"lt": "yesterday"}),
    "the year 99999": (SINCE, {"lt": "99999-01-01T00:00:00Z"}),
    "the year 0": (SINCE, {"lt": "0000-01-01T00:00:00Z"}),
    "a second too many": (SINCE, {"lt": "2020-01-01T00:00:61Z"}),
    "before all time": (SINCE, {"lt": "0001-01-01T00:00:00+23:59"}),
    "after all time": (SINCE, {"lt": "9999-12-31T23:59:59-23:59"}),
    "digits of another script": (SINCE, {"lt": "２０２０-01-01T00:00:00Z"}),
    "a number for an instant": (SINCE, {"lt": 1e18}),
    "something after an instant": (SINCE, {"lt": "2020-01-01T00:00:00Z\n"}),
    "101 ids": (NODES, ["a" * 17] * 101),
    "a NUL in an id": (NODE, "a\0"),
    "a NUL in a text": (TITLE, {"eq": "a\0b"}),
    "a NUL in a pattern": (TITLE, {"icontains": "\0"}),
    "a NUL in a search": (SEARCH, "a\0b"),
    "a NUL in a path": (BY, {"path": "news/a\0"}),
}


@pytest.mark.parametrize(("use", "value"), WRONG.values(), ids=WRONG.keys())
def test_a_value_that_is_not_possible_is_told(target: Target, use: Use, value: Any) -> None:
    target.send_and_go_on(asked(use, value)).must_be(400, "BAD_USER_INPUT")


NUMBERS = {"2^63": 2**63, "2^64": 2**64, "-2^63 - 1": -(2**63) - 1, "4,000 digits": int("9" * 4000)}


@pytest.mark.parametrize("number", NUMBERS.values(), ids=NUMBERS.keys())
@pytest.mark.parametrize("use", [FIRST, NODE, WHERE], ids=["a number", "an id", "a filter"])
def test_a_number_beyond_64_bits_is_told(target: Target, use: Use, number: int) -> None:
    value = {"heat": {"eq": number}} if use is WHERE else number

    target.send_and_go_on(asked(use, value)).must_be(400, "NUMBER_OUT_OF_RANGE")


def test_a_variable_that_is_missing_is_told(target: Target) -> None:
    target.send_and_go_on(post("query ($x: ID!) { node(id: $x) { id } }")).must_be(400, "BAD_USER_INPUT")


OVER_A_LIMIT = {
    "900,000 characters": (TITLE, {"eq": "a" * 900_000}, "MAX_VARIABLES_BYTES_EXCEEDED"),
    "50,000 texts": (TITLE, {"in": ["a" * 8] * 50_000}, "MAX_VARIABLES_BYTES_EXCEEDED"),
    "4,000 conditions": (WHERE, {"or": [{"heat": {"eq": 1}}] * 4_000}, "MAX_VARIABLES_BYTES_EXCEEDED"),
    "70,000 statuses": (STATUS, ["PUBLISHED"] * 70_000, "MAX_VARIABLES_BYTES_EXCEEDED"),
    "a pattern of 900,000 characters": (TITLE, {"contains": "%_" * 450_000}, "MAX_VARIABLES_BYTES_EXCEEDED"),
    "a key of 900,000 characters": (WHERE, {"a" * 900_000: 1}, "MAX_VARIABLES_BYTES_EXCEEDED"),
    "900 levels": (WHERE, nested(900), "MAX_VARIABLES_DEPTH_EXCEEDED"),
    "900 levels of what is not there": (WHERE, nested(900, "x"), "MAX_VARIABLES_DEPTH_EXCEEDED"),
    "501 conditions": (WHERE, {"or": [{"heat": {"eq": 1}}] * 501}, "MAX_CONDITIONS_EXCEEDED"),
    "a filter through nine relations": (
        WHERE,
        {
            "related": {
                "some": {
                    "related": {
                        "some": {
                            "related": {
                                "some": {
                                    "related": {
                                        "some": {
                                            "related": {
                                                "some": {
                                                    "related": {
                                                        "some": {
                                                            "related": {
                                                                "some": {"related": {"some": {"related": {"some": {}}}}}
                                                            }
                                                        }
                                                    }
                                                }
                                            }
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
            },
        },
        "MAX_DEPTH_EXCEEDED",
    ),
}


@pytest.mark.parametrize(("use", "value", "code"), OVER_A_LIMIT.values(), ids=OVER_A_LIMIT.keys())
def test_variables_over_a_limit_are_refused_by_that_limit(target: Target, use: Use, value: Any, code: str) -> None:
    target.send_and_go_on(asked(use, value)).must_be(400, code)


UNDECLARED = {
    "900,000 characters": ({"y": "a" * 900_000}, "MAX_VARIABLES_BYTES_EXCEEDED"),
    "60,000 of them": ({f"v{number}": 1 for number in range(60_000)}, "MAX_VARIABLES_BYTES_EXCEEDED"),
    "900 levels": ({"y": nested(900)}, "MAX_VARIABLES_DEPTH_EXCEEDED"),
}


@pytest.mark.parametrize(("variables", "code"), UNDECLARED.values(), ids=UNDECLARED.keys())
def test_limits_hold_for_variables_that_nobody_declared(target: Target, variables: Any, code: str) -> None:
    target.send_and_go_on(post("{ __typename }", variables)).must_be(400, code)


FOUND_NOTHING = {
    "a pattern of signs": (TITLE, {"contains": "%_" * 5000}),
    "the same without case": (TITLE, {"icontains": "é" * 5000}),
    "a beginning": (TITLE, {"startsWith": "a" * 10_000}),
    "a pattern that ends in its escape": (TITLE, {"contains": "\\"}),
    "a pattern of escapes": (TITLE, {"startsWith": "\\%\\_\\\\"}),
    "SQL": (TITLE, {"eq": "' OR '1'='1"}),
    "SQL in a pattern": (TITLE, {"contains": "%' OR 1=1 --"}),
    "nothing of nothing": (TITLE, {"in": []}),
    "no instant": (SINCE, {"lt": "0001-01-01T00:00:00Z"}),
}


@pytest.mark.parametrize(("use", "value"), FOUND_NOTHING.values(), ids=FOUND_NOTHING.keys())
def test_a_pattern_is_taken_by_the_letter(target: Target, use: Use, value: Any) -> None:
    assert target.send_and_go_on(asked(use, value)).json == {"data": {"articles": {"totalCount": 0}}}


def test_variables_that_nobody_declared_do_nothing(target: Target) -> None:
    variables = {"__class__": {}, "self": 1, "": None, "first": 1}

    assert target.send_and_go_on(post("{ __typename }", variables)).json == {"data": {"__typename": "Query"}}
