"""What a check has found, as values, and all of it as text for people and as JSON for programs."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import msgspec

__all__ = ["DAMAGED", "LOAD", "Finding", "Findings", "failed", "passed"]

DAMAGED: Final = (
    "Stop what uses the database, delete the file and those beside it that end in -wal and -shm, and restore a backup "
    "or load again."
)
LOAD: Final = "Run `gateway load` with all content roots."


class Finding(msgspec.Struct, frozen=True):
    """What one check says of one database; of one that failed, `hint` says what to do."""

    check: str
    is_well: bool
    message: str
    hint: str | None = None
    database: str = ""

    def as_text(self) -> str:
        """`ok      integrity     gateway.db: Every page and every index is sound.`."""
        place = f"{self.database}: " if self.database else ""
        line = f"{'ok' if self.is_well else 'FAILED':8}{self.check:14}{place}{self.message}"
        return line if self.hint is None else f"{line}\n{'':8}{self.hint}"


def passed(check: str, message: str) -> Finding:
    """All is well."""
    return Finding(check, is_well=True, message=message)


def failed(check: str, message: str, hint: str) -> Finding:
    """Something is not, and what to do about it."""
    return Finding(check, is_well=False, message=message, hint=hint)


@dataclass(frozen=True, slots=True)
class Findings:
    """All that was found; `is_usable` tells whether every database could be read at all."""

    all: Sequence[Finding]
    is_usable: bool

    @property
    def are_well(self) -> bool:
        """Whether no check failed."""
        return all(finding.is_well for finding in self.all)

    def as_text(self) -> str:
        """A line for each check, and a summary."""
        count = sum(not finding.is_well for finding in self.all)
        summary = "All is well." if not count else f"{count} of {len(self.all)} checks failed."
        return "\n".join([*(finding.as_text() for finding in self.all), summary])

    def as_json(self) -> str:
        """The same as one JSON object."""
        found = {"is_well": self.are_well, "checks": self.all}
        return msgspec.json.format(msgspec.json.encode(found), indent=2).decode()
