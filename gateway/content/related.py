"""`related` → the stories that a document names, each with the place of its stub."""

from typing import Final

from yaml.nodes import MappingNode, Node

from gateway.content.entries import RelatedEntry
from gateway.content.extra import Json, read_extra, read_rest
from gateway.content.findings import Findings, PlaceUnknownError
from gateway.content.identity import slugify
from gateway.content.images import read_images
from gateway.content.mappings import Keys, read_items, read_keys
from gateway.content.paths import derived_slug
from gateway.content.plain_items import PlainItems, compose_item
from gateway.content.problems import Problem
from gateway.content.providers import read_provider
from gateway.content.remembering import remember
from gateway.content.repair import repaired
from gateway.content.scalars import is_null
from gateway.content.site import Site
from gateway.content.titles import take_title
from gateway.content.topics import read_topics
from gateway.content.usual.related import usual_related
from gateway.content.values import read_address, read_excerpt, read_instant, read_number, read_text

__all__ = ["read_related", "read_written"]

_MEANT_FOR_DOCUMENTS: Final = ("category", "published", "removed", "related", "secured", "taxonomy")
"""Keys that have a field in a document and mean nothing in a related entry: no part of its extra either."""

_REMEMBERED: Final = 4_096
"""Items of related lists, in a process."""


def read_related(node: Node | None, collection: str, site: Site, found: Findings) -> tuple[RelatedEntry, ...]:
    """The related list of one document in a collection. A lone value names a slug of the same collection."""
    if node is None:
        return ()
    if isinstance(node, PlainItems):
        return read_written(node, collection, site, found)
    entries = [_read_item(item, collection, site, found) for item in read_items(node, found)]
    return tuple([entry for entry in entries if entry is not None])


def read_written(items: PlainItems, collection: str, site: Site, found: Findings) -> tuple[RelatedEntry, ...]:
    """Read items that are not composed yet, word for word the same ones only once."""
    entries: list[RelatedEntry] = []
    for place, piece in enumerate(items.pieces):
        entry, problems = _read_once(piece.rstrip(b"\n"), items.indent, collection, site)
        if entry is not None:
            entries.append(entry)
        for problem in problems:
            line = items.line_of(place) + (problem.line or 0)
            found.add_at(problem.code, problem.message, line, problem.column)
    return tuple(entries)


@remember(_REMEMBERED)
def _read_once(
    piece: bytes, indent: int, collection: str, site: Site
) -> tuple[RelatedEntry | None, tuple[Problem, ...]]:
    """What an item says, and what is wrong with it: its first line is line 1.

    Raises:
        PlaceUnknownError: when it is not of the plain shape.
    """
    found = Findings("")
    usual = usual_related(piece, indent, collection, site)
    if usual is not None:
        entry, mended = usual
        for each in mended:
            found.add_at("repaired-encoding", repaired(each.sound), each.line + 1, each.column)
        return entry, found.in_order()
    try:
        return _read_item(compose_item(piece, indent), collection, site, found), ()
    except PlaceUnknownError:
        return _read_item(compose_item(piece, indent, 0), collection, site, found), found.in_order()


def _read_item(node: Node, collection: str, site: Site, found: Findings) -> RelatedEntry | None:
    if isinstance(node, MappingNode):
        return _read_entry(node, collection, site, found)
    return _read_slug(node, collection, found)


def _read_slug(node: Node, collection: str, found: Findings) -> RelatedEntry | None:
    slug = read_text(node, found)
    if slug:
        return RelatedEntry(collection, slug, slug, is_plain=True)
    if slug is not None or is_null(node):
        found.add("null-related", "An empty entry of a related list is left out.", node)
    return None


def _read_entry(node: MappingNode, collection: str, site: Site, found: Findings) -> RelatedEntry | None:
    keys = read_keys(node, found)
    pop = keys.pop
    title = take_title(keys, found) or ""
    published_at = read_instant(pop("publishedDateTime", None), found)
    web_url = read_address(pop("webUrl", None), found)
    original_url = read_address(pop("originalUrl", None), found)
    provider, provider_extra = read_provider(keys.get("provider"), site, found)
    address = web_url or original_url or ""
    slug = derived_slug(title, published_at) or slugify(address)
    if not title and address:
        found.add("untitled-related", "An entry of a related list has no title: its address stands for one.", node)
    entry = RelatedEntry(
        collection,
        slug,
        title or address,
        read_excerpt(pop("excerpt", None), found),
        published_at,
        web_url,
        original_url,
        read_address(pop("ampWebUrl", None), found),
        read_address(pop("cdnAmpWebUrl", None), found),
        read_text(pop("type", None), found) or None,
        read_number(pop("quality", None), found),
        read_number(pop("heat", None), found),
        read_text(pop("featuredContent", None), found) or None,
        provider,
        read_topics(pop("topics", None), found),
        read_images(pop("images", None), site, found),
        _read_extra(keys, provider_extra, found),
    )
    if not slug:
        found.add("unnameable-related", "Neither title nor address makes a slug; the entry is left out.", node)
        return None
    return entry


def _read_extra(keys: Keys, provider_extra: dict[str, Json], found: Findings) -> dict[str, Json]:
    if len(keys) > 1:
        meant: Keys = {name: keys.pop(name) for name in _MEANT_FOR_DOCUMENTS if name in keys}
        read_extra(meant, found)  # not kept, but checked like all keys
    return read_rest(keys, provider_extra, found)
