"""What people type becomes what FTS5 is asked, whatever it is."""

import sqlite3

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from gateway.errors import RequestError
from gateway.search import match_expression, search_digest
from gateway.search.terms import MAX_CHARACTERS
from tests.harness.profiles import TIMES, usual

TYPED = st.text(
    st.sampled_from('ab"*-“” :^()+{}東京é\u0301😀\x02\x1f') | st.characters(exclude_categories=["Cs"]), max_size=80
)


@pytest.mark.parametrize(
    ("search", "asked"),
    [
        ("flood", '"flood"'),
        ("Flood  flood FLOOD", '"flood"'),
        ("flood storm", '"flood" AND "storm"'),
        ('"storm barrier"', '"storm barrier"'),
        ("well-known", '"well known"'),
        ("AT&T", '"at t"'),
        ("barr*", '"barr" *'),
        ("b*rr", '"b rr"'),
        ('flood -tax -"old news" -pre*', '("flood") NOT ("tax" OR "old news" OR "pre" *)'),
        ("-tax", '""'),
        ("...", '""'),
        ("東京", '"東 京"'),
        ("NOT a AND b", '"not" AND "a" AND "and" AND "b"'),
    ],
)
def test_a_search_is_asked_in_quotes(search: str, asked: str) -> None:
    assert match_expression(search) == asked


@settings(usual, max_examples=300 * TIMES)
@given(TYPED)
def test_fts5_understands_whatever_is_typed(search: str) -> None:
    try:
        asked = match_expression(search)
    except RequestError:
        assume(False)  # too many words
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE story USING fts5 (title)")
    assert database.execute("SELECT rowid FROM story WHERE story MATCH ?", (asked,)).fetchall() == []
    database.close()


def test_searches_that_ask_for_the_same_share_a_digest() -> None:
    assert search_digest("Flood, storm!") == search_digest("flood  STORM") != search_digest("storm flood")


def test_a_long_search_is_refused_before_it_is_read() -> None:
    with pytest.raises(RequestError, match="may have 1,000 characters; this one has 1,001"):
        match_expression("a" * (MAX_CHARACTERS + 1))
