"""What articles and related entries have in common, as it is usually written."""

import re
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from gateway.content.entries import ImageUse, ProviderUse
from gateway.content.site import Site
from gateway.content.usual.blocks import usual_images, usual_provider, usual_topics
from gateway.content.usual.values import (
    ADDRESS,
    INSTANT,
    NUMBER,
    TEXT,
    UnusualError,
    usual_address,
    usual_excerpt,
    usual_instant,
    usual_number,
    usual_text,
)

__all__ = ["TEXTS", "Find", "Story", "read_story", "values_finder"]

_KEYS: Final = {
    "title": rf"\ {TEXT}",
    "excerpt": rf"\ {TEXT}",
    "publishedDateTime": rf"\ {INSTANT}",
    "webUrl": rf"\ {ADDRESS}",
    "originalUrl": rf"\ {ADDRESS}",
    "ampWebUrl": rf"\ {ADDRESS}",
    "cdnAmpWebUrl": rf"\ {ADDRESS}",
    "type": rf"\ {TEXT}",
    "quality": rf"\ {NUMBER}",
    "heat": rf"\ {NUMBER}",
    "featuredContent": rf"\ {TEXT}",
    "provider": r"\n((?:MARGIN\ [^\n]++\n)++)",
    "topics": r"\n((?:MARGIN[\ -][^\n]++\n)++)",
    "images": r"\n((?:MARGIN[\ -][^\n]++\n)++)",
}

TEXTS: Final = tuple(place for place, value in enumerate(_KEYS.values()) if value == rf"\ {TEXT}")
"""Which of them are texts that may be mended."""

Find = Callable[[str], "re.Match[str] | None"]


class Story(NamedTuple):
    """What is read of these keys, in the order of the fields of a related entry."""

    title: str
    excerpt: str
    published_at: str | None
    web_url: str | None
    original_url: str | None
    amp_web_url: str | None
    cdn_amp_web_url: str | None
    type: str | None
    quality: int | None
    heat: int | None
    featured_content: str | None
    provider: ProviderUse | None
    topics: tuple[str, ...]
    images: tuple[ImageUse, ...]


def values_finder(indent: int, more: dict[str, str]) -> Find:
    """Finds the keys of a story, each at most once and `indent` blanks from the margin, and some more.

    The line that a file begins with may come first. Groups of what it finds are what is written behind the keys, in the
    order above.
    """
    keys = "|".join(f"{key}:(?({group})(?!)){value}" for group, (key, value) in enumerate((_KEYS | more).items(), 1))
    margin = r"\ " * indent
    return re.compile(rf"(?:---\n)?+(?:{margin}(?:{keys})|\n)*+".replace("MARGIN", margin), re.VERBOSE).fullmatch


def read_story(values: Sequence[str | None], site: Site) -> Story:
    """What the values say; None for a key that is not there.

    Raises:
        DamagedError: when a text can be mended.
        UnusualError: when one of them is to be read with more care, or there is no title.
    """
    title, excerpt, at, web, original, amp, cdn, kind, quality, heat, featured, provider, topics, images = values
    title = usual_text(title) if title else ""
    if not title:
        raise UnusualError
    return Story(
        title,
        usual_excerpt(excerpt),
        usual_instant(at),
        usual_address(web) if web else None,
        usual_address(original) if original else None,
        usual_address(amp) if amp else None,
        usual_address(cdn) if cdn else None,
        (usual_text(kind) or None) if kind else None,
        usual_number(quality),
        usual_number(heat),
        (usual_text(featured) or None) if featured else None,
        usual_provider(provider, site) if provider else None,
        usual_topics(topics) if topics else (),
        usual_images(images, site) if images else (),
    )
