"""Which characters make words, as classes for regular expressions.

A word is a run of letters, digits and marks (Unicode, categories L, N and M); FTS5 is told the same
(`gateway.tables.search`). Underscores, symbols and emoji are none.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
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
_LAST_MARK: Final = 0x1FFFF
"""No mark is beyond, but for the variation selectors at U+E0100."""


def _is_mark(code: int) -> bool:
    return unicodedata.category(chr(code))[0] == "M"


def _class_of(codes: Iterable[int]) -> str:
    """`a-cx`: what stands within the brackets of a regular expression."""
    return "".join(re.escape(chr(first)) + "-" + re.escape(chr(last)) for first, last in _ranges(codes))


def _ranges(codes: Iterable[int]) -> Iterator[tuple[int, int]]:
    first = last = -2
    for code in codes:
        if code != last + 1:
            if last >= 0:
                yield first, last
            first = code
        last = code
    if last >= 0:
        yield first, last


_marks: Final = [code for code in range(0x300, _LAST_MARK) if _is_mark(code)]

MARKS: Final = _class_of([*_marks, *range(0xE0100, 0xE01F0)])
"""Accents and vowel signs."""

BLANKLESS: Final = _class_of(
    code for first, last in _BLANKLESS_RANGES for code in range(first, last + 1) if last > 0xFFFF or not _is_mark(code)
)
"""Of scripts whose words are not parted by blanks: each character is a word, with the marks on it."""

ACCENTS: Final = _class_of(code for code in _marks if any(first <= code <= last for first, last in _ACCENT_RANGES))
"""Marks that people leave out when they type. Vowel signs of India and Thailand are none, nor the voicing of Kana."""

WIDE: Final = "\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff66-\uff9f"
"""Latin letters and digits as wide as Han, and Kana half as wide."""
