"""Heads of the plain shape that nearly all have → nodes, several times as fast as a YAML parser gives them.

The shape: block mappings and lists, each value on one line, plain or in quotes; no anchors, tags or flow. What has
any other shape is left to libyaml, and for what has it libyaml gives the same values (a property test). These nodes
have no places: where a problem must be told, they are looked up afterwards. The items of `related` are only cut apart.
"""

from typing import Final

from gateway.content.plain_items import RELATED, CutHead
from gateway.content.plain_lines import find_lines, plain_text
from gateway.content.plain_nodes import PlainMapping, compose_lines
from gateway.content.plain_places import add_places

__all__ = ["compose_plain"]

_FENCE: Final = "---\n"


def compose_plain(head: bytes, cut: CutHead | None, *, has_places: bool = False) -> PlainMapping | None:
    """The mapping that a head is; None for a head of another shape, and with places for an empty one."""
    text = plain_text(head if cut is None else cut.without_items(keep_lines=has_places))
    if text is None:
        return None
    first_line = int(text.startswith(_FENCE))
    text = text.removeprefix(_FENCE)
    lines = find_lines(text)
    keys = None if lines is None else compose_lines(lines)
    if lines is None or keys is None or (has_places and not keys):
        return None
    root = PlainMapping(keys)
    if has_places:
        add_places(root, text, lines, first_line)
    if cut is not None:
        keys[RELATED] = cut.items
    return root
