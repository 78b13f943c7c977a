"""Entries by hand, in one line each."""

from typing import Any

from gateway.content.entries import ArticleEntry, OrganizationEntry, RelatedEntry, TopicEntry
from tests.harness.oracle.documents import Document

__all__ = ["article", "organization", "related", "topic"]


def article(path: str, *, source: str = "", file: str | None = None, **more: Any) -> Document:
    """An article at `collection/slug`."""
    collection, _, slug = path.partition("/")
    said: dict[str, Any] = {
        "is_archived": False,
        "category": collection,
        "type": "article",
        "is_published": True,
        "is_removed": False,
        "title": slug,
    }
    entry = ArticleEntry(source=source, collection=collection, slug=slug, **(said | more))
    return Document(source, file or f"_{path}.md", entry)


def related(path: str, **more: Any) -> RelatedEntry:
    """A related entry whose stub would stand at `collection/slug`."""
    collection, _, slug = path.partition("/")
    return RelatedEntry(collection=collection, slug=slug, **({"title": slug} | more))


def topic(name: str, slug: str, file_name: str, *, source: str = "", **more: Any) -> Document:
    """A topic file."""
    entry = TopicEntry(source=source, name=name, slug=slug, file_name=file_name, **more)
    return Document(source, f"_data/topics/{file_name}", entry)


def organization(domain: str, *, source: str = "", **more: Any) -> Document:
    """A file that describes a domain."""
    return Document(source, f"_data/organizations/{domain}.md", OrganizationEntry(source=source, domain=domain, **more))
