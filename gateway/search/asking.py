"""What people type into a search box → what FTS5 is asked: words, "phrases", beginnings* and -excluded ones.

Everything else is punctuation. FTS5 only ever sees words in quotes ("FTS5", section 3, Full-text Query Syntax), so
nothing that is typed can be an error or an operator of its.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from hashlib import blake2b
from typing import Final, NamedTuple

from gateway.errors import RequestError
from gateway.search.words import passage, words

__all__ = ["MAX_CHARACTERS", "MAX_TERMS", "match_expression", "search_digest"]

MAX_CHARACTERS: Final = 1_000
MAX_TERMS: Final = 32

_NOTHING: Final = '""'
"""FTS5 finds nothing by a phrase without words."""

_quotes: Final = str.maketrans(dict.fromkeys("“”„‟«»＂", '"') | {"＊": "*", "－": "-"})
_item: Final = re.compile(r'(?P<minus>-?)(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))(?P<star>\*?)')


class Term(NamedTuple):
    """Words that must, or must not, stand one after the other; the last may be only the beginning of one."""

    words: tuple[str, ...]
    is_beginning: bool
    is_excluded: bool

    def __str__(self) -> str:
        return f'"{" ".join(self.words)}"' + (" *" if self.is_beginning else "")


def match_expression(search: str) -> str:
    """The right side of `MATCH`: `("flood" AND "storm barr" *) NOT ("insurance" OR "tax")`.

    Without anything to find (`!!!`, or only excluded words) it is one that finds nothing.

    Raises:
        RequestError: for a search that is too long, or asks for too much.
    """
    if len(search) > MAX_CHARACTERS:
        raise RequestError(
            f"A search may have {MAX_CHARACTERS:,} characters; this one has {len(search):,}.", limit=MAX_CHARACTERS
        )
    return _expression(search)


def search_digest(search: str) -> str:
    """16 hexadecimal digits that two searches share if they ask for the same.

    Raises:
        RequestError: as `match_expression` does.
    """
    return blake2b(match_expression(search).encode(), digest_size=8).hexdigest()


@lru_cache(maxsize=512)
def _expression(search: str) -> str:
    terms = list(dict.fromkeys(_terms(search)))
    if len(terms) > MAX_TERMS:
        raise RequestError(
            f"A search may have {MAX_TERMS} words and phrases; this one has {len(terms)}.", limit=MAX_TERMS
        )
    wanted = " AND ".join(str(term) for term in terms if not term.is_excluded)
    excluded = " OR ".join(str(term) for term in terms if term.is_excluded)
    if not wanted:
        return _NOTHING
    return f"({wanted}) NOT ({excluded})" if excluded else wanted


def _terms(search: str) -> Iterator[Term]:
    """A quote that is never closed goes to the end; a star counts where it follows a word at once."""
    for found in _item.finditer(search.translate(_quotes)):
        said = found["word"] if found["phrase"] is None else found["phrase"]
        known = tuple(words(passage(said, MAX_CHARACTERS)))
        if known:
            # What people glue together, as in `well-known` or `AT&T`, is a phrase.
            is_beginning = bool(found["star"]) or said.endswith("*")
            yield Term(known, is_beginning, bool(found["minus"]) and _starts_item(search, found.start()))


def _starts_item(search: str, start: int) -> bool:
    return start == 0 or search[start - 1].isspace()
