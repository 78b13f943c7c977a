"""Texts of a usual story that were once read with the wrong encoding: mended, and told of with their places."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from gateway.content.repair import repair_encoding

__all__ = ["Mended", "mended_values"]


class Mended(NamedTuple):
    """Where a text stood that was mended, its line from 0 and its column from 1, and what it says now."""

    line: int
    column: int
    sound: str


def mended_values(found: re.Match[str], texts: Sequence[int]) -> tuple[list[str | None], list[Mended]]:
    """The values of a story with those mended that are texts, by their places; and what was mended."""
    values, mended = list(found.groups()), []
    for place in texts:
        written = values[place]
        if written is not None and written.isprintable() and "\\" not in written:
            values[place] = sound = repair_encoding(written)
            if sound != written:
                mended.append(Mended(*_place(found.string, found.start(place + 1)), sound))
    return values, mended


def _place(text: str, start: int) -> tuple[int, int]:
    """Where a text begins, or the quote before it."""
    line_start = text.rfind("\n", 0, start) + 1
    return text.count("\n", 0, start), start - line_start + (text[start - 1] != '"')
