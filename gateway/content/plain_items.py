"""The related list, most of most heads, cut apart: many documents name the same story in the same words.

So whoever reads its items can remember what they say; they are composed only where that is not known yet.
"""

import re
from functools import cached_property
from itertools import accumulate
from typing import Any, Final, NamedTuple

from yaml.nodes import Node, SequenceNode

from gateway.content.findings import PlaceUnknownError
from gateway.content.plain_lines import find_lines, plain_text
from gateway.content.plain_nodes import PlainMapping, compose_lines
from gateway.content.plain_places import Place, add_places

__all__ = ["RELATED", "CutHead", "PlainItems", "compose_item", "cut_items"]

RELATED: Final = "related"
_KEY_LINE: Final = b"related:\n"
_find_mark: Final = re.compile(rb" *+- ").match
_find_end: Final = re.compile(rb"\n(?![ #\n-])").search


class PlainItems(SequenceNode):
    """The items of a list as they are written, without their dashes; composed when the value is asked for."""

    tag: Any = None
    end_mark: Any = None

    def __init__(self, pieces: list[bytes], indent: int, before: bytes) -> None:
        self.pieces = pieces
        self.indent = indent  # how far the keys of the items stand from the margin
        self._before = before

    @property
    def start_mark(self) -> Any:  # type: ignore[override]  # to count lines is for those few of whom something is told
        """Where the first dash stands."""
        return Place(self._lines_before[0], self.indent - len("- "))

    @property
    def value(self) -> list[Node]:
        """The nodes of the items."""
        return [compose_item(piece, self.indent, self.line_of(place)) for place, piece in enumerate(self.pieces)]

    @property
    def lines(self) -> int:
        """How many lines they take."""
        return self._lines_before[-1] - self._lines_before[0]

    def line_of(self, place: int) -> int:
        """The line of the file, from 0, on which an item begins."""
        return self._lines_before[place]

    @cached_property
    def _lines_before(self) -> list[int]:
        """The first line of each item, and the one after the last."""
        heights = (piece.count(b"\n") + 1 for piece in self.pieces)
        return list(accumulate(heights, initial=self._before.count(b"\n") + 1))


class CutHead(NamedTuple):
    """A head in three: what comes before the line `related:`, the items below it, and what comes after."""

    before: bytes
    items: PlainItems
    after: bytes

    def without_items(self, *, keep_lines: bool) -> bytes:
        """The head with an empty list; where lines are kept, with blank lines in the place of the items."""
        return self.before + _KEY_LINE + b"\n" * (self.items.lines * keep_lines) + self.after

    def line_of(self, line: int) -> int:
        """The line of the head that a line of `before + after` is; both from 0."""
        return line if line < self.before.count(b"\n") else line + 1 + self.items.lines


def cut_items(head: bytes) -> CutHead | None:
    """Cut a head, whose last line has an end; None where there is no list that can be cut."""
    key = head.find(b"\n" + _KEY_LINE) + 1
    start = key + len(_KEY_LINE)
    mark = _find_mark(head, start) if key else None
    end = _find_end(head, start) if mark else None
    if mark is None or end is None:
        return None
    pieces = head[mark.end() : end.start()].split(b"\n" + mark[0])
    before = head[:key]
    return CutHead(before, PlainItems(pieces, len(mark[0]), before), head[end.end() :])


def compose_item(piece: bytes, indent: int, first_line: int | None = None) -> Node:
    """The node that an item is; with places when its first line is known, from 0.

    Raises:
        PlaceUnknownError: when it has another shape.
    """
    text = plain_text(b"%s%*s%s" % (_KEY_LINE, indent, b"- ", piece))
    lines = None if text is None else find_lines(text)
    keys = None if lines is None else compose_lines(lines)
    if text is None or lines is None or keys is None or len(keys[RELATED].value) != 1:
        raise PlaceUnknownError
    if first_line is not None:
        add_places(PlainMapping(keys), text, lines, first_line - 1)
    item: Node = keys[RELATED].value[0]
    return item
