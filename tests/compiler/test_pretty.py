"""Statements are indented for people, and not a word of them changes."""

import pytest

from gateway.compiler import pretty

LONG = (
    "SELECT json_object('title', article_1.title, 'text', 'it''s (a, b)', 'nodes', (SELECT count(*) FROM article)) AS x"
)


@pytest.mark.parametrize("text", ["SELECT 1", LONG, "SELECT ')' FROM a WHERE b IN (1, 2) AND c = '(' LIMIT ? OFFSET 0"])
def test_no_word_changes(text: str) -> None:
    assert "".join(pretty(text).split()) == "".join(text.split())


def test_what_is_too_long_is_broken_two_by_two() -> None:
    assert pretty(LONG).splitlines() == [
        "SELECT json_object(",
        "  'title', article_1.title,",
        "  'text', 'it''s (a, b)',",
        "  'nodes', (SELECT count(*) FROM article)",
        ") AS x",
    ]
