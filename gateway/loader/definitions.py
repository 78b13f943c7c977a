"""The topics that files define: one definition for each name, and no chain of parents without an end."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import select

from gateway.content.entries import TopicEntry
from gateway.content.identity import topic_id
from gateway.content.merging import break_loops
from gateway.content.problems import WARNING, Problem
from gateway.loader.tasks import TOPIC
from gateway.tables import document

__all__ = ["DEFINED_TOPICS", "Definitions", "read_definitions"]

DEFINED_TOPICS: Final = (
    select(document.c.file, document.c.entry)
    .where(document.c.kind == TOPIC)
    .order_by(document.c.source, document.c.is_archived, document.c.file)
)
"""`SELECT file, entry FROM document WHERE kind = 'topic' ORDER BY source, is_archived, file`: the first wins."""


@dataclass(slots=True)
class Definitions:
    """Definitions by topic, and the parents that they name."""

    by_id: dict[int, TopicEntry] = field(default_factory=dict)
    files: dict[int, str] = field(default_factory=dict)
    parents: dict[int, int] = field(default_factory=dict)
    loops: set[int] = field(default_factory=set)

    def problems(self) -> list[tuple[str, Problem]]:
        """A warning for each definition whose parent is left out."""
        return [(self.by_id[topic].source, self._loop_problem(topic)) for topic in self.loops]

    def _loop_problem(self, topic: int) -> Problem:
        entry = self.by_id[topic]
        message = f"The topic {entry.name!r} is an ancestor of its parent {entry.parent!r}; it has no parent here."
        return Problem(self.files[topic], None, None, WARNING, "topic-loop", message)

    def first_naming(self, parent: int) -> TopicEntry | None:
        """The definition, first by file, that names this topic as its parent."""
        children = [child for child, named in self.parents.items() if named == parent]
        return self.by_id[min(children, key=lambda child: self.files[child])] if children else None


def read_definitions(entries: Iterable[tuple[str, TopicEntry]]) -> Definitions:
    """Collect definitions with their files: the first of a name wins, so live ones are given before archived ones."""
    found = Definitions()
    for file, entry in entries:
        identity = topic_id(entry.source, entry.name)
        if identity not in found.by_id:
            found.by_id[identity] = entry
            found.files[identity] = file
    named = {
        topic: topic_id(entry.source, entry.parent) for topic, entry in found.by_id.items() if entry.parent is not None
    }
    found.loops = break_loops(named, found.files)
    found.parents = {topic: parent for topic, parent in named.items() if topic not in found.loops}
    return found
