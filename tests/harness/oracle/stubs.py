"""Which article a related entry means, and the stub of the one that no document is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gateway.content.entries import ArticleEntry, RelatedEntry
from gateway.content.identity import article_path

__all__ = ["Mention", "find_mentions", "merge_mentions"]


@dataclass(frozen=True, slots=True)
class Mention:
    """One entry of a related list: who names it, where in the list, and the path of what it means."""

    parent: ArticleEntry
    parent_path: str
    position: int
    entry: RelatedEntry
    target_path: str


def find_mentions(documents: Mapping[str, ArticleEntry]) -> Iterator[Mention]:
    """Every related entry of every document, resolved."""
    for path, parent in documents.items():
        for position, entry in enumerate(parent.related):
            yield Mention(parent, path, position, entry, _resolve(parent.source, entry, documents))


def _resolve(source: str, entry: RelatedEntry, documents: Mapping[str, ArticleEntry]) -> str:
    same_source = {path: document for path, document in documents.items() if document.source == source}
    url = entry.web_url or entry.original_url
    if url:
        at_url = sorted(
            path for path, document in same_source.items() if url in (document.web_url, document.original_url)
        )
        if len(at_url) == 1:
            return at_url[0]
        equal = [path for path in at_url if _is_same_story(entry, same_source[path])]
        if equal:
            return equal[0]
    elif not entry.is_plain:
        equal = [path for path, document in same_source.items() if _is_same_story(entry, document)]
        if len(equal) == 1:
            return equal[0]
    return article_path(source, entry.collection, entry.slug)


def _is_same_story(entry: RelatedEntry, document: ArticleEntry) -> bool:
    return (entry.title, entry.published_at) == (document.title, document.published_at)


def merge_mentions(mentions: Sequence[Mention]) -> RelatedEntry:
    """What a stub shows: field by field the first that is not empty, from the newest mentioning document on."""
    in_order = sorted(mentions, key=lambda mention: (mention.parent_path, mention.position))
    newest_first = sorted(in_order, key=lambda mention: mention.parent.published_at or "", reverse=True)
    entries = [mention.entry for mention in newest_first]
    merged: dict[str, Any] = {}
    for name in RelatedEntry.__struct_fields__:
        values = [getattr(entry, name) for entry in entries]
        merged[name] = next((value for value in values if value not in (None, "", (), {})), values[0])
    return RelatedEntry(**merged)
