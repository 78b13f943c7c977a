"""Entries as rows: the values of every table that one article, stub or mention fills. Pure, and made in the workers."""

from functools import lru_cache
from typing import Final

import msgspec

from gateway.content.entries import ArticleEntry, ImageUse, ProviderUse, RelatedEntry
from gateway.content.identity import article_id, article_path, image_id, provider_id, topic_id
from gateway.content.statuses import PUBLISHED, REMOVED, STUB, UNPUBLISHED
from gateway.loader.named import named
from gateway.loader.packed import encode
from gateway.loader.rows import NEVER_SHOWN, Row, Rows, article_digest, image_row, image_values
from gateway.search import passage, plain_text
from gateway.suggestions import pack_terms, text_terms, topic_terms

__all__ = ["add_article", "add_mentions", "article_of_stub"]

_json = msgspec.json.Encoder().encode
_TITLE_READ: Final = 1_000
_EXCERPT_READ: Final = 10_000
_BODY_READ: Final = 100_000
"""How many characters are searched."""

_NO_DETAIL: Final = (None,) * 9
"""Of nearly all stubs. What is missing reads as null."""

_provider_id = lru_cache(maxsize=20_000)(provider_id)
_topic_id = lru_cache(maxsize=20_000)(topic_id)
_topic_terms = lru_cache(maxsize=20_000)(topic_terms)


def add_article(rows: Rows, entry: ArticleEntry, document: int | None) -> int:
    """Add everything but the related list; a stub has no document. Gives the article's id."""
    path = article_path(entry.source, entry.collection, entry.slug)
    identity = article_id(path)
    status = STUB if document is None else _status(entry)
    topics, images, provider = _topics(entry), _images(entry), _provider(rows, entry.provider)
    front: Row = (path, entry.source, entry.collection, entry.slug, entry.category, entry.type, status, entry.title)
    front += (entry.excerpt, entry.published_at, entry.web_url, entry.original_url, entry.quality, entry.heat, provider)
    wide = _wide(entry)
    digest = NEVER_SHOWN if entry.is_withheld else article_digest(front, wide, topics, images)
    publisher = entry.provider
    rows.articles.append((identity, *front, publisher.name if publisher else None, document, digest))
    terms = text_terms(entry.source, entry.title, entry.excerpt)
    terms |= _topic_terms(tuple(topics))
    rows.terms.append((identity, pack_terms(terms)))
    provider_images = encode(publisher.images) if publisher and publisher.images else None
    detail = (*wide, *_sealed(entry), provider_images)
    if document is not None or detail != _NO_DETAIL:
        rows.details.append((identity, *detail))
    for position, (topic, name) in enumerate(topics.items()):
        rows.topics.append((identity, position, topic, name, status, entry.published_at, path))
    if images:
        _add_images(rows, identity, images)
    rows.texts.append((identity, status, *_searched(entry)))
    return identity


def _status(entry: ArticleEntry) -> int:
    """Removed, else unpublished, else published."""
    if entry.is_removed:
        return REMOVED
    return PUBLISHED if entry.is_published else UNPUBLISHED


def _topics(entry: ArticleEntry) -> dict[int, str]:
    topics: dict[int, str] = {}
    for name in entry.topics:
        topics.setdefault(_topic_id(entry.source, name), name)
    return topics


def _images(entry: ArticleEntry) -> dict[int, ImageUse]:
    images: dict[int, ImageUse] = {}
    for use in entry.images:
        images.setdefault(image_id(use.url), use)
    return images


def _provider(rows: Rows, publisher: ProviderUse | None) -> int | None:
    if publisher is None:
        return None
    provider = _provider_id(publisher.domain, publisher.name)
    rows.provider_domains[provider] = publisher.domain
    return provider


def _wide(entry: ArticleEntry) -> Row:
    extra = _json(entry.extra).decode() if entry.extra else None
    body = (entry.body, entry.body_format)
    return (*body, entry.featured_content, entry.amp_web_url, entry.cdn_amp_web_url, extra)


def _sealed(entry: ArticleEntry) -> Row:
    sealed = entry.secured
    return (sealed.cipher_text, sealed.initialization_vector) if sealed else (None, None)


def _add_images(rows: Rows, identity: int, images: dict[int, ImageUse]) -> None:
    for position, (image, use) in enumerate(images.items()):
        rows.images.append((identity, position, image, *image_values(use)))
        if image in rows.pictures:
            rows.shared_pictures.add(image)
        else:
            rows.pictures[image] = image_row(image, use)


def _searched(entry: ArticleEntry) -> Row:
    """What is searched of an article itself; names of topics and of the provider can change without it."""
    title, excerpt = passage(entry.title, _TITLE_READ), passage(entry.excerpt, _EXCERPT_READ)
    return title, excerpt, passage(plain_text(entry.body, entry.body_format), _BODY_READ) if entry.body else ""


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


def add_mentions(rows: Rows, parent: int, entry: ArticleEntry, packed: bytes | None) -> None:
    """Add what an article's related list names, with the places in the packed list.

    Each stands, until it is resolved, for its derived path.
    """
    all_named = [named(each, entry.source) for each in entry.related]
    start = len(packed or b"") - sum([each.length for each in all_named])
    for position, each in enumerate(all_named):
        rows.mentions.append((parent, position, *each.columns, start, each.length))
        start += each.length
