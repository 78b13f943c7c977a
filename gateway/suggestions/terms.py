"""Text and topics → terms: 32-bit numbers that articles can have in common.

A word is a term, a word of the title is another one besides, and so is a topic; each source has its own. No list of
stop words: words that are in many articles, or in most of few, weigh nothing, in whatever language.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import pairwise
from typing import Final
from zlib import crc32

import numpy as np

from gateway.suggestions.numbers import Numbers, SmallNumbers

__all__ = [
    "count_terms",
    "is_topic",
    "pack_ordered",
    "pack_terms",
    "terms_with_owners",
    "text_terms",
    "topic_terms",
    "unpack_terms",
    "words",
]

_CHARACTERS_READ: Final = 1_000
"""Of a title and of an excerpt: what comes later is no summary any more."""

_MARKS: Final = r"\u0300-\u036f\u0900-\u0dff"
"""Accents and the vowel signs of India: parts of words that `\\w` leaves out."""

_BLANKLESS: Final = (
    r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Thai, Lao, Burmese, Khmer, Kana and Han: written without blanks between words."""

_find_words: Final = re.compile(rf"[\w{_MARKS}{_BLANKLESS}]+").findall
_has_blankless: Final = re.compile(rf"[{_BLANKLESS}]").search
_split_blankless: Final = re.compile(rf"([{_BLANKLESS}]+)").split


_SIGNS: Final = tuple("\u2018\u2019\u201c\u201d\u2013\u2014\u2026")
"""What English has beside ASCII: no words."""
_WORDS_ONLY: Final = bytes(
    ord(chr(c).lower()) if chr(c).isalnum() or c == ord("_") else ord(" ") for c in range(128)
).ljust(256)


def words(text: str) -> list[str]:
    """The words of a text without case; of scripts without blanks, each two neighboring characters."""
    if not text.isascii():
        for sign in _SIGNS:
            text = text.replace(sign, " ")
    if text.isascii():
        return text.encode().translate(_WORDS_ONLY).decode().split()
    plain = unicodedata.normalize("NFKC", text).casefold()
    found = _find_words(plain)
    if plain.isascii() or not _has_blankless(plain):
        return found
    return [part for word in found for part in _parts(word)]


def _parts(word: str) -> Iterable[str]:
    for number, part in enumerate(_split_blankless(word)):
        if number % 2 and len(part) > 1:
            yield from (first + second for first, second in pairwise(part))
        elif part:
            yield part


class _Known(dict[str, int]):
    """The terms of words met before: words repeat. Forgets all when there are too many."""

    def __init__(self, kind: str, source: str) -> None:
        super().__init__()
        self._kind = f"{kind} {source}"

    def __missing__(self, word: str) -> int:
        if len(self) >= _WORDS_KEPT:
            self.clear()
        term = self[word] = crc32(f"{self._kind} {word}".encode("utf-8", "surrogatepass")) & ~1
        return term


_WORDS_KEPT: Final = 50_000


@lru_cache(maxsize=64)
def _known(source: str) -> tuple[Callable[[str], int], Callable[[str], int]]:
    """The terms of words in texts, and of those in titles."""
    return _Known("word", source).__getitem__, _Known("title", source).__getitem__


def text_terms(source: str, title: str, excerpt: str) -> set[int]:
    """The terms of a title and an excerpt: each source has its own. All are even."""
    of_word, of_title_word = _known(source)
    title_words = words(title[:_CHARACTERS_READ])
    found = set(map(of_word, title_words))
    found.update(map(of_word, words(excerpt[:_CHARACTERS_READ])))
    found.update(map(of_title_word, title_words))
    return found


def topic_terms(topics: Iterable[int]) -> set[int]:
    """The terms of topics, given by their ids. All are odd."""
    return {crc32(f"topic {topic}".encode()) | 1 for topic in topics}


def is_topic(term: int) -> bool:
    """Whether a term stands for a topic."""
    return term % 2 == 1


_PACKED: Final = np.dtype("<u4")


def pack_terms(terms: Iterable[int]) -> bytes:
    """Terms as they are stored: four bytes each, the lowest first, in ascending order."""
    packed = np.fromiter(terms, _PACKED)
    packed.sort()
    return packed.tobytes()


def pack_ordered(terms: Numbers) -> bytes:
    """The same of terms in an array, in the order in which they are."""
    return terms.astype(_PACKED).tobytes()


def count_terms(packed: bytes) -> int:
    """How many are packed there."""
    return len(packed) // _PACKED.itemsize


def unpack_terms(packed: bytes) -> Numbers:
    """Packed terms, also of several articles one after another."""
    return np.frombuffer(packed, _PACKED).astype(np.int64)


def terms_with_owners(packed: bytes, owners: SmallNumbers, counts: Numbers) -> tuple[SmallNumbers, SmallNumbers]:
    """All these terms in ascending order, and beside each its owner; each owner has as many of them as `counts` says.

    Millions of them: term and owner are the halves of one number, sorted in place, so that few are in memory at once.
    """
    pairs = np.empty((len(packed) // _PACKED.itemsize, 2), _PACKED)  # the half that counts more comes last
    pairs[:, 0] = np.repeat(owners, counts)
    pairs[:, 1] = np.frombuffer(packed, _PACKED)
    pairs.reshape(-1).view("<u8").sort()
    return pairs[:, 1], pairs[:, 0]
