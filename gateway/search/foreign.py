"""Text that has more than plain letters and their punctuation: tidied, folded, and parted into words."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

from gateway.search.characters import ACCENTS, BLANKLESS, MARKS, WIDE
from gateway.search.words import CUT

__all__ = ["folded", "split", "tidied", "words"]

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

_control: Final = re.compile(
    f"[\xad\x00-\x1f\x7f-\x9f\u061c\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]|(?<=[\\w{MARKS}])\u200d"
)
_orphan: Final = re.compile(f"(?<![\\w{MARKS}])[{MARKS}]+")
_crowd: Final = re.compile(f"([{MARKS}]{{30}})[{MARKS}]+")
"""More marks of one letter than any language has (Unicode Standard Annex 15, "Stream-Safe Text Format"): to bring them
into order takes as long as the square of their number."""

_wide: Final = re.compile(f"[{WIDE}]+")
_blankless: Final = re.compile(f"[{BLANKLESS}]")
_cluster: Final = re.compile(f"[{BLANKLESS}][{MARKS}]*")
_SYMBOL: Final = f"[^\\w\\s{MARKS}\\x00-\u036f\u2000-\u206f\u3000-\u303f\uff00-\uffef]"
_beside_symbol: Final = re.compile(f"(?<=[\\w{MARKS}])(?={_SYMBOL})|(?<={_SYMBOL})(?=\\w)")
"""FTS5 takes symbols that are newer than it for letters: they must not hide the word that they stand at."""

_idle_cut: Final = re.compile(f"{CUT}(?!\\w)|(?<![\\w{MARKS}]){CUT}")
_foreign: Final = re.compile(f"(?<![a-zA-Z0-9])[a-zA-Z0-9]*(?:(?![\\x00-\\x7f])[\\w{MARKS}])[\\w{MARKS}]*")
"""From the beginning of a word: what is looked for from each letter on takes for ever where an image is in the text."""

_accents: Final = re.compile(f"[{ACCENTS}]")
_whole_word: Final = re.compile(rf"(?:[^\W_]|[{MARKS}])+").fullmatch
_WORD: Final = rf"(?<![{MARKS}])[{MARKS}]*[^\W_](?:[^\W_]|[{MARKS}])*"
words: Final = re.compile(_WORD).findall

split: Final = re.compile(f"({_WORD})").split
"""What is between words, and the words, in turn."""


def tidied(line: str) -> str:
    """A line as passages show it (`gateway.search.words.passage`)."""
    line = _crowd.sub(r"\1", _control.sub("", line))
    line = _wide.sub(lambda run: unicodedata.normalize("NFKC", run[0]), line)
    line = " ".join(_orphan.sub("", unicodedata.normalize("NFC", line)).split())
    if _blankless.search(line):
        line = _idle_cut.sub("", _cluster.sub(f"{CUT}\\g<0>{CUT}", line).replace(CUT + CUT, CUT))
    return _beside_symbol.sub(CUT, line)


def folded(text: str) -> str:
    """A passage as it is indexed (`gateway.search.words.folded`)."""
    return _foreign.sub(_fold_run, text)


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
