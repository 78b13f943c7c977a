"""Rows by table, as workers make them, and what is shown of shared things. Pure: no database.

A digest is BLAKE2b of what answers show, and of nothing else: not `secured`, not how one article spells a shared name.
"""

from collections.abc import Iterable, Sequence
from hashlib import blake2b
from operator import itemgetter
from typing import Any, Final

from msgspec import field

from gateway.content.entries import ImageUse
from gateway.content.merging import distinct
from gateway.loader.packed import encode
from gateway.loader.sent import Sent

__all__ = [
    "NEVER_SHOWN",
    "Row",
    "Rows",
    "article_digest",
    "distinct_images",
    "image_row",
    "image_values",
    "shown_digest",
]

Row = tuple[Any, ...]

NEVER_SHOWN: Final = b""
"""The digest of an article that no answer of its edition shows: it adds nothing to the id of the snapshot."""


class Rows(Sent):
    """Rows by table, each in the order of the table's columns, and what the shared tables need to know.

    `pictures` holds each picture as its first use alone would make it, `shared_pictures` those with another use.
    """

    articles: list[Row] = field(default_factory=list)
    details: list[Row] = field(default_factory=list)
    topics: list[Row] = field(default_factory=list)
    images: list[Row] = field(default_factory=list)
    mentions: list[Row] = field(default_factory=list)
    terms: list[Row] = field(default_factory=list)
    texts: list[Row] = field(default_factory=list)
    pictures: dict[int, Row] = field(default_factory=dict)
    shared_pictures: set[int] = field(default_factory=set)
    provider_domains: dict[int, str | None] = field(default_factory=dict)

    def without(self, ids: set[int]) -> "Rows":
        """All but the rows of some articles. Their pictures count as shared: who uses them is not known yet."""
        theirs = {row[2] for row in self.images if row[0] in ids}
        kept = Rows(pictures=self.pictures, shared_pictures=self.shared_pictures | theirs)
        kept.provider_domains = self.provider_domains
        for into, rows in zip(kept.by_article(), self.by_article(), strict=True):
            into += [row for row in rows if row[0] not in ids]
        return kept

    def sort(self) -> None:
        """Put rows in the order of the keys by which the tables find them: neighbors are quicker to insert."""
        self.articles.sort(key=itemgetter(1))
        self.pictures = dict(sorted(self.pictures.items()))

    def by_article(self) -> tuple[list[Row], ...]:
        """The lists whose rows begin with an article's id."""
        return self.articles, self.details, self.topics, self.images, self.mentions, self.terms, self.texts


def shown_digest(*values: Any) -> bytes:
    """16 bytes of BLAKE2b over what is shown."""
    return blake2b(encode(values), digest_size=16).digest()


def article_digest(front: Row, wide: Row, topics: Iterable[int], images: Iterable[int]) -> bytes:
    """The digest of an article: of what it says in `article` and `article_detail`, and the ids of what it names."""
    return shown_digest(front, wide, tuple(topics), tuple(images))


def image_values(use: ImageUse) -> Row:
    """The five values that a use of a picture has of its own."""
    is_cached = None if use.is_cached is None else int(use.is_cached)
    return (use.width, use.height, is_cached, use.title, use.attribution)


def image_row(identity: int, merged: ImageUse) -> Row:
    """A picture as its merged use shows it: cached only if somebody says so."""
    width, height, is_cached, title, attribution = image_values(merged)
    shown = (merged.url, width, height, is_cached or 0, title, attribution)
    return (identity, *shown, shown_digest(*shown))


def distinct_images(uses: Sequence[ImageUse]) -> list[ImageUse]:
    """Pictures by address, each at its first place."""
    return distinct(uses, lambda use: use.url)
