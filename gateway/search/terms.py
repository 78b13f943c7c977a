"""What people type into a search box: words, "phrases", beginnings* and -excluded ones. Everything else is punctuation.

A search is read once, and then spelled for whatever database is asked.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from gateway.errors import RequestError
from gateway.search.words import passage, words

__all__ = ["MAX_CHARACTERS", "MAX_TERMS", "Asked", "Term", "read_search"]

MAX_CHARACTERS: Final = 1_000
MAX_TERMS: Final = 32

_quotes: Final = str.maketrans(dict.fromkeys("“”„‟«»＂", '"') | {"＊": "*", "－": "-"})
_item: Final = re.compile(r'(?P<minus>-?)(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))(?P<star>\*?)')


class Term(NamedTuple):
    """Words that must, or must not, stand one after the other; the last may be only the beginning of one."""

    words: tuple[str, ...]
    is_beginning: bool
    is_excluded: bool


class Asked(NamedTuple):
    """What a text must have, all of it, and what it must not have, none of it; without the first nothing is found."""

    wanted: tuple[Term, ...]
    excluded: tuple[Term, ...]


def read_search(search: str) -> Asked:
    """What a search asks for.

    Raises:
        RequestError: for a search that is too long, or asks for too much.
    """
    if len(search) > MAX_CHARACTERS:
        raise RequestError(
            f"A search may have {MAX_CHARACTERS:,} characters; this one has {len(search):,}.", limit=MAX_CHARACTERS
        )
    return _read(search)


@lru_cache(maxsize=512)
def _read(search: str) -> Asked:
    terms = list(dict.fromkeys(_terms(search)))
    if len(terms) > MAX_TERMS:
        raise RequestError(
            f"A search may have {MAX_TERMS} words and phrases; this one has {len(terms)}.", limit=MAX_TERMS
        )
    return Asked(
        tuple(term for term in terms if not term.is_excluded), tuple(term for term in terms if term.is_excluded)
    )


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
