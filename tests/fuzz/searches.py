"""What must hold of any search."""

import sqlite3
from functools import cache
from typing import Final

from gateway.errors import RequestError
from gateway.search import match_expression, search_digest
from gateway.search.terms import MAX_CHARACTERS

__all__ = ["fuzz_search"]

QUOTES: Final = frozenset('"“”„‟«»＂')


@cache
def index() -> sqlite3.Connection:
    """An index with two columns, as the real one has several."""
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    connection.execute("CREATE VIRTUAL TABLE text USING fts5 (title, body)")
    connection.execute("INSERT INTO text VALUES ('flood', 'a storm barrier')")
    return connection


def fuzz_search(data: bytes) -> None:
    """A search is refused for its size, or is one that FTS5 can answer; blanks around it mean nothing."""
    search = data.decode("utf-8", "replace")
    try:
        expression = match_expression(search)
    except RequestError as error:
        assert error.code == "BAD_USER_INPUT"
        assert len(search) > MAX_CHARACTERS or "words and phrases" in error.message
        return
    assert len(search) <= MAX_CHARACTERS
    [count] = index().execute("SELECT count(*) FROM text WHERE text MATCH ?", [expression]).fetchone()
    assert count in (0, 1)
    if QUOTES.isdisjoint(search) and len(search) < MAX_CHARACTERS - 2:
        assert search_digest(f" {search}\t") == search_digest(search)
