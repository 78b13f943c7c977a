"""File names → collection and slug: where an article lives, and whether it is archived."""

import re
from typing import Final, NamedTuple

from gateway.content.identity import slugify

__all__ = ["Place", "article_place", "data_kind", "derived_slug", "is_archived", "is_content_path", "may_hold_content"]

_ARCHIVE: Final = "_archive/"
_DEFAULT_COLLECTION: Final = "articles"
_SUFFIXES: Final = (".md", ".markdown", ".html", ".txt", ".yaml", ".yml")
_STARTS_WITH_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}").match
_DATE_LENGTH: Final = len("2020-08-16")


class Place(NamedTuple):
    """Where an article stands."""

    collection: str
    slug: str
    is_archived: bool


def is_content_path(file: str) -> bool:
    """Whether a file, by its name, may be content."""
    folder, _, name = file.rpartition("/")
    if not name.lower().endswith(_SUFFIXES) or name == "README.md" or name.startswith(".") or file == "_config.yml":
        return False
    return may_hold_content(folder)


def may_hold_content(folder: str) -> bool:
    """Whether a folder may hold content: `assets` and `api` at the root, `_sponsorships` and dot folders do not."""
    path = f"{folder}/"
    if path.startswith(("assets/", "api/", ".")) or "/." in path:
        return False
    return not path.removeprefix(_ARCHIVE).startswith("_sponsorships/")


def is_archived(file: str) -> bool:
    """Whether a file is in the archive: then it loses to any live file that describes the same."""
    return file.startswith(_ARCHIVE)


def data_kind(file: str) -> str | None:
    """The folder below `_data/` that a file is in, empty for `_data/` itself; None for files elsewhere."""
    live = file.removeprefix(_ARCHIVE)
    if not live.startswith("_data/"):
        return None
    folder, separator, _ = live.removeprefix("_data/").partition("/")
    return folder if separator else ""


def article_place(file: str, title: str, category: str | None, published_at: str | None) -> Place:
    """The place of an article: its file's, or one derived from what it says where the file is in no folder.

    `_archive/_news/x.md` and `_news/x.md` are both `news` and `x`.
    """
    live = file.removeprefix(_ARCHIVE)
    is_archived = live != file
    path = live[: live.rindex(".")]
    folder, separator, slug = path.partition("/")
    if separator:
        return Place(folder.removeprefix("_") or folder, slug, is_archived)
    if published_at and not _STARTS_WITH_DATE(path):
        path = derived_slug(title, published_at) or path
    return Place(category or _DEFAULT_COLLECTION, path, is_archived)


def derived_slug(title: str, published_at: str | None) -> str:
    """`<UTC date>-<slug(title)>`, or without a date the slug of the title; empty when the title has none."""
    slug = slugify(title)
    return f"{published_at[:_DATE_LENGTH]}-{slug}" if slug and published_at else slug
