"""Heads of the plain shape that nearly all have → nodes, several times as fast as a YAML parser gives them.

The shape: block mappings and lists, each value on one line, plain or in quotes; no anchors, tags or flow. What has
any other shape is left to libyaml, and for what has it libyaml gives the same values (a property test). These nodes
have no places: where a problem must be told, they are looked up afterwards.

The items of `related`, most of most heads, are only cut apart: many documents name the same story in the same words, so
whoever reads them can remember what they say.
"""

import re
from typing import Any, Final

from yaml.nodes import Node, SequenceNode

from gateway.content.findings import PlaceUnknownError
from gateway.content.plain_lines import find_lines
from gateway.content.plain_nodes import PlainMapping, compose_lines
from gateway.content.plain_places import Place, add_places

__all__ = ["PlainItems", "compose_item", "compose_plain"]

_FENCE: Final = "---\n"
_CUT_KEY: Final = "related"
_CUT_LINE: Final = f"{_CUT_KEY}:\n"
_find_item: Final = re.compile(" *+- ").match
_find_indented: Final = re.compile(r"(?:[ #-][^\n]*+\n|\n)*+").match
_USUAL: Final = bytes(range(0x20, 0x7F)) + b"\n"
_is_odd: Final = re.compile("[\x00-\x9f\u2028\u2029\ufeff\ufffe\uffff]").search
_DEEP: Final = b"\n" + b" " * 64
_TRAILING_BLANK: Final = b" \n"


class PlainItems(SequenceNode):
    """A list that is cut into its items, each as it is written; composed when the value is asked for."""

    tag: Any = None
    end_mark: Any = None

    def __init__(self, texts: list[str], start: Place) -> None:
        self.texts = texts
        self.start_mark: Any = start

    @property
    def value(self) -> list[Node]:
        """The nodes of the items."""
        lines = [self.line_of(place) for place in range(len(self.texts))]
        return [compose_item(text, line) for text, line in zip(self.texts, lines, strict=True)]

    def line_of(self, place: int) -> int:
        """The line of the file, from 0, on which an item begins."""
        line: int = self.start_mark.line
        return line + sum(text.count("\n") for text in self.texts[:place])


def compose_plain(head: bytes, *, has_places: bool = False) -> PlainMapping | None:
    """The mapping that a head is; None for a head of another shape, and with places for an empty one."""
    text = _plain_text(head)
    if text is None:
        return None
    first_line = int(text.startswith(_FENCE))
    text, items = _cut(text.removeprefix(_FENCE), first_line, keep_lines=has_places)
    lines = find_lines(text)
    keys = None if lines is None else compose_lines(lines)
    if lines is None or keys is None or (has_places and not keys):
        return None
    root = PlainMapping(keys)
    if has_places:
        add_places(root, text, lines, first_line)
    if items is not None:
        keys[_CUT_KEY] = items
    return root


def compose_item(text: str, first_line: int | None = None) -> Node:
    """The node that one of the items is; with places when its first line is known, from 0.

    Raises:
        PlaceUnknownError: when it has another shape.
    """
    text = _CUT_LINE + text
    lines = find_lines(text)
    keys = None if lines is None else compose_lines(lines)
    if lines is None or keys is None or len(keys[_CUT_KEY].value) != 1:
        raise PlaceUnknownError
    if first_line is not None:
        add_places(PlainMapping(keys), text, lines, first_line - 1)
    item: Node = keys[_CUT_KEY].value[0]
    return item


def _plain_text(head: bytes) -> str | None:
    if _DEEP in head or _TRAILING_BLANK in head or head.endswith(b" "):
        return None
    try:
        text = head.decode()
        unusual = head.translate(None, _USUAL)
        if unusual and _is_odd(unusual.decode()):
            return None
    except UnicodeDecodeError:
        return None
    return text if text.endswith("\n") else text + "\n"


def _cut(text: str, first_line: int, *, keep_lines: bool) -> tuple[str, PlainItems | None]:
    """A head without the items of its related list, and the list; None where there is none that can be cut."""
    place = 0 if text.startswith(_CUT_LINE) else text.find("\n" + _CUT_LINE) + 1
    start = place + len(_CUT_LINE)
    first = _find_item(text, start)
    indented = _find_indented(text, start)
    if first is None or indented is None or not text.startswith(_CUT_LINE, place):
        return text, None
    end = indented.end()
    mark = first[0]
    texts = [f"{mark}{rest}\n" for rest in text[start + len(mark) : end - 1].split("\n" + mark)]
    blank = "\n" * text.count("\n", start, end) if keep_lines else ""
    begin = Place(first_line + text.count("\n", 0, start), len(mark) - len(mark.lstrip()))
    return text[:start] + blank + text[end:], PlainItems(texts, begin)
