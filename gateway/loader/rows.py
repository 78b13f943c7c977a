"""Entries as rows: the values of every table that one article, stub or mention fills. Pure, and made in the workers.

A digest is BLAKE2b of what answers show, and of nothing else: not `secured`, not how one article spells a shared name.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial
from hashlib import blake2b
from operator import itemgetter
from typing import Any, Final

import msgspec

from gateway.content.entries import ArticleEntry, ImageUse, RelatedEntry
from gateway.content.identity import article_id, article_path, image_id, provider_id, topic_id
from gateway.content.merging import distinct
from gateway.content.statuses import PUBLISHED, REMOVED, STUB, UNPUBLISHED
from gateway.loader.named import named
from gateway.loader.packed import encode
from gateway.search import passage, plain_text
from gateway.suggestions import pack_terms, text_terms, topic_terms

__all__ = [
    "NEVER_SHOWN",
    "Rows",
    "add_article",
    "add_mentions",
    "article_digest",
    "article_of_stub",
    "distinct_images",
    "image_row",
    "image_values",
    "shown_digest",
    "status_of",
]

Row = tuple[Any, ...]

_json = msgspec.json.Encoder().encode
_TITLE_READ: Final = 1_000
_EXCERPT_READ: Final = 10_000
_BODY_READ: Final = 100_000
"""How many characters are searched."""

NEVER_SHOWN: Final = b""
"""The digest of an article that no answer of its edition shows: it adds nothing to the id of the snapshot."""

_NO_DETAIL: Final = (None,) * 9
"""Of nearly all stubs. What is missing reads as null."""

_provider_id = lru_cache(maxsize=20_000)(provider_id)
_topic_id = lru_cache(maxsize=20_000)(topic_id)
_topic_terms = lru_cache(maxsize=20_000)(topic_terms)


@dataclass(slots=True)
class Rows:
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


def status_of(entry: ArticleEntry) -> int:
    """Removed, else unpublished, else published."""
    if entry.is_removed:
        return REMOVED
    return PUBLISHED if entry.is_published else UNPUBLISHED


def image_values(use: ImageUse) -> Row:
    """The five values that a use of a picture has of its own."""
    is_cached = None if use.is_cached is None else int(use.is_cached)
    return (use.width, use.height, is_cached, use.title, use.attribution)


def article_of_stub(source: str, stub: RelatedEntry) -> ArticleEntry:
    """A stub as the article that it stands for: `article` without a type, in the category of its collection."""
    return ArticleEntry(
        source=source,
        collection=stub.collection,
        slug=stub.slug,
        is_archived=False,
        category=stub.collection,
        type=stub.type or "article",
        is_published=True,
        is_removed=False,
        title=stub.title,
        excerpt=stub.excerpt,
        published_at=stub.published_at,
        web_url=stub.web_url,
        original_url=stub.original_url,
        amp_web_url=stub.amp_web_url,
        cdn_amp_web_url=stub.cdn_amp_web_url,
        quality=stub.quality,
        heat=stub.heat,
        featured_content=stub.featured_content,
        provider=stub.provider,
        topics=stub.topics,
        images=stub.images,
        extra=stub.extra,
    )


def add_article(rows: Rows, entry: ArticleEntry, document: int | None) -> int:
    """Add everything but the related list; a stub has no document. Gives the article's id."""
    path = article_path(entry.source, entry.collection, entry.slug)
    identity = article_id(path)
    status = STUB if document is None else status_of(entry)
    topics = _topics(entry)
    images = {image_id(use.url): use for use in distinct_images(entry.images)}
    publisher = entry.provider
    provider = _provider_id(publisher.domain, publisher.name) if publisher else None
    if publisher and provider is not None:
        rows.provider_domains[provider] = publisher.domain
    front: Row = (path, entry.source, entry.collection, entry.slug, entry.category, entry.type, status, entry.title)
    front += (entry.excerpt, entry.published_at, entry.web_url, entry.original_url, entry.quality, entry.heat, provider)
    wide = _wide(entry)
    digest = NEVER_SHOWN if entry.is_withheld else article_digest(front, wide, topics, images)
    provider_images = encode(publisher.images) if publisher and publisher.images else None
    rows.articles.append((identity, *front, publisher.name if publisher else None, document, digest))
    terms = text_terms(entry.source, entry.title, entry.excerpt)
    terms |= _topic_terms(tuple(topics))
    rows.terms.append((identity, pack_terms(terms)))
    detail = (*wide, *_sealed(entry), provider_images)
    if document is not None or detail != _NO_DETAIL:
        rows.details.append((identity, *detail))
    rows.topics += [
        (identity, position, topic, name, status, entry.published_at, path)
        for position, (topic, name) in enumerate(topics.items())
    ]
    for position, (image, use) in enumerate(images.items()):
        rows.images.append((identity, position, image, *image_values(use)))
        if image in rows.pictures:
            rows.shared_pictures.add(image)
        else:
            rows.pictures[image] = image_row(image, use)
    rows.texts.append((identity, status, *_searched(entry)))
    return identity


def image_row(identity: int, merged: ImageUse) -> Row:
    """A picture as its merged use shows it: cached only if somebody says so."""
    width, height, is_cached, title, attribution = image_values(merged)
    shown = (merged.url, width, height, is_cached or 0, title, attribution)
    return (identity, *shown, shown_digest(*shown))


def _wide(entry: ArticleEntry) -> Row:
    extra = _json(entry.extra).decode() if entry.extra else None
    body = (entry.body, entry.body_format)
    return (*body, entry.featured_content, entry.amp_web_url, entry.cdn_amp_web_url, extra)


def _sealed(entry: ArticleEntry) -> Row:
    sealed = entry.secured
    return (sealed.cipher_text, sealed.initialization_vector) if sealed else (None, None)


def _searched(entry: ArticleEntry) -> Row:
    """What is searched of an article itself; names of topics and of the provider can change without it."""
    body = plain_text(entry.body, entry.body_format)
    return passage(entry.title, _TITLE_READ), passage(entry.excerpt, _EXCERPT_READ), passage(body, _BODY_READ)


def _topics(entry: ArticleEntry) -> dict[int, str]:
    return {_topic_id(entry.source, name): name for name in distinct(entry.topics, partial(_topic_id, entry.source))}


def add_mentions(rows: Rows, parent: int, entry: ArticleEntry, packed: bytes | None) -> None:
    """Add what an article's related list names, with the places in the packed list.

    Each stands, until it is resolved, for its derived path.
    """
    all_named = [named(each, entry.source) for each in entry.related]
    start = len(packed or b"") - sum([each.length for each in all_named])
    for position, each in enumerate(all_named):
        rows.mentions.append((parent, position, *each.columns, start, each.length))
        start += each.length


def distinct_images(uses: Sequence[ImageUse]) -> list[ImageUse]:
    """Pictures by address, each at its first place."""
    return distinct(uses, lambda use: use.url)
