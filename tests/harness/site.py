"""A small content root that a test writes, changes and loads."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from gateway.loader.load import load
from gateway.loader.report import LoadReport
from gateway.loader.sources import Source
from gateway.store import Store, open_store
from gateway.tables import SEARCH_INDEXES, search_weight, search_word

__all__ = ["SERVED_TABLES", "Site", "counts_of", "dump", "dump_indexes", "load_fresh"]

DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)

SERVED_TABLES = (
    "article",
    "article_detail",
    "article_topic",
    "article_image",
    "article_related",
    "article_suggestion",
    "provider",
    "provider_image",
    "topic",
    "image",
    "snapshot",
    "snapshot_part",
    "article_text",
    "fan_out",
)


class Site:
    """A folder of content."""

    def __init__(self, root: Path, name: str = "") -> None:
        self.root = root
        self.source = Source(name, root)
        root.mkdir(parents=True, exist_ok=True)
        self._writes = 0

    def write(self, file: str, text: str) -> Path:
        """Write a file as it is."""
        path = self.root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        # Far apart in time, so that no test depends on how finely the disk tells it.
        self._writes += 1
        os.utime(path, ns=(10**18, 10**18 + self._writes * 10**9))
        return path

    def put(self, file: str, body: str = "", **head: Any) -> Path:
        """Write a document."""
        front = yaml.dump(head, Dumper=DUMPER, allow_unicode=True, sort_keys=False)
        text = f"---\n{front}---\n{body}"
        return self.write(file, text)

    def delete(self, file: str) -> None:
        """Delete a file."""
        (self.root / file).unlink()

    def mirror(self, files: Mapping[str, str]) -> None:
        """Let the folder hold exactly these files, and one that is no content: where it is empty, that is meant."""
        files = {**files, "KEPT": ""}
        for path in [path for path in self.root.rglob("*") if path.is_file()]:
            if path.relative_to(self.root).as_posix() not in files:
                path.unlink()
        for file, text in files.items():
            if not (self.root / file).exists() or (self.root / file).read_text("utf-8") != text:
                self.write(file, text)


COUNTS = """
SELECT within, counted_by, value, start, articles, status, source, collection, category, type
FROM article_count LEFT JOIN article_kind ON article_kind.id = kind_id
"""
KINDS = "SELECT status, source, collection, category, type FROM article_kind"


async def counts_of(store: Store) -> list[tuple[Any, ...]]:
    """How many articles are said to be of what, and which kinds there are, without their numbers."""
    return [tuple(row) for query in (COUNTS, KINDS) for row in sorted(await store.fetch_rows(query))]


OF_THE_WAY = {"loaded_at", "number", "whole_id", "changes", "entry", "size", "modified_ns"}


async def dump(store: Store, tables: Sequence[str] = SERVED_TABLES) -> dict[str, list[tuple[Any, ...]]]:
    """Everything in some tables, sorted; without times, and without what only the steps on the way there tell."""
    found = {}
    for table in tables:
        columns = [row[1] for row in await store.fetch_rows(f"PRAGMA table_info({table})")]
        kept = ", ".join(f'"{name}"' for name in columns if name not in OF_THE_WAY)
        found[table] = sorted(await store.fetch_rows(f"SELECT {kept} FROM {table}"), key=repr)
    return found


async def dump_indexes(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """Every word in every index with its places, how long each text is, and how much words weigh.

    Raises when an index is not sound.
    """
    found = await dump(store, (search_weight.name, search_word.name))
    async with store.writing() as transaction:
        for index in SEARCH_INDEXES:
            name = index.name
            await transaction.execute(f"INSERT INTO {name} ({name}) VALUES ('integrity-check')")
            await transaction.execute(f"CREATE VIRTUAL TABLE temp.word USING fts5vocab (main, {name}, instance)")
            found[name] = await transaction.fetch_all('SELECT term, doc, col, "offset" FROM word ORDER BY 1, 2, 3, 4')
            found[f"{name}_docsize"] = await transaction.fetch_all(f"SELECT id, sz FROM {name}_docsize ORDER BY id")
            await transaction.execute("DROP TABLE word")
    return found


async def load_fresh(database: Path, *sources: Source) -> tuple[dict[str, list[tuple[Any, ...]]], LoadReport]:
    """Load into a new database; gives what is served then, and the report."""
    async with await open_store(f"sqlite:///{database}", readers=1) as store:
        report = await load(store, sources)
        return await dump(store), report
