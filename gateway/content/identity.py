"""Who is who: keys and ids of articles, providers, topics and images. Pure functions of what documents say.

An id is made of bits of BLAKE2b over the key, 63 in all, so it is the same after every reload, on every machine and
engine, and needs no look-up when content is written. Clients see it as a letter for the type and 16 hexadecimal digits.
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from typing import Final

__all__ = [
    "DATED_IDS",
    "DAY_BITS",
    "TYPE_LETTERS",
    "article_id",
    "article_path",
    "fold_name",
    "image_id",
    "local_id",
    "provider_id",
    "read_id",
    "slugify",
    "topic_id",
    "write_id",
]

TYPE_LETTERS: Final = {"Article": "a", "Provider": "p", "Topic": "t", "Image": "i"}
"""The first letter of a global id, by GraphQL type."""

DATED_IDS: Final = 1 << 62
"""From here on ids are of articles whose names begin with a date."""

DAY_BITS: Final = 44
"""The bits below the day in those."""

_FIRST_DAY: Final = date(1900, 1, 1).toordinal()
_HEXADECIMAL: Final = frozenset("0123456789abcdef")


def _hash(kind: str, *parts: str) -> int:
    key = "\0".join((kind, *parts)).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(key, digest_size=8).digest()) >> 1


def article_path(source: str, collection: str, slug: str) -> str:
    """`collection/slug`, or `source/collection/slug` for a named source."""
    return f"{source}/{collection}/{slug}" if source else f"{collection}/{slug}"


def article_id(path: str) -> int:
    """The id of the article, or stub of one, at a path.

    When the name begins with a date, so do the bits: the highest is set, 18 hold the day and 44 the hash. Then
    stories of one day lie side by side in the store, as they do in lists and clusters.
    """
    found = _hash("article", path)
    day = _day(path[path.rfind("/") + 1 :][:11])
    return found >> 1 if day is None else DATED_IDS | day << DAY_BITS | found & (1 << DAY_BITS) - 1


@lru_cache(maxsize=20_000)
def _day(prefix: str) -> int | None:
    """Days since 1900 of `2020-08-16-`; None where there is no such date, or none that 18 bits hold."""
    if len(prefix) < 11 or prefix[10] != "-" or not prefix[0].isdigit():
        return None
    try:
        day = date.fromisoformat(prefix[:10]).toordinal() - _FIRST_DAY
    except ValueError:
        return None
    return day if 0 <= day < 1 << 18 else None


def provider_id(domain: str | None, name: str) -> int:
    """The id of the publisher of this name on this domain."""
    return _hash("provider", (domain or "").lower(), fold_name(name))


def topic_id(source: str, name: str) -> int:
    """The id of the topic of this name in a source."""
    return _hash("topic", source, fold_name(name))


def image_id(url: str) -> int:
    """The id of the picture at exactly this address."""
    return _hash("image", url)


def write_id(type_name: str, key: int) -> str:
    """An id as clients see it: the letter of the type and 16 hexadecimal digits."""
    return f"{TYPE_LETTERS[type_name]}{key:016x}"


def read_id(text: str) -> tuple[str, int] | None:
    """The type's letter and the id that a client's global id holds; None if it is malformed."""
    digits = text[1:]
    if len(digits) != 16 or text[0] not in TYPE_LETTERS.values() or not _HEXADECIMAL.issuperset(digits):
        return None
    number = int(digits, 16)
    return (text[0], number) if number < 2**63 else None


def local_id(type_name: str) -> Callable[[str], int | None]:
    """Reads the id out of a global id of this type; None for a malformed one, or one of another type."""
    letter = TYPE_LETTERS[type_name]

    def read(text: str) -> int | None:
        found = read_id(text)
        return found[1] if found is not None and found[0] == letter else None

    return read


def fold_name(name: str) -> str:
    """A name without case, punctuation or symbols but `+`, blanks collapsed; if nothing is left, just without case."""
    folded = name.casefold()
    if folded.isascii():
        kept = folded.encode().translate(None, _ASCII_SIGNS).decode()
    else:
        kept = "".join(c for c in folded if not _is_sign(c))
    return " ".join(kept.split()) or folded


def _is_sign(character: str) -> bool:
    return character != "+" and unicodedata.category(character)[0] in "PS"


_ASCII_SIGNS: Final = bytes(code for code in range(128) if _is_sign(chr(code)))


def slugify(text: str) -> str:
    """The slug of a text: NFKD without marks, lower case, `[a-z0-9-]` only; may be empty."""
    if text.isascii():
        plain = text.encode()
    else:
        # Marks, which NFKD parts from their letters, go with all else that is not ASCII.
        plain = _FOREIGN_BLANK.sub(" ", unicodedata.normalize("NFKD", text)).encode("ascii", "ignore")
    slug = plain.translate(_SLUG_BYTES, _NOT_IN_SLUGS).decode()
    while "--" in slug:
        slug = slug.replace("--", "-")
    return slug.lstrip("-")


_FOREIGN_BLANK: Final = re.compile("[\x85\u1680\u2028\u2029]")
"""Blanks that NFKD leaves as they are."""


def _slug_byte(code: int) -> str:
    """What an ASCII character turns into: itself in lower case, `-`, or nothing."""
    character = chr(code).lower()
    if character.isspace() or character in "_-":
        return "-"
    return character if character.isascii() and character.isalnum() else ""


_SLUG_BYTES: Final = "".join(_slug_byte(code) or "-" for code in range(128)).encode().ljust(256, b"-")
_NOT_IN_SLUGS: Final = bytes(code for code in range(128) if not _slug_byte(code))
