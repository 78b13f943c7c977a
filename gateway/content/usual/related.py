"""One entry of a related list as it is usually written → the story that it names."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from gateway.content.entries import RelatedEntry
from gateway.content.paths import derived_slug
from gateway.content.plain_lines import plain_text
from gateway.content.site import Site
from gateway.content.usual.mending import Mended, mended_values
from gateway.content.usual.stories import TEXTS, Find, Story, read_story, values_finder
from gateway.content.usual.values import DamagedError, UnusualError

__all__ = ["usual_related"]

_DEEPEST: Final = 8
"""How far the keys of an item may stand from the margin: for each distance there is a regular expression."""


def usual_related(
    item: bytes, indent: int, collection: str, site: Site
) -> tuple[RelatedEntry, Sequence[Mended]] | None:
    """What an item says, without its dash; its keys stand `indent` blanks from the margin. None for an unusual one.

    And what was mended in it, its first line being line 0.
    """
    text = plain_text(b" " * indent + item) if indent <= _DEEPEST else None
    found = None if text is None else _finder(indent)(text)
    if found is None:
        return None
    try:
        story, mended = _read_or_mend(found, site)
    except UnusualError:
        return None
    slug = derived_slug(story.title, story.published_at)
    return (RelatedEntry(collection, slug, *story), mended) if slug else None


def _read_or_mend(found: re.Match[str], site: Site) -> tuple[Story, Sequence[Mended]]:
    try:
        return read_story(found.groups(), site), ()
    except DamagedError:
        values, mended = mended_values(found, TEXTS)
        return read_story(values, site), mended


@lru_cache(maxsize=_DEEPEST + 1)
def _finder(indent: int) -> Find:
    return values_finder(indent, {})
