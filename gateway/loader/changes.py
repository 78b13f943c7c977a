"""Finds what is new, touched or gone, by size and time of files alone. Reads no file but the settings of each site."""

import asyncio
import time
from collections import defaultdict
from collections.abc import AsyncGenerator, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from sqlalchemy import select

from gateway.content.discovery import Site, discover, read_site
from gateway.content.problems import Problem
from gateway.loader.report import Placed
from gateway.loader.sources import Source
from gateway.loader.tasks import NEVER_CURRENT, Chunk, Task, Tasks, document_id
from gateway.tables import document

__all__ = ["STORED_FILES", "Changes", "StoredFile", "chunks_of", "find_changes"]

STORED_FILES: Final = select(
    document.c.id,
    document.c.source,
    document.c.file,
    document.c.size,
    document.c.modified_ns,
    document.c.digest,
    document.c.kind,
    document.c.is_broken,
)
"""`SELECT id, source, file, size, modified_ns, digest, kind, is_broken FROM document`"""

SITE_FILE: Final = "_config.yml"
_RACY_NS: Final = 20_000_000
"""A file touched this shortly before it was looked at may change again without another time: it is read once more."""


_EMPTY: Final = "empty-root"
_HIDING: Final = frozenset(("unreadable-folder", "unreadable-file", _EMPTY))
"""Problems of a place whose files may still be there."""


class StoredFile(NamedTuple):
    """A row of `document`, as far as comparing needs it."""

    id: int
    source: str
    file: str
    size: int
    modified_ns: int
    digest: bytes | None
    kind: str | None
    is_broken: int

    @property
    def counts(self) -> bool:
        """Whether it is a document, good or broken, and no file without content."""
        return self.kind is not None or bool(self.is_broken)


_SOURCE, _FILE, _SIZE, _MODIFIED, _DIGEST, _KIND, _IS_BROKEN = range(1, len(StoredFile._fields))

_Known = dict[str, Sequence[Any]]
"""What is stored of the files of one source that are not found yet: rows as they come, as there may be a million."""


@dataclass(slots=True)
class SourceChanges:
    """What must be read of one source."""

    source: Source
    site: Site
    tasks: Tasks


@dataclass(slots=True)
class Changes:
    """Everything that differs from what is stored, and what was wrong with looking."""

    by_source: list[SourceChanges] = field(default_factory=list)
    touched: dict[int, StoredFile] = field(default_factory=dict)
    gone: list[StoredFile] = field(default_factory=list)
    unchanged: int = 0
    failed: int = 0
    sites: list[tuple[Any, ...]] = field(default_factory=list)
    problems: list[Placed] = field(default_factory=list)
    hidden: dict[str, tuple[str, ...]] = field(default_factory=dict)  # places of a source where nobody could look

    def may_hide(self, source: str, file: str) -> bool:
        """Whether a file may be in a place where nobody could look, or is one itself."""
        return f"{file}/".startswith(self.hidden.get(source, ()))

    @property
    def files(self) -> int:
        """How many files must be read."""
        return sum(changes.tasks.count for changes in self.by_source)

    def __bool__(self) -> bool:
        return bool(self.files or self.gone or self.sites)


def find_changes(sources: Sequence[Source], stored: Iterable[Sequence[Any]]) -> Changes:
    """Compare the files of all sources with what is stored."""
    known: dict[str, _Known] = defaultdict(dict)
    for row in stored:
        known[row[_SOURCE]][row[_FILE]] = row
    changes = Changes()
    for source in sources:
        _compare_source(source, known[source.name], changes)
    changes.gone = [StoredFile(*row) for rows in known.values() for row in rows.values()]
    return changes


def _compare_source(source: Source, known: _Known, changes: Changes) -> None:
    problems: list[Problem] = []
    site, is_new_site = _compare_site(source, read_site(source.root, problems.append), known, changes)
    tasks = Tasks()
    now_ns = time.time_ns()
    for found in discover(source.root, problems.append):
        row = known.pop(found.file, None)
        if row and row[_SIZE] == found.size and row[_MODIFIED] == found.modified_ns and not is_new_site:
            changes.failed += row[_IS_BROKEN]
            changes.unchanged += row[_KIND] is not None and not row[_IS_BROKEN]
            continue
        stored = StoredFile(*row) if row else None
        identity = stored.id if stored else document_id(source.name, found.file)
        modified_ns = found.modified_ns if now_ns - found.modified_ns > _RACY_NS else NEVER_CURRENT
        tasks.add(Task(identity, found.file, found.size, modified_ns, stored.digest if stored else None))
        if stored:
            changes.touched[identity] = stored
    if tasks.count:
        changes.by_source.append(SourceChanges(source, site, tasks))
    problems = [problem for problem in problems if known or problem.code != _EMPTY]
    changes.problems += ((source.name, problem) for problem in problems)
    hidden = tuple(_hidden_by(problem) for problem in problems if problem.code in _HIDING)
    if hidden:
        changes.hidden[source.name] = hidden
        _keep_hidden(source, known, changes)


def _hidden_by(problem: Problem) -> str:
    """How the names of all files begin that are in a place."""
    return "" if problem.code == _EMPTY else f"{problem.file}/"


def _keep_hidden(source: Source, known: _Known, changes: Changes) -> None:
    """Take no file for gone that is in a place where nobody could look: its last good version stays."""
    for file in [file for file in known if changes.may_hide(source.name, file)]:
        changes.failed += StoredFile(*known.pop(file)).counts


def _compare_site(source: Source, site: Site | None, known: _Known, changes: Changes) -> tuple[Site, bool]:
    """The site, and whether its address changed: then every image address may have, and every file is read again.

    An address is kept as a row of `document` that describes nothing. What cannot be read now is what it was.
    """
    row = known.get(SITE_FILE)
    before = Site(row[_DIGEST].decode(errors="replace")) if row and row[_DIGEST] else Site()
    site = site or before
    if site.base_url:
        known.pop(SITE_FILE, None)
    if site == before:
        return site, False
    if site.base_url:
        identity = document_id(source.name, SITE_FILE)
        row = (identity, source.name, SITE_FILE, 0, 0, None, None, 0, site.base_url.encode(), None, None, None, 0)
        changes.sites.append(row)
    return site, True


async def chunks_of(changes: Changes, *, is_public: bool = False) -> AsyncGenerator[Chunk, None]:
    """The files to read, in pieces of work. They are taken out: who has them read needs their names no more."""
    while changes.by_source:
        part = changes.by_source.pop(0)
        for packed in part.tasks.take():
            yield Chunk(part.source.name, str(part.source.root), part.site, packed, is_public)
            await asyncio.sleep(0)
