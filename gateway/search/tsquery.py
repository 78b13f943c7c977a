"""What a search asks for → what PostgreSQL is asked.

Words and beginnings of words are asked for by a `tsquery`. Of phrases, and of words too long for a `tsvector`, it asks
for the words; whether they stand one after the other is seen by `LIKE` over all words of the text. Both only ever see
letters, digits and marks, so nothing that is typed can be an operator or a wildcard of theirs.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from gateway.search.lexemes import LEXEME_BYTES, lexeme
from gateway.search.terms import Asked, Term, read_search

__all__ = ["BETWEEN", "lexeme_query", "unwanted_patterns", "wanted_patterns", "wanted_terms"]

BETWEEN: Final = "|"
"""Parts several of something in one text."""

_NOTHING: Final = "'!'"
"""No text has this word."""


class _Spelled(NamedTuple):
    query: str
    wanted: str
    unwanted: str
    terms: str


def lexeme_query(search: str) -> str:
    """The right side of `@@`: `'flood' & 'storm' & 'barr':* & !'insurance'`.

    Without anything to find it is one that finds nothing.

    Raises:
        RequestError: for a search that is too long, or asks for too much.
    """
    return _spelled(read_search(search)).query


def wanted_patterns(search: str) -> str:
    """What all words of a text must be `LIKE` besides: `% storm barr%|% well known %`."""
    return _spelled(read_search(search)).wanted


def unwanted_patterns(search: str) -> str:
    """What they must be `NOT LIKE`."""
    return _spelled(read_search(search)).unwanted


def wanted_terms(search: str) -> str:
    """What is marked in passages: `flood|storm barr*`."""
    return _spelled(read_search(search)).terms


@lru_cache(maxsize=512)
def _spelled(asked: Asked) -> _Spelled:
    if not asked.wanted:
        return _Spelled(_NOTHING, "", "", "")
    looked_up = [
        *_lexemes(asked.wanted),
        *(f"!{one}" for term in asked.excluded if not _is_compared(term) for one in _lexemes([term])),
    ]
    return _Spelled(
        " & ".join(dict.fromkeys(looked_up)),
        BETWEEN.join(_pattern(term) for term in asked.wanted if _is_compared(term)),
        BETWEEN.join(_pattern(term) for term in asked.excluded if _is_compared(term)),
        BETWEEN.join(" ".join(term.words) + "*" * term.is_beginning for term in asked.wanted),
    )


def _is_compared(term: Term) -> bool:
    """Whether the words in a row must be looked at."""
    return len(term.words) > 1 or len(term.words[0].encode()) > LEXEME_BYTES


def _lexemes(terms: Iterable[Term]) -> Iterator[str]:
    for term in terms:
        *whole, last = term.words
        yield from (f"'{lexeme(word).decode()}'" for word in whole)
        yield f"'{lexeme(last).decode()}'" + ":*" * term.is_beginning


def _pattern(term: Term) -> str:
    return f"% {' '.join(term.words)}{'' if term.is_beginning else ' '}%"
