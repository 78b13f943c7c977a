"""Lines of the plain shape → nodes, without places."""

import re
from collections.abc import Callable
from typing import Any, Final, cast

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from gateway.content.plain_lines import Line

__all__ = ["PlainMapping", "compose_lines"]

_QUOTES: Final = ('"', "'")
_ESCAPES: Final = {"n": "\n", "r": "\r", "t": "\t"}
_replace_escapes: Final = re.compile(r"\\(.)").sub

Level = tuple[str, dict[str, Node] | list[Node]]
Open = tuple[dict[str, Node], str, str]
"""The mapping that is open, its indentation, and the key of it that has no value yet."""


class PlainMapping(MappingNode):
    """A mapping whose keys are known to be text, and each there once."""

    tag: Any = None
    value: Any = ()
    start_mark: Any = None
    end_mark: Any = None

    def __init__(self, keys: dict[str, Node]) -> None:
        self.keys = keys


# The stubs of PyYAML want a tag, and these nodes have none.
_scalar_node: Final = cast("Callable[[None, str, None, None, str | None], Node]", ScalarNode)
_list_node: Final = cast("Callable[[None, list[Node], None, None, None], Node]", SequenceNode)

_NOWHERE: Final = "-"
"""No line is indented like this: after a lone item no mapping is open."""

_NOTHING: Final[Node] = _scalar_node(None, "", None, None, None)


def compose_lines(lines: list[Line]) -> dict[str, Node] | None:
    """The keys of a head; None for another shape. `mapping` is open, at `at`; `open_key` of it has no value yet."""
    root: dict[str, Node] = {}
    mapping, at, open_key = root, "", ""
    around: list[Level] = []
    for indent, dash, key, value in lines:
        if indent != at or dash or not key:
            if not (dash or key or value):  # a blank line, or a comment
                continue
            opened = _opened(indent, dash, key, value, (mapping, at, open_key), around)
            if opened is None:
                return None
            mapping, at, open_key = opened
            if not key:
                continue
        if key in mapping:
            return None
        mapping[key] = _scalar(value) if value else _NOTHING
        open_key = "" if value else key
    return root


def _opened(indent: str, dash: str, key: str, value: str, now: Open, around: list[Level]) -> Open | None:
    """What is open at a line that begins something or goes back; None for a line that no plain head has."""
    if dash:
        items = _list_at(indent, now, around)
        if items is None or not (key or value):
            return None
        if not key:
            items.append(_scalar(value))
            return {}, _NOWHERE, ""
        mapping: dict[str, Node] = {}
        items.append(PlainMapping(mapping))
        return mapping, indent + " " * len(dash), ""
    found = _mapping_at(indent, now, around) if key else None
    return None if found is None else (found, indent, "")


def _list_at(indent: str, now: Open, around: list[Level]) -> list[Node] | None:
    """The list that an item at this indentation belongs to: a new one below the open key, or one that is around."""
    mapping, at, open_key = now
    if open_key and len(indent) >= len(at):
        items: list[Node] = []
        mapping[open_key] = _list_node(None, items, None, None, None)
        around += ((at, mapping), (indent, items))
        return items
    while around:
        where, container = around[-1]
        if where == indent and isinstance(container, list):
            return container
        around.pop()
    return None


def _mapping_at(indent: str, now: Open, around: list[Level]) -> dict[str, Node] | None:
    """The mapping that a key at this indentation belongs to: a new one below the open key, or one that is around."""
    mapping, at, open_key = now
    if open_key and len(indent) > len(at):
        inner: dict[str, Node] = {}
        mapping[open_key] = PlainMapping(inner)
        around.append((at, mapping))
        return inner
    while around:
        where, container = around.pop()
        if where == indent and isinstance(container, dict):
            return container
    return None


def _scalar(value: str) -> Node:
    quote = value[0]
    if quote not in _QUOTES:
        return _scalar_node(None, value, None, None, None)
    text = value[1:-1]
    if "\\" in text and quote == '"':
        text = _replace_escapes(_escaped, text)
    return _scalar_node(None, text, None, None, quote)


def _escaped(found: re.Match[str]) -> str:
    return _ESCAPES.get(found[1], found[1])
