"""What a search asks for → what FTS5 is asked.

FTS5 only ever sees words in quotes ("FTS5", section 3, Full-text Query Syntax), so nothing that is typed can be an
error or an operator of its.
"""

from functools import lru_cache
from hashlib import blake2b
from typing import Final

from gateway.search.terms import Asked, Term, read_search

__all__ = ["lone_word", "match_expression", "rest_expression", "search_digest"]

_NOTHING: Final = '""'
"""FTS5 finds nothing by a phrase without words."""


def match_expression(search: str) -> str:
    """The right side of `MATCH`: `("flood" AND "storm barr" *) NOT ("insurance" OR "tax")`.

    Without anything to find (`!!!`, or only excluded words) it is one that finds nothing.

    Raises:
        RequestError: for a search that is too long, or asks for too much.
    """
    return _expression(read_search(search))


def lone_word(search: str) -> str | None:
    """The word of a search that asks for nothing but one whole word; None for any other.

    Raises:
        RequestError: as `match_expression` does.
    """
    match read_search(search):
        case Asked(wanted=(Term(words=(word,), is_beginning=False),), excluded=()):
            return word
        case _:
            return None


def rest_expression(search: str) -> str:
    """The right side of `MATCH` for what is found without `lone_word`: of a lone word nothing.

    Raises:
        RequestError: as `match_expression` does.
    """
    return match_expression(search) if lone_word(search) is None else _NOTHING


def search_digest(search: str) -> str:
    """16 hexadecimal digits that two searches share if they ask for the same.

    Raises:
        RequestError: as `match_expression` does.
    """
    return blake2b(match_expression(search).encode(), digest_size=8).hexdigest()


@lru_cache(maxsize=512)
def _expression(asked: Asked) -> str:
    wanted = " AND ".join(map(_quoted, asked.wanted))
    excluded = " OR ".join(map(_quoted, asked.excluded))
    if not wanted:
        return _NOTHING
    return f"({wanted}) NOT ({excluded})" if excluded else wanted


def _quoted(term: Term) -> str:
    return f'"{" ".join(term.words)}"' + (" *" if term.is_beginning else "")
