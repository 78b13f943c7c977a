"""The head of an article as it is usually written → what it says."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Final, NamedTuple

from gateway.content.entries import Sealed
from gateway.content.plain_lines import plain_text
from gateway.content.secured import halves_of
from gateway.content.site import Site
from gateway.content.usual.mending import Mended, mended_values
from gateway.content.usual.stories import TEXTS, Find, Story, read_story, values_finder
from gateway.content.usual.values import BOOLEAN, TEXT, DamagedError, UnusualError, usual_text

__all__ = ["UsualArticle", "usual_article"]

_MORE: Final = {
    "category": rf"\ {TEXT}",
    "published": rf"\ {BOOLEAN}",
    "removed": rf"\ {BOOLEAN}",
    "secured": rf"\ {TEXT}",
}
_TEXTS: Final = (*TEXTS, len(Story._fields))
"""And the category, which is the first one after those of all stories."""


class UsualArticle(NamedTuple):
    """An article without its related list, and without what its file says of it."""

    story: Story
    category: str | None
    is_published: bool
    is_removed: bool
    secured: Sealed | None
    mended: tuple[Mended, ...] = ()


def usual_article(head: bytes, site: Site) -> UsualArticle | None:
    """What a head says that has no related list; None for an unusual one."""
    text = plain_text(head)
    found = None if text is None else _finder()(text)
    try:
        return None if found is None else _read_or_mend(found, site)
    except UnusualError:
        return None


def _read_or_mend(found: re.Match[str], site: Site) -> UsualArticle:
    try:
        return _read(found.groups(), site)
    except DamagedError:
        values, mended = mended_values(found, _TEXTS)
        return _read(values, site)._replace(mended=tuple(mended))


@cache
def _finder() -> Find:
    return values_finder(0, _MORE)


def _read(values: Sequence[str | None], site: Site) -> UsualArticle:
    *shared, category, published, removed, secured = values
    story = read_story(shared, site)
    sealed = halves_of(secured) if secured else None
    if secured and sealed is None:
        raise UnusualError
    named = usual_text(category) if category else None
    return UsualArticle(story, named, published != "false", removed == "true", sealed)
