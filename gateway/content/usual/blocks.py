"""`provider`, `topics` and `images` as they are usually written: the lines below the key."""

import re
from typing import Final

from gateway.content.entries import ImageUse, ProviderUse
from gateway.content.remembering import remember
from gateway.content.site import Site
from gateway.content.topics import each_once
from gateway.content.usual.values import BOOLEAN, NUMBER, TEXT, UnusualError, usual_address, usual_number, usual_text

__all__ = ["usual_images", "usual_provider", "usual_topics"]

_REMEMBERED: Final = 4_096
"""Blocks of a kind, in a process: the same few publishers and topics come again and again."""

_provider: Final = re.compile(
    rf"(\ ++)name:\ {TEXT} (?:\1domain:\ {TEXT})?+ (?:\1images:\n((?:\1[\ -][^\n]++\n)++))?+", re.VERBOSE
).fullmatch

_topics: Final = re.compile(rf"(\ *+)-\ {TEXT}(?:\1-\ {TEXT})*+", re.VERBOSE).fullmatch
_each_topic: Final = re.compile(rf"\ *+-\ {TEXT}", re.VERBOSE).findall

_each_image: Final = re.compile(
    rf"""^(
        (\ *+)-\ url:\ {TEXT}
        (?:\2\ \ width:\ {NUMBER})?+
        (?:\2\ \ height:\ {NUMBER})?+
        (?:\2\ \ isCached:\ {BOOLEAN})?+
        (?:\2\ \ title:\ {TEXT})?+
        (?:\2\ \ attribution:\ {TEXT})?+
    )""",
    re.VERBOSE | re.MULTILINE,  # it is looked for where a line begins, and not at each of many blanks
).findall
_BOOLEANS: Final = {"": None, "true": True, "false": False}


@remember(_REMEMBERED)
def usual_provider(block: str, site: Site) -> ProviderUse:
    """A name, and perhaps a domain and images.

    Raises:
        UnusualError
    """
    found = _provider(block)
    if not found:
        raise UnusualError
    name, domain, images = usual_text(found[2]), usual_text(found[3] or ""), found[4]
    if not name:
        raise UnusualError
    return ProviderUse(name, domain.lower() or None, usual_images(images, site) if images else ())


@remember(_REMEMBERED)
def usual_topics(block: str) -> tuple[str, ...]:
    """Names, one a line.

    Raises:
        UnusualError
    """
    if not _topics(block):
        raise UnusualError
    names = [usual_text(written) for written in _each_topic(block)]
    if not all(names):
        raise UnusualError
    return each_once(names)


def usual_images(block: str, site: Site) -> tuple[ImageUse, ...]:
    """Addresses, each perhaps with a size, whether it is cached, a title and an attribution.

    Raises:
        UnusualError
    """
    images = _each_image(block)
    margin = images[0][1] if images else ""
    uses: dict[str, ImageUse] = {}
    length = 0
    for lines, indent, written, width, height, is_cached, title, attribution in images:
        if indent != margin:
            raise UnusualError
        length += len(lines)
        url = site.resolve(usual_address(written))
        words = (usual_text(title) or None, usual_text(attribution) or None) if title or attribution else ()
        use = ImageUse(url, usual_number(width), usual_number(height), _BOOLEANS[is_cached], *words)
        uses.setdefault(url, use)
    if length != len(block):
        raise UnusualError
    return tuple(uses.values())
