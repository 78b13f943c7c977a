"""What people and programs type into a search: nothing in it is an operator that was not promised, or an error."""

from typing import Any

import pytest

from tests.harness.target import Target, post

SEARCH = "query ($x: String) { articles(search: $x, first: 100) { totalCount edges { node { id } snippet score } } }"


def found(target: Target, search: str) -> Any:
    """What a search finds, as ids."""
    response = target.send_and_go_on(post(SEARCH, {"x": search}))
    assert (response.status, response.codes) == (200, []), response.body[:300]
    articles = response.json["data"]["articles"]
    return articles["totalCount"], sorted(edge["node"]["id"] for edge in articles["edges"])


NOTHING = {
    "a quote": '"',
    "quotes": '"' * 501,
    "a star": "*",
    "stars": "*" * 1000,
    "a minus": "-",
    "only an excluded word": "-school",
    "brackets": "(((",
    "a caret": "^",
    "a colon": ":",
    "signs": "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~",
    "a byte order mark": "\ufeff",
    "control characters": "".join(map(chr, range(1, 32))) + "\x7f",
    "private characters": "\ue000\U000f0000",
    "characters that are none": "\uffff\U0010ffff",
    "joiners": "\u200d" * 1000,
    "marks alone": "\u0301" * 1000,
    "another direction": "\u202e\u2066\u2069\u202c",
    "a family of emojis": "👩\u200d👩\u200d👧\u200d👦" * 50,
    "patterns": "%_%",
    "a thousand letters": "q" * 1000,
    "a thousand letters of another script": "가" * 1000,
    "a ligature of 18 letters": "ﷺ" * 1000,
    "SQL": "'; DROP TABLE article; --",
    "a union": "' UNION SELECT * FROM article_detail --",
}


@pytest.mark.parametrize("search", NOTHING.values(), ids=NOTHING.keys())
def test_a_search_for_nothing_finds_nothing(target: Target, search: str) -> None:
    assert found(target, search) == (0, [])


PLAIN = {
    "an operator": ("school AND", "school and"),
    "operators": ("NOT school OR", "not school or"),
    "nearness": ("NEAR(school, 5)", "near school 5"),
    "a column": ("title:school", '"title school"'),
    "columns": ("{title body} : school", "title body school"),
    "no column": ("- title : school", "title school"),
    "the beginning of a column": ("^school", "school"),
    "brackets": ("(school)", "school"),
    "a plus": ("the + school", "the school"),
    "a phrase that is not closed": ('"the school', '"the school"'),
    "other quotes": ("„school“", '"school"'),
    "wide letters": ("ｓｃｈｏｏｌ", "school"),
    "wide signs": ("ｓｃｈ＊", "sch*"),
    "marks": ("s" + "\u0301" * 500 + "chool", "school"),
    "a semicolon": ("school;", "school"),
    "a comment": ("school --", "school"),
    "upper case": ("SCHOOL", "school"),
    "the same word a hundred times": ("school " * 100, "school"),
    "stars within": ("sch***", "sch*"),
    "blanks of other scripts": ("\u3000school\u00a0\u2003", "school"),
}


@pytest.mark.parametrize(("search", "plain"), PLAIN.values(), ids=PLAIN.keys())
def test_what_is_no_operator_is_punctuation(target: Target, search: str, plain: str) -> None:
    assert found(target, search) == found(target, plain)


REFUSED = {
    "1,001 characters": "a" * 1001,
    "500,000 characters": "a " * 8_000,
    "33 words": " ".join(f"w{number}" for number in range(33)),
    "33 beginnings": " ".join(f"w{number}*" for number in range(33)),
    "33 excluded words": "a " + " ".join(f"-w{number}" for number in range(33)),
    "a NUL": "school\0",
    "only a NUL": "\0",
}


@pytest.mark.parametrize("search", REFUSED.values(), ids=REFUSED.keys())
@pytest.mark.parametrize("field", ["topics { nodes { articles(search: $x) { nodes { id } } } }", None])
def test_a_search_that_asks_for_too_much_is_told(target: Target, search: str, field: str | None) -> None:
    query = SEARCH if field is None else f"query ($x: String) {{ {field} }}"

    target.send_and_go_on(post(query, {"x": search})).must_be(400, "BAD_USER_INPUT")


def test_the_hardest_search_is_answered(target: Target) -> None:
    search = " ".join(f"{letter}*" for letter in "etaoinshrdlcumwfgypbvkjxqz")

    count, ids = found(target, search)

    assert count == len(ids)


def test_a_passage_is_escaped_whatever_is_in_it(target: Target) -> None:
    edges = target.send_and_go_on(post(SEARCH, {"x": "the*"})).json["data"]["articles"]["edges"]

    assert edges
    for edge in edges:
        bare = edge["snippet"].replace("<mark>", "").replace("</mark>", "")
        assert "<" not in bare
        assert ">" not in bare
