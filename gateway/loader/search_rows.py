"""Texts → the rows by which PostgreSQL finds them, in worker processes. No database."""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from gateway.loader.search_changes import NAME_LENGTH
from gateway.search import index_texts, passage
from gateway.tables import LABELS, SEARCHED

__all__ = ["SearchRows", "make_search_rows"]

_WEIGHTS: Final = tuple("DCBA".index(LABELS[column]) for column in SEARCHED)


class SearchRows(NamedTuple):
    """Rows of `article_text` and of `article_words`."""

    texts: list[tuple[Any, ...]]
    words: list[tuple[Any, ...]]


def make_search_rows(found: Sequence[Sequence[Any]]) -> SearchRows:
    """The rows of articles: of each its id and status, title, excerpt and body, and the names as they are stored."""
    rows = SearchRows([], [])
    for identity, status, title, excerpt, body, topics, provider in found:
        names = (passage(topics, NAME_LENGTH), passage(provider, NAME_LENGTH))
        indexed = index_texts((title, excerpt, body, *names), _WEIGHTS)
        rows.texts.append((identity, status, *indexed.passages))
        rows.words.append((identity, status, indexed.words, indexed.lexemes))
    return rows
