"""The public edition of a document: what is left of a story that the public may not see.

Of an unpublished or removed story only that is kept by which other documents name it, so that what they name is found
and left out, and never becomes a stub. All that is made of stories, such as topics, is made without it.
"""

from gateway.content.entries import ArticleEntry
from gateway.content.reading import Reading

__all__ = ["public_part"]


def public_part(reading: Reading) -> Reading:
    """What reading a file gives for the public edition; of a story that is withheld not even its problems."""
    entry = reading.entry
    if not isinstance(entry, ArticleEntry) or (entry.is_published and not entry.is_removed):
        return reading
    kept = ArticleEntry(
        source=entry.source,
        collection=entry.collection,
        slug=entry.slug,
        is_archived=entry.is_archived,
        category=entry.collection,
        type="article",
        is_published=False,
        is_removed=True,
        title=entry.title,
        published_at=entry.published_at,
        web_url=entry.web_url,
        original_url=entry.original_url,
        is_withheld=True,
    )
    return Reading(entry=kept, problems=())
