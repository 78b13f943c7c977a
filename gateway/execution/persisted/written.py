"""A trusted document as it is written down: its text, and where each line of it stands."""

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

__all__ = ["Part", "TrustedDocument"]


class Part(NamedTuple):
    """Some lines of a document: how many, the file that they are from, and the first of them there, from 1.

    `where` stands for a file's lines where they are inside of something else: a manifest.
    """

    lines: int
    file: Path
    first: int = 1
    where: str = ""


@dataclass(frozen=True, slots=True)
class TrustedDocument:
    """One operation with its fragments."""

    id: str
    name: str
    text: str
    parts: tuple[Part, ...]

    def place_of(self, location: tuple[int, int] | None) -> str:
        """The file, line and column of a place in the text, both from 1; without one the file."""
        if location is None:
            return f"{self.parts[0].file}{self.parts[0].where}"
        line, column = location
        for part in self.parts:
            if line <= part.lines:
                return f"{part.file}{part.where}:{part.first + line - 1}:{column}"
            line -= part.lines
        return str(self.parts[-1].file)
