"""What a load or a check tells at its end, as text for people and as JSON for programs."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import msgspec

from gateway.content.problems import Problem
from gateway.errors import GatewayError

__all__ = ["CheckReport", "LoadReport", "Outcome", "Placed", "failure_of", "line_of", "sort_problems"]

_STEERING: Final = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")

Placed = tuple[str, Problem]
"""A source and a problem of one of its files."""


class Outcome(NamedTuple):
    """What came of one edition: its snapshot, and how many documents."""

    snapshot_id: str
    added: int
    changed: int
    removed: int
    unchanged: int
    failed: int


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What validating found."""

    documents: int
    failed: int
    problems: Sequence[Placed]
    seconds: float

    def as_text(self) -> str:
        """One line for each problem, and a summary."""
        summary = f"{_counted(self.documents, 'document')} checked, {self.failed} failed"
        return _text(self.problems, f"{summary}, {_counted(len(self.problems), 'problem')} in {self.seconds:.2f} s.")

    def as_json(self) -> str:
        """The same as one JSON object."""
        counts = {"documents": self.documents, "failed": self.failed, "seconds": round(self.seconds, 3)}
        return _json({**counts, "problems": _places(self.problems)})


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a load did, counted in documents: `failed` ones are broken now; those that were good before stay served."""

    snapshot_id: str
    added: int
    changed: int
    removed: int
    unchanged: int
    failed: int
    problems: Sequence[Placed]
    seconds: float

    @property
    def documents_per_second(self) -> float:
        """How fast the documents that are there now were taken in or found unchanged."""
        return (self.added + self.changed + self.unchanged + self.failed) / max(self.seconds, 1e-6)

    @property
    def has_changes(self) -> bool:
        """Whether a document is new, says something else, or is gone."""
        return bool(self.added or self.changed or self.removed)

    @property
    def summary(self) -> str:
        """All of it in one line."""
        counts = f"{self.added} added, {self.changed} changed, {self.removed} removed, {self.unchanged} unchanged"
        speed = f"{self.seconds:.2f} s ({self.documents_per_second:,.0f} documents/s)"
        problems = _counted(len(self.problems), "problem")
        return f"{counts}, {self.failed} failed, {problems} in {speed}. Snapshot {self.snapshot_id}."

    def as_text(self) -> str:
        """One line for each problem, and a summary."""
        return _text(self.problems, self.summary)

    def as_json(self) -> str:
        """The same as one JSON object."""
        names = ("snapshot_id", "added", "changed", "removed", "unchanged", "failed")
        speed = {"seconds": round(self.seconds, 3), "documents_per_second": round(self.documents_per_second)}
        return _json({**{name: getattr(self, name) for name in names}, **speed, "problems": _places(self.problems)})


def sort_problems(problems: Iterable[Placed]) -> list[Placed]:
    """By source, file, line and column, each once; what has no line comes first."""
    return sorted(set(problems), key=_place)


def _place(placed: Placed) -> tuple[object, ...]:
    source, problem = placed
    return (source, problem.file, problem.line or 0, problem.column or 0, problem.code, problem.message)


def _text(problems: Sequence[Placed], summary: str) -> str:
    return "\n".join([*(line_of(source, problem) for source, problem in problems), summary])


def failure_of(error: Exception) -> str:
    """What a load that failed has left, and why it failed, in one line for people."""
    if isinstance(error, GatewayError) and error.code == "STORE_OUT_OF_STEP":
        return error.message
    reason = error.message if isinstance(error, GatewayError) else repr(error)
    return f"Nothing was loaded, what was served stays: {reason}"


def line_of(source: str, problem: Problem) -> str:
    """`source:file:line:column severity code message`, without the parts that are not known."""
    parts = (source or None, problem.file, problem.line, problem.column)
    place = ":".join(str(part) for part in parts if part is not None)
    return _in_one_line(f"{place} {problem.severity.lower()} {problem.code} {problem.message}")


def _in_one_line(text: str) -> str:
    """A text without characters that would end the line or steer a terminal: names of files can have any."""
    return _STEERING.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


def _places(problems: Sequence[Placed]) -> list[dict[str, object]]:
    return [{"source": source, **msgspec.structs.asdict(problem)} for source, problem in problems]


def _json(value: object) -> str:
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode()


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
