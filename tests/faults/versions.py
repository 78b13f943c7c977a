"""Two versions of a site, what each is answered when it is loaded afresh, and which of them a database answers."""

import asyncio
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from gateway.errors import StoreError
from gateway.execution import Gateway, OperationRequest
from gateway.execution.prepared import Preparer
from gateway.loader.load import load
from gateway.loader.sources import Source
from gateway.scopes import NO_SCOPES, Scope
from gateway.settings import Settings
from gateway.store import open_store
from tests.harness.site import Site
from tests.property.test_equals_oracle import EVERYTHING

__all__ = [
    "HIDDEN",
    "LISTED",
    "OUTCOMES",
    "QUERIES",
    "Found",
    "Versions",
    "assert_sound",
    "found_in",
    "load_in",
    "remove",
]

QUERIES = (
    "{ snapshot { id } }",
    EVERYTHING.query,
    '{ articles(search: "story*", status: [PUBLISHED, UNPUBLISHED]) { edges { score snippet node { path } } } }',
)


LISTED, HIDDEN = "listed", "hidden"

OUTCOMES = {LISTED: {("old", "old"), ("new", "new")}, HIDDEN: {("old", "old"), ("new", "old"), ("new", "new")}}
"""What may be found after a kill, in the public edition and in the whole: what is public is committed first."""


_PREPARED: dict[str, Preparer] = {}
"""Compiled operations, so that many databases can be asked in little time."""


class Found(NamedTuple):
    """What a database answers to callers without scopes, and to those who may see hidden stories."""

    public: tuple[bytes, ...]
    whole: tuple[bytes, ...]


async def _answers(database: Path, unpublished: str) -> Found:
    async with await open_store(f"sqlite:///{database}", readers=1, has_public=unpublished == "hidden") as store:
        gateway = Gateway(store, Settings(unpublished=unpublished, max_fields=5_000))
        gateway._preparer = _PREPARED.setdefault(unpublished, gateway._preparer)
        given = []
        for scopes in (NO_SCOPES, frozenset({Scope.PREVIEW})):
            requests = [OperationRequest(query, None, {}) for query in QUERIES]
            try:
                given.append(tuple([(await gateway.answer(request, scopes)).body for request in requests]))
            except StoreError as error:
                if error.code != "NO_CONTENT":
                    raise
                given.append(())
        return Found(*given)


def found_in(database: Path, unpublished: str = "listed") -> Found:
    """Ask a database for everything."""
    return asyncio.run(_answers(database, unpublished))


def load_in(database: Path, root: Path, unpublished: str = "listed") -> str:
    """Load in this process; gives the snapshot's id."""

    async def run() -> str:
        async with await open_store(f"sqlite:///{database}", readers=1, has_public=unpublished == "hidden") as store:
            return (await load(store, [Source("", root)], jobs=1)).snapshot_id

    return asyncio.run(run())


def files_of(database: Path) -> list[Path]:
    """A database with its public edition, and what lies beside them."""
    stem = database.stem
    return [path for path in database.parent.iterdir() if path.name.startswith((f"{stem}.db", f"{stem}.public.db"))]


def remove(database: Path) -> None:
    for path in files_of(database):
        path.unlink()


def assert_sound(database: Path) -> None:
    """Whatever has happened, SQLite finds nothing wrong with it."""
    for path in files_of(database):
        if path.suffix == ".db":
            with closing(sqlite3.connect(path)) as connection:
                assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
                assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


class Versions:
    """An old and a new site, and a database with the old one that can be had again and again."""

    def __init__(self, folder: Path, unpublished: str, stories: int = 30) -> None:
        self.unpublished = unpublished
        self.arguments = ("--unpublished", unpublished)
        self.folder = folder / "work"
        self.database = self.folder / "gateway.db"
        self.kept = folder / "kept"
        for path in (self.folder, self.kept):
            path.mkdir(parents=True)
        self.old, self.new = Site(folder / "old"), Site(folder / "new")
        for number in range(stories):
            self._write(self.old, number, "old")
            if number % 7:
                self._write(self.new, number if number % 3 else number + stories, "new")
        self.old_id = load_in(self.kept / "gateway.db", self.old.root, unpublished)
        self.old_answers = found_in(self.kept / "gateway.db", unpublished)
        self.new_id = load_in(folder / "gateway.db", self.new.root, unpublished)
        self.new_answers = found_in(folder / "gateway.db", unpublished)
        assert self.old_id != self.new_id
        assert all(old != new for old, new in zip(sum(self.old_answers, ()), sum(self.new_answers, ()), strict=True))

    @staticmethod
    def _write(site: Site, number: int, word: str) -> None:
        site.put(
            f"_news/{number}.md",
            f"A body of {word} words, {number}.",
            title=f"Story {number} {word if number % 2 else 'both'}",
            publishedDateTime=f"2024-01-{number % 28 + 1:02}T00:00:00Z",
            published=number % 5 != (1 if word == "old" else 2),
            topics=[f"Topic {number % 4}", word],
            provider={"name": f"Paper {number % 3}", "domain": f"p{number % 3}.example"},
            images=[{"url": f"https://i.example/{number % 6}.png"}],
            related=[f"Story {number + 1} both", {"title": f"Stub {number % 8} {word}"}],
        )

    def restore_old(self) -> None:
        """Let the database hold the old version, as a load has left it."""
        remove(self.database)
        for path in files_of(self.kept / "gateway.db"):
            shutil.copy(path, self.database.with_name(path.name))

    def which(self) -> tuple[str, str]:
        """Which version each edition of the database answers; whatever is neither fails."""
        found = found_in(self.database, self.unpublished)
        names = []
        for answers, old, new in zip(found, self.old_answers, self.new_answers, strict=True):
            assert answers in (old, new)
            names.append("old" if answers == old else "new")
        return names[0], names[1]

    def assert_repaired(self) -> None:
        """The next load gives what a fresh one does."""
        assert load_in(self.database, self.new.root, self.unpublished) == self.new_id
        assert found_in(self.database, self.unpublished) == self.new_answers
        assert_sound(self.database)
