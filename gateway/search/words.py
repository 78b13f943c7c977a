"""Text as it is shown in passages, and as it is indexed: folded, so that case, accents and ligatures do not matter."""

import re
from functools import cache
from types import ModuleType
from typing import Final

__all__ = ["CUT", "MARK_END", "MARK_START", "folded", "passage", "words"]

CUT: Final = "\x1f"
"""Parts two characters that are words without a blank between them. No text holds it otherwise, nor the next two."""

MARK_START: Final = "\x02"
MARK_END: Final = "\x03"
"""Around a word that matched, until the passage is escaped."""

_is_simple: Final = re.compile(
    "[ -~\xa0-\xac\xae-\u02ff\u0388-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e\u20a0-\u20b9]*"
).fullmatch
"""Latin, Greek, Cyrillic and their punctuation, as most text is: nothing is to be done. FTS5 knows no newer signs."""

_has_no_foreign: Final = re.compile(
    "[ -~\xa0-\xa9\xab-\xb1\xb4\xb6-\xb8\xbb\xbf\xd7\xf7\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]*"
).fullmatch
"""ASCII, and the punctuation of English."""

_SIGNS: Final = tuple("\u2018\u2019\u201c\u201d\u2013\u2014\u2026")
"""What English has beside ASCII: they part words."""

_WORDS_ONLY: Final = bytes(ord(chr(code).lower()) if chr(code).isalnum() else 32 for code in range(128)).ljust(256)
"""Of ASCII, letters and digits in lower case, and blanks for the rest."""


def passage(text: str, limit: int) -> str:
    """A text as passages show it: its first characters, in one line, without what nobody sees.

    Between characters of scripts without blanks stands a `CUT`.
    """
    line = text[:limit]
    is_tidy = line.isprintable() and "  " not in line
    line = line.strip() if is_tidy else " ".join(line.split())
    if (is_tidy or line.isprintable()) if line.isascii() else _is_simple(line):
        return line
    return str(_foreign().tidied(line))


def folded(text: str) -> str:
    """A passage as it is indexed. Word by word the same as the passage; FTS5 itself folds the case of ASCII."""
    return text if text.isascii() or _has_no_foreign(text) else str(_foreign().folded(text))


def words(text: str) -> list[str]:
    """The words of a passage, folded; the characters of scripts without blanks one by one."""
    plain = text
    if not text.isascii():
        for sign in _SIGNS:
            plain = plain.replace(sign, " ")
    if plain.isascii():
        return plain.encode().translate(_WORDS_ONLY).decode().split()
    found: list[str] = _foreign().words(folded(text.lower()))
    return found


@cache
def _foreign() -> ModuleType:
    """What most texts do without: its classes of characters take a tenth of a server's start to make."""
    from gateway.search import foreign  # noqa: PLC0415

    return foreign
