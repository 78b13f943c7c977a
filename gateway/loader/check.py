"""Validates content without a database: every file is read, and all that a load would report is reported."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from gateway.content.entries import TopicEntry
from gateway.content.paths import is_archived
from gateway.content.problems import ERROR
from gateway.loader.changes import chunks_of, find_changes
from gateway.loader.definitions import read_definitions
from gateway.loader.parsing import kind_and_key, read_tasks
from gateway.loader.progress import Progress, Silence
from gateway.loader.report import CheckReport, Placed, sort_problems
from gateway.loader.sources import Source, refuse_unusable
from gateway.loader.stored_problems import find_duplicates
from gateway.loader.tasks import Chunk
from gateway.loader.workers import open_workers

__all__ = ["check", "check_chunk"]

_FILES_WORTH_A_POOL = 400


@dataclass(slots=True)
class Checked:
    """What checking some files found."""

    files: int = 0
    documents: int = 0
    failed: int = 0
    problems: list[Placed] = field(default_factory=list)
    claims: list[tuple[Any, ...]] = field(default_factory=list)
    topics: list[tuple[str, TopicEntry]] = field(default_factory=list)

    def add(self, other: "Checked") -> None:
        """Take in what other files gave."""
        self.files += other.files
        self.documents += other.documents
        self.failed += other.failed
        self.problems += other.problems
        self.claims += other.claims
        self.topics += other.topics


def check_chunk(chunk: Chunk) -> Checked:
    """Read every file of a chunk and keep only what the report needs."""
    found = Checked()
    for task, reading in read_tasks(chunk):
        found.files += 1
        found.problems += ((chunk.source, problem) for problem in reading.problems)
        is_broken = any(problem.severity == ERROR for problem in reading.problems)
        found.failed += is_broken
        found.documents += is_broken or reading.entry is not None
        if reading.entry is None or is_broken:
            continue
        found.claims.append((*kind_and_key(reading.entry), int(is_archived(task.file)), chunk.source, task.file))
        if isinstance(reading.entry, TopicEntry):
            found.topics.append((task.file, reading.entry))
    return found


async def check(sources: Sequence[Source], jobs: int | None = None, progress: Progress | None = None) -> CheckReport:
    """Validate all files of all sources."""
    told = progress or Silence()
    started = time.perf_counter()
    refuse_unusable(sources)
    changes = await asyncio.to_thread(find_changes, sources, ())
    told.phase("checking", changes.files)
    found = Checked()
    async with open_workers(jobs, are_worth_it=changes.files > _FILES_WORTH_A_POOL) as workers:
        async for checked in workers.map(check_chunk, chunks_of(changes)):
            found.add(checked)
            told.advance(checked.files)
    loops = read_definitions(
        sorted(found.topics, key=lambda topic: (topic[1].source, is_archived(topic[0]), topic[0]))
    ).problems()
    problems = sort_problems([*changes.problems, *found.problems, *find_duplicates(found.claims), *loops])
    return CheckReport(found.documents, found.failed, problems, time.perf_counter() - started)
