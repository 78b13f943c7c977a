"""A text as PostgreSQL searches it: its words in a row, and each word with the places where it stands, a `tsvector`.

PostgreSQL's own parser never sees the text: what its words are is decided by `gateway.search.words` alone. A `tsvector`
has limits ("Text Search", section 12.11, Limitations): it knows the beginning of a very long word, and not each of
many places. So phrases and very long words are looked up by it, and then compared with the words in a row.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from struct import pack
from typing import Final, NamedTuple

from gateway.search.words import folded, words

__all__ = ["LEXEME_BYTES", "PART", "Indexed", "index_texts", "lexeme"]

LEXEME_BYTES: Final = 1_000
"""Of a longer word only the beginning is in a `tsvector`, which takes 2,046 bytes of it."""

PART: Final = "\x1d"
"""Stands before and after each word of a passage, so that the database finds words without knowing what words are."""

_MOST_PLACES: Final = 255
_LAST_PLACE: Final = 16_383
_WEIGHT_BITS: Final = 14
_MOST_BYTES: Final = 2**20 - 1
"""Of all words with their places."""

_split_ascii: Final = re.compile("([A-Za-z0-9]+)").split
"""What is between words, and the words, in turn."""


class Indexed(NamedTuple):
    """Passages as they are stored with their words told apart, all their words, and the `tsvector` of these."""

    passages: tuple[str, ...]
    words: str
    lexemes: bytes


def index_texts(texts: Sequence[str], weights: Sequence[int]) -> Indexed:
    """What is stored of the passages of one article; a weight is 3 for an A to 0 for a D.

    In the row of all words each stands between blanks, and those of one text on a line.
    """
    parts = [_split(text) for text in texts]
    found = [_words_of(text, shown[1::2]) for text, shown in zip(texts, parts, strict=True)]
    row = "\n".join(f" {' '.join(some)} " for some in found)
    return Indexed(tuple(map(PART.join, parts)), row, _vector(zip(found, weights, strict=True)))


def _split(text: str) -> list[str]:
    if text.isascii():
        return _split_ascii(text)
    from gateway.search.foreign import split  # noqa: PLC0415 - see `gateway.search.words`

    return split(text)


def lexeme(word: str) -> bytes:
    """A word as it stands in a `tsvector`."""
    encoded = word.encode()
    return encoded if len(encoded) <= LEXEME_BYTES else encoded[:LEXEME_BYTES].decode(errors="ignore").encode()


def _words_of(text: str, shown: list[str]) -> list[str]:
    """The words as they are searched, as many as are shown."""
    if text.isascii():
        return " ".join(shown).lower().split()
    found = words(text)
    return found if len(found) == len(shown) else [folded(word.lower()) for word in shown]


def _vector(texts: Iterable[tuple[list[str], int]]) -> bytes:
    places: defaultdict[str, list[int]] = defaultdict(list)
    last = 0
    for found, weight in texts:
        bits = weight << _WEIGHT_BITS
        for place, word in enumerate(found, last + 1):
            places[word].append(place | bits if place < _LAST_PLACE else _LAST_PLACE | bits)
        last += len(found)
    merged: dict[bytes, list[int]] = {}
    for word, theirs in places.items():
        key = lexeme(word)
        merged[key] = merged[key] + theirs if key in merged else theirs
    size = sum(len(key) + 4 + 2 * min(len(theirs), _MOST_PLACES) for key, theirs in merged.items())
    pack_places = _packed_places if size <= _MOST_BYTES else _no_places
    parts = [pack(">i", len(merged))]
    for key in sorted(merged):
        parts += (key, b"\0", pack_places(merged[key]))
    return b"".join(parts)


def _packed_places(found: list[int]) -> bytes:
    """In ascending order, each once."""
    if len(found) == 1:
        return pack(">HH", 1, found[0])
    kept: dict[int, int] = {}
    for place in found:
        kept.setdefault(place & _LAST_PLACE, place)
    numbers = [kept[place] for place in sorted(kept)[:_MOST_PLACES]]
    return pack(f">{len(numbers) + 1}H", len(numbers), *numbers)


def _no_places(_found: list[int]) -> bytes:
    return b"\0\0"
