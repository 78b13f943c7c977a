"""The bytes of one file → an entry and everything that is wrong with it. Never raises for bad content."""

from typing import Final

import msgspec

from gateway.content.article import make_article, read_article
from gateway.content.documents import Document, Place
from gateway.content.entries import Entry
from gateway.content.findings import Findings, PlaceUnknownError
from gateway.content.front_matter import FrontMatter, split_front_matter
from gateway.content.heads import read_head
from gateway.content.mappings import read_keys
from gateway.content.organization import read_organization
from gateway.content.paths import data_kind
from gateway.content.plain_heads import compose_plain
from gateway.content.plain_items import CutHead, cut_items
from gateway.content.problems import Problem
from gateway.content.repair import repaired
from gateway.content.site import Site
from gateway.content.topic import read_topic
from gateway.content.usual.articles import usual_article
from gateway.content.values import read_text

__all__ = ["Reading", "read_document"]

_TAXONOMY_OF_FOLDER: Final = {"organizations": "organization", "topics": "topic"}


class Reading(msgspec.Struct, frozen=True):
    """What one file gives. Without an entry and without an ERROR the file is simply not content."""

    entry: Entry | None
    problems: tuple[Problem, ...] = ()


def read_document(source: str, file: str, data: bytes, site: Site) -> Reading:
    """Read one file of a content root; `file` is its name relative to the root, with slashes."""
    found = Findings(file)
    parts = split_front_matter(file, data, found)
    if parts is None:
        return _reading(None, found)
    place = Place(source, file, site)
    cut = cut_items(parts.head)
    usual = _read_usual(place, parts, cut, found)
    return usual or _read_plain(place, parts, cut, found) or _read_yaml(place, parts, found)


def _read_usual(place: Place, parts: FrontMatter, cut: CutHead | None, found: Findings) -> Reading | None:
    """An article as nearly all are written; None for anything else, and nothing is reported."""
    if data_kind(place.file) is not None:
        return None
    usual = usual_article(parts.head if cut is None else cut.before + cut.after, place.site)
    if usual is None:
        return None
    tried = found.copy()
    for each in usual.mended:
        line = each.line if cut is None else cut.line_of(each.line)
        tried.add_at("repaired-encoding", repaired(each.sound), line + 1, each.column)
    try:
        return _reading(make_article(place, usual, parts.body, cut and cut.items, tried), tried)
    except PlaceUnknownError:
        return None


def _read_plain(place: Place, parts: FrontMatter, cut: CutHead | None, found: Findings) -> Reading | None:
    """A head of the plain shape, first without places, then with; None for another shape, and nothing is reported."""
    for has_places in (False, True):
        root = compose_plain(parts.head, cut, has_places=has_places)
        if root is None:
            return None
        tried = found.copy()
        try:
            return _reading(_read_keys(Document(*place, root, root.keys, parts.body), tried), tried)
        except PlaceUnknownError:
            continue
    return None


def _read_yaml(place: Place, parts: FrontMatter, found: Findings) -> Reading:
    root = read_head(parts.head, found)
    if root is None:
        return _reading(None, found)
    return _reading(_read_keys(Document(*place, root, read_keys(root, found), parts.body), found), found)


def _reading(entry: Entry | None, found: Findings) -> Reading:
    return Reading(None if found.has_errors else entry, found.in_order())


def _read_keys(document: Document, found: Findings) -> Entry | None:
    match _taxonomy(document, found):
        case None:
            return read_article(document, found)
        case "topic":
            return read_topic(document, found)
        case "organization":
            return read_organization(document, found)
        case _:
            return None


def _taxonomy(document: Document, found: Findings) -> str | None:
    """The taxonomy that a head names, else the one of its folder below `_data/`; None for an article."""
    folder = data_kind(document.file)
    named = read_text(document.keys.pop("taxonomy", None), found)
    return named or (None if folder is None else _TAXONOMY_OF_FOLDER.get(folder, folder))
