"""What reading one file gives: typed, immutable entries. Plain data; no reading, no database.

Entries are msgspec structs: they pass between processes and into the store as MessagePack.
Instants are canonical text: UTC, `YYYY-MM-DDTHH:MM:SS[.ffffff]` with no zone and no trailing zeros, so that they
sort as text; the `Z` is added when they are shown.
"""

from collections.abc import Mapping
from typing import Any

import msgspec

__all__ = [
    "ArticleEntry",
    "Entry",
    "ImageUse",
    "OrganizationEntry",
    "ProviderUse",
    "RelatedEntry",
    "Sealed",
    "TopicEntry",
]


class ImageUse(msgspec.Struct, frozen=True, array_like=True):
    """A picture as one document shows it."""

    url: str
    width: int | None = None
    height: int | None = None
    is_cached: bool | None = None
    title: str | None = None
    attribution: str | None = None


class ProviderUse(msgspec.Struct, frozen=True, array_like=True):
    """A publisher as one document names it. `domain` is lower case."""

    name: str
    domain: str | None = None
    images: tuple[ImageUse, ...] = ()


class Sealed(msgspec.Struct, frozen=True, array_like=True):
    """The two halves of `secured`, both Base64, never opened."""

    cipher_text: str
    initialization_vector: str


class RelatedEntry(msgspec.Struct, frozen=True, array_like=True):
    """One story named in a related list: what a stub of it would be.

    `collection` and `slug` are the derived ones, at which the stub stands when no document is meant.
    A plain one is just a slug, written without keys: it means what stands at that place, whatever it is called.
    """

    collection: str
    slug: str
    title: str
    excerpt: str = ""
    published_at: str | None = None
    web_url: str | None = None
    original_url: str | None = None
    amp_web_url: str | None = None
    cdn_amp_web_url: str | None = None
    type: str | None = None
    quality: int | None = None
    heat: int | None = None
    featured_content: str | None = None
    provider: ProviderUse | None = None
    topics: tuple[str, ...] = ()
    images: tuple[ImageUse, ...] = ()
    extra: Mapping[str, Any] = {}
    is_plain: bool = False


class ArticleEntry(msgspec.Struct, frozen=True, tag_field="kind", tag="article"):
    """One content document."""

    source: str
    collection: str
    slug: str
    is_archived: bool
    category: str
    type: str
    is_published: bool
    is_removed: bool
    title: str
    excerpt: str = ""
    body: str | None = None
    body_format: str | None = None  # HTML | MARKDOWN | TEXT
    published_at: str | None = None
    web_url: str | None = None
    original_url: str | None = None
    amp_web_url: str | None = None
    cdn_amp_web_url: str | None = None
    quality: int | None = None
    heat: int | None = None
    featured_content: str | None = None
    provider: ProviderUse | None = None
    topics: tuple[str, ...] = ()
    images: tuple[ImageUse, ...] = ()
    related: tuple[RelatedEntry, ...] = ()
    secured: Sealed | None = None
    extra: Mapping[str, Any] = {}
    is_withheld: bool = False  # see gateway.content.withholding


class TopicEntry(msgspec.Struct, frozen=True, tag_field="kind", tag="topic"):
    """A topic file. `file_name` orders topics for display."""

    source: str
    name: str
    slug: str
    file_name: str
    description: str | None = None
    parent: str | None = None


class OrganizationEntry(msgspec.Struct, frozen=True, tag_field="kind", tag="organization"):
    """A file that describes a domain."""

    source: str
    domain: str
    description: str | None = None
    images: tuple[ImageUse, ...] = ()


Entry = ArticleEntry | TopicEntry | OrganizationEntry
