"""One entry of a related list as it is usually written → the story that it names."""

from functools import lru_cache
from typing import Final

from gateway.content.entries import RelatedEntry
from gateway.content.paths import derived_slug
from gateway.content.site import Site
from gateway.content.usual.stories import Find, read_story, values_finder
from gateway.content.usual.values import UnusualError

__all__ = ["usual_related"]

_DEEPEST: Final = 8
"""How far the keys of an item may stand from the margin: for each distance there is a regular expression."""


def usual_related(item: bytes, indent: int, collection: str, site: Site) -> RelatedEntry | None:
    """What an item says, without its dash; its keys stand `indent` blanks from the margin. None for an unusual one."""
    if indent > _DEEPEST:
        return None
    try:
        found = _finder(indent)(f"{' ' * indent}{item.decode()}\n")
        if found is None:
            return None
        story = read_story(found.groups(), site)
    except (UnusualError, UnicodeDecodeError):
        return None
    slug = derived_slug(story.title, story.published_at)
    return RelatedEntry(collection, slug, *story) if slug else None


@lru_cache(maxsize=_DEEPEST + 1)
def _finder(indent: int) -> Find:
    return values_finder(indent, {})
