"""Text as it is shown in passages, and as it is indexed: folded, so that case, accents and ligatures do not matter."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

from gateway.search.characters import ACCENTS, BLANKLESS, MARKS, WIDE

__all__ = ["CUT", "MARK_END", "MARK_START", "folded", "passage", "words"]

CUT: Final = "\x1f"
"""Parts two characters that are words without a blank between them. No text holds it otherwise, nor the next two."""

MARK_START: Final = "\x02"
MARK_END: Final = "\x03"
"""Around a word that matched, until the passage is escaped."""

_LONG_WORD: Final = 40

_LETTERS: Final = str.maketrans(
    {
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "ħ": "h",
        "ı": "i",
        "ł": "l",
        "ŧ": "t",
        "þ": "th",
        "ى": "ي",
        "ة": "ه",
        "ـ": "",
    }
)
"""Letters that people type as others, and that Unicode does not decompose."""

_is_simple: Final = re.compile(
    "[ -~\xa0-\xac\xae-\u02ff\u0388-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]*"
).fullmatch
"""Latin, Greek, Cyrillic and their punctuation, as most text is: nothing is to be done."""

_control: Final = re.compile(
    f"[\xad\x00-\x1f\x7f-\x9f\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]|(?<=[\\w{MARKS}])\u200d"
)
_orphan: Final = re.compile(f"(?<![\\w{MARKS}])[{MARKS}]+")
_wide: Final = re.compile(f"[{WIDE}]+")
_blankless: Final = re.compile(f"[{BLANKLESS}]")
_cluster: Final = re.compile(f"[{BLANKLESS}][{MARKS}]*")
_SYMBOL: Final = f"[^\\w\\s{MARKS}\\x00-\u206f\u3000-\u303f\uff00-\uffef]"
_beside_symbol: Final = re.compile(f"(?<=[\\w{MARKS}])(?={_SYMBOL})|(?<={_SYMBOL})(?=\\w)")
"""FTS5 takes symbols that are newer than it for letters: they must not hide the word that they stand at."""

_idle_cut: Final = re.compile(f"{CUT}(?!\\w)|(?<![\\w{MARKS}]){CUT}")
_has_no_foreign: Final = re.compile(
    "[ -~\xa0-\xa9\xab-\xb1\xb4\xb6-\xb8\xbb\xbf\xd7\xf7\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]*"
).fullmatch
"""ASCII, and the punctuation of English."""
_foreign: Final = re.compile(f"[a-zA-Z0-9]*(?:(?![\\x00-\\x7f])[\\w{MARKS}])[\\w{MARKS}]*")
_accents: Final = re.compile(f"[{ACCENTS}]")
_whole_word: Final = re.compile(rf"(?:[^\W_]|[{MARKS}])+").fullmatch
_words: Final = re.compile(rf"[{MARKS}]*[^\W_](?:[^\W_]|[{MARKS}])*").findall
_ascii_words: Final = str.maketrans({chr(code): " " for code in range(128) if not chr(code).isalnum()})


def passage(text: str, limit: int) -> str:
    """A text as passages show it: its first characters, in one line, without what nobody sees.

    Between characters of scripts without blanks stands a `CUT`.
    """
    line = text[:limit]
    is_tidy = line.isprintable() and "  " not in line
    line = line.strip() if is_tidy else " ".join(line.split())
    if (is_tidy or line.isprintable()) if line.isascii() else _is_simple(line):
        return line
    line = _wide.sub(lambda run: unicodedata.normalize("NFKC", run[0]), _control.sub("", line))
    line = " ".join(_orphan.sub("", unicodedata.normalize("NFC", line)).split())
    if _blankless.search(line):
        line = _idle_cut.sub("", _cluster.sub(f"{CUT}\\g<0>{CUT}", line).replace(CUT + CUT, CUT))
    return _beside_symbol.sub(CUT, line)


def folded(text: str) -> str:
    """A passage as it is indexed. Word by word the same as the passage; FTS5 itself folds the case of ASCII."""
    return text if text.isascii() or _has_no_foreign(text) else _foreign.sub(_fold_run, text)


def words(text: str) -> list[str]:
    """The words of a passage, folded; the characters of scripts without blanks one by one."""
    if text.isascii():
        return text.lower().translate(_ascii_words).split()
    return _words(folded(text.lower()))


def _fold_run(run: "re.Match[str]") -> str:
    return "_".join(map(_fold_word, run[0].split("_")))


def _fold_word(word: str) -> str:
    return _fold_kept(word) if len(word) <= _LONG_WORD else _fold(word)


def _fold(word: str) -> str:
    """One word, never none: what would vanish, or fall apart, stays as it is."""
    small = word.casefold()
    plain = _accents.sub("", unicodedata.normalize("NFKD", small)).casefold().translate(_LETTERS)
    made = unicodedata.normalize("NFC", plain)
    return made if _whole_word(made) else small


_fold_kept: Final = lru_cache(maxsize=50_000)(_fold)
