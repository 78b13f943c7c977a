"""A content root → its site settings and the files that may be content, sorted by name. Reads no document."""

import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import msgspec
from yaml.nodes import MappingNode

from gateway.content.files import NO_FILE, read_file
from gateway.content.findings import Findings
from gateway.content.front_matter import split_front_matter
from gateway.content.heads import read_head
from gateway.content.mappings import read_keys
from gateway.content.paths import is_content_path, may_hold_content
from gateway.content.problems import RULES, Problem
from gateway.content.site import Site
from gateway.content.values import is_address, read_text
from gateway.errors import SettingsError

__all__ = ["FoundFile", "Site", "discover", "read_site"]

Report = Callable[[Problem], None]

_SETTINGS_FILE: Final = "_config.yml"


class FoundFile(msgspec.Struct, frozen=True, order=True):
    """A file that may be content. `file` is relative to the content root, with slashes."""

    file: str
    size: int
    modified_ns: int


def read_site(root: Path, report: Report | None = None) -> Site | None:
    """The settings in `_config.yml`: those of a file that is missing are empty.

    Null when the file cannot be read now, or is broken: then it is reported, and what it said before is not known here.
    """
    found = Findings(_SETTINGS_FILE)
    settings = _read_settings(root, found)
    for problem in found.in_order():
        (report or _ignore)(problem)
    if found.has_errors:
        return None
    keys = read_keys(settings, found) if settings is not None else {}
    url = (read_text(keys.get("url"), found) or "").rstrip("/")
    base = (read_text(keys.get("baseurl"), found) or "").strip("/")
    if not is_address(url):
        return Site()
    return Site(f"{url}/{base}" if base else url)


def _read_settings(root: Path, found: Findings) -> MappingNode | None:
    try:
        data = read_file(root / _SETTINGS_FILE)
    except FileNotFoundError:
        return None
    except OSError as error:
        found.add_at("unreadable-file", f"The file cannot be opened: {error.strerror}.", None, None)
        return None
    parts = split_front_matter(_SETTINGS_FILE, data, found)
    return read_head(parts.head, found) if parts is not None else None


def discover(root: Path, report: Report | None = None) -> Iterator[FoundFile]:
    """The files below a root that may be content, in the order of their names.

    Folders and files that cannot be listed are reported and passed over. Each folder is entered once, however links
    lead to it, and so the walk ends.
    """
    walk = _Walk(root, report or _ignore)
    try:
        walk.enter(root, "")
    except OSError as error:
        reason = error.strerror or str(error)
        raise SettingsError(f"The content root {str(root)!r} is no folder that can be read: {reason}.") from error
    walk.report_if_empty()
    return walk.files()


def _ignore(_problem: Problem) -> None:
    """For callers that want the files alone."""


class _Walk:
    """One walk below a root: the folders entered so far, and what is still to be seen of those it is in."""

    def __init__(self, root: Path, report: Report) -> None:
        self._real_root = os.path.realpath(root)
        self._report = report
        self._is_empty = False
        self._entered: set[tuple[int, int]] = set()
        self._pending: list[tuple[str, list[os.DirEntry[str]]]] = []

    def enter(self, folder: Path | os.DirEntry[str], name: str) -> None:
        """List a folder and go on with what is in it, unless it was entered before."""
        state = os.stat(folder)  # noqa: PTH116 - of a DirEntry too
        if (state.st_dev, state.st_ino) in self._entered:
            return
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=_sort_key, reverse=True)
        self._entered.add((state.st_dev, state.st_ino))
        self._is_empty = not entries
        self._pending.append((f"{name}/" if name else "", entries))

    def report_if_empty(self) -> None:
        """Report a root that was entered and has nothing in it."""
        if self._is_empty:
            self._report_at("empty-root", "The folder is empty. If that is meant, put any file into it.", ".")

    def files(self) -> Iterator[FoundFile]:
        """The files, folder by folder. What has been looked at is let go: there can be a million in one folder."""
        while self._pending:
            prefix, entries = self._pending[-1]
            if not entries:
                self._pending.pop()
                continue
            entry = entries.pop()
            name = prefix + entry.name
            if not _is_utf8(name):
                self._report_at("file-name-not-utf8", "The name is no UTF-8 text.", name)
            elif _is_folder(entry):
                self._look_into(entry, name)
            elif is_content_path(name):
                found = self._look_at(entry, name)
                if found is not None:
                    yield found

    def _look_into(self, entry: os.DirEntry[str], name: str) -> None:
        if not may_hold_content(name):
            return
        if entry.is_symlink() and self._is_below_root(entry):
            self._report_at("linked-folder", "The link leads to a folder of this content root.", name)
            return
        try:
            self.enter(entry, name)
        except OSError as error:
            self._report_at("unreadable-folder", f"The folder cannot be listed: {error.strerror}.", name)

    def _look_at(self, entry: os.DirEntry[str], name: str) -> FoundFile | None:
        try:
            state = entry.stat()
        except OSError as error:
            self._report_at("unreadable-file", f"The file cannot be opened: {error.strerror}.", name)
            return None
        if not stat.S_ISREG(state.st_mode):
            self._report_at("unreadable-file", f"{NO_FILE}.", name)
            return None
        return FoundFile(name, state.st_size, state.st_mtime_ns)

    def _is_below_root(self, entry: os.DirEntry[str]) -> bool:
        target = os.path.realpath(entry.path)
        return os.path.commonpath((self._real_root, target)) == self._real_root

    def _report_at(self, code: str, message: str, name: str) -> None:
        shown = name.encode("utf-8", "backslashreplace").decode()
        self._report(Problem(shown, None, None, RULES[code].severity, code, message))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads to itself
        return False


def _sort_key(entry: os.DirEntry[str]) -> str:
    """Such that the names of all files come sorted, whatever folders they are in."""
    return f"{entry.name}/" if _is_folder(entry) else entry.name


def _is_utf8(name: str) -> bool:
    return name.isascii() or not any("\ud800" <= character <= "\udfff" for character in name)
