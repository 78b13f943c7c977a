"""Stories as related lists name them → what is stored of that, remembered: the same words give the same entry.

`gateway.content.related` reads the same words once, so what is made of an entry is remembered by the object that it is.
"""

from typing import Any, Final, NamedTuple

import msgspec

from gateway.content.entries import ArticleEntry, RelatedEntry
from gateway.content.identity import article_id, article_path
from gateway.content.remembering import LONGEST
from gateway.loader.packed import encode

__all__ = ["Named", "named", "packed_list"]

_REMEMBERED: Final = 4_096
"""Entries of related lists, in a process: as many as are remembered by their words."""


class Named(NamedTuple):
    """An entry encoded, how many bytes that has, and the columns of a mention that depend on the entry alone."""

    entry: RelatedEntry
    packed: msgspec.Raw
    length: int
    columns: tuple[Any, ...]


_known: Final[dict[tuple[int, str], Named]] = {}


def named(entry: RelatedEntry, source: str) -> Named:
    """What is stored of an entry of a related list of a source."""
    key = (id(entry), source)  # nothing else gets this id: the entry is remembered as well
    known = _known.get(key)
    if known is None:
        known = _made(entry, source)
        if known.length <= LONGEST:
            if len(_known) >= _REMEMBERED:
                _known.clear()
            _known[key] = known
    return known


def _made(entry: RelatedEntry, source: str) -> Named:
    packed = encode(entry)
    derived = article_id(article_path(source, entry.collection, entry.slug))
    # A plain one means what stands at its place: the empty address matches no document.
    url = "" if entry.is_plain else entry.web_url or entry.original_url
    columns = (source, url, entry.title, entry.published_at, derived, derived)
    return Named(entry, msgspec.Raw(packed), len(packed), columns)


def packed_list(entry: ArticleEntry) -> bytes | None:
    """The related list of an article encoded; null when it has none."""
    return encode([named(each, entry.source).packed for each in entry.related]) if entry.related else None
