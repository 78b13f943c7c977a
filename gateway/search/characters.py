"""Which characters make words, as classes for regular expressions.

A word is a run of letters, digits and marks (Unicode, categories L, N and M); FTS5 is told the same
(`gateway.tables.search`). Underscores, symbols and emoji are none.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

__all__ = ["ACCENTS", "BLANKLESS", "MARKS", "WIDE"]

_BLANKLESS_RANGES: Final = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Burmese
    (0x1100, 0x11FF),  # Hangul: it has blanks, but what is glued to a noun would hide it
    (0x1780, 0x17FF),  # Khmer
    (0x3005, 0x3007),  # 々〆〇
    (0x3040, 0x318F),  # Kana, Bopomofo, Hangul
    (0x31F0, 0x31FF),  # Kana
    (0x3400, 0x4DBF),  # Han
    (0x4E00, 0x9FFF),
    (0xA960, 0xA97F),  # Hangul
    (0xAA60, 0xAA7F),  # Burmese
    (0xAC00, 0xD7FF),  # Hangul
    (0xF900, 0xFAFF),  # Han
    (0x20000, 0x3FFFF),
)
_ACCENT_RANGES: Final = (
    (0x0300, 0x036F),  # of Latin, Greek and Cyrillic
    (0x0483, 0x0489),
    (0x0591, 0x05C7),  # Hebrew points
    (0x0610, 0x061A),  # Arabic vowels
    (0x064B, 0x065F),
    (0x0670, 0x0670),
    (0x06D6, 0x06ED),
    (0x1AB0, 0x1AFF),
    (0x1DC0, 0x1DFF),
    (0x20D0, 0x20FF),
    (0xFE00, 0xFE0F),
    (0xFE20, 0xFE2F),
)
_MARKED_RANGES: Final = ((0x300, 0x33FF), (0xA000, 0xABFF), (0xF900, 0x16FFF), (0x18D00, 0x1EFFF))
"""Where marks are, but for the variation selectors at U+E0100. Han, Hangul and Tangut have none."""

_MARK_CATEGORIES: Final = frozenset({"Mc", "Me", "Mn"})


def _marks_within(first: int, last: int) -> Iterator[int]:
    kinds = map(unicodedata.category, map(chr, range(first, last + 1)))
    return (code for code, kind in enumerate(kinds, first) if kind in _MARK_CATEGORIES)


def _class_of(ranges: Iterable[tuple[int, int]]) -> str:
    """`a-cx-x`: what stands within the brackets of a regular expression."""
    return "".join(re.escape(chr(first)) + "-" + re.escape(chr(last)) for first, last in ranges)


def _ranges(codes: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Runs of codes that follow each other."""
    for _, run in groupby(enumerate(codes), lambda numbered: numbered[1] - numbered[0]):
        run_of = [code for _, code in run]
        yield run_of[0], run_of[-1]


def _between(first: int, last: int, codes: Iterable[int]) -> Iterator[tuple[int, int]]:
    """What is left of a range without some codes, which are in order."""
    for code in codes:
        if first <= code <= last:
            if first < code:
                yield first, code - 1
            first = code + 1
    if first <= last:
        yield first, last


_marks: Final = [code for within in _MARKED_RANGES for code in _marks_within(*within)]

MARKS: Final = _class_of(_ranges([*_marks, *range(0xE0100, 0xE01F0)]))
"""Accents and vowel signs."""

BLANKLESS: Final = _class_of(part for within in _BLANKLESS_RANGES for part in _between(*within, _marks))
"""Of scripts whose words are not parted by blanks: each character is a word, with the marks on it."""

ACCENTS: Final = _class_of(
    _ranges(code for code in _marks if any(first <= code <= last for first, last in _ACCENT_RANGES))
)
"""Marks that people leave out when they type. Vowel signs of India and Thailand are none, nor the voicing of Kana."""

WIDE: Final = "\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff66-\uff9f"
"""Latin letters and digits as wide as Han, and Kana half as wide."""
