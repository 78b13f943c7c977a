"""Where the nodes of a plain head stand: the lines are walked beside the nodes that they gave.

Only for a head that something is wrong with. A place is the one that libyaml gives (a property test).
"""

from collections.abc import Iterator
from typing import NamedTuple, cast

from yaml.error import Mark
from yaml.nodes import Node, ScalarNode, SequenceNode

from gateway.content.plain_lines import Line
from gateway.content.plain_nodes import PlainMapping

__all__ = ["Place", "add_places"]


class Place(NamedTuple):
    """A line and a column, both from 0, as YAML's marks count them."""

    line: int
    column: int


class _Written(NamedTuple):
    """Where the dash of a line stands, its key, and its value, or where that is missing."""

    dash: Place
    key: Place
    value: Place


def add_places(root: PlainMapping, text: str, lines: list[Line], first_line: int) -> None:
    """Give every node its place; `root` has at least one key, and the text begins on `first_line`, from 0."""
    _Walk(_written(text, lines, first_line)).place_mapping(root)


def _written(text: str, lines: list[Line], first_line: int) -> Iterator[_Written]:
    for number, (line, (indent, dash, key, value)) in enumerate(zip(text.split("\n"), lines, strict=False), first_line):
        if dash or key or value:
            key_column = len(indent) + len(dash)
            value_column = len(line) - len(value) if value else key_column + len(key) + 1
            yield _Written(Place(number, len(indent)), Place(number, key_column), Place(number, value_column))


class _Walk:
    """Goes through nodes in the order of the lines: each key takes one, and each item that is a lone value."""

    def __init__(self, written: Iterator[_Written]) -> None:
        self._lines = list(written)
        self._next = 0

    def place_mapping(self, node: PlainMapping) -> None:
        """Begin at the line of its first key."""
        node.start_mark = self._lines[self._next].key
        for key, value in node.keys.items():
            node.keys[key] = self._placed(value)

    def _placed(self, node: Node) -> Node:
        line = self._lines[self._next]
        self._next += 1
        if isinstance(node, PlainMapping):
            self.place_mapping(node)
        elif isinstance(node, SequenceNode):
            node.start_mark = self._lines[self._next].dash
            node.value = [self._placed_item(item) for item in node.value]
        else:
            return _at(line.value, node)
        return node

    def _placed_item(self, node: Node) -> Node:
        if isinstance(node, PlainMapping):
            self.place_mapping(node)
            return node
        self._next += 1
        return _at(self._lines[self._next - 1].value, node)


def _at(place: Place, node: Node) -> Node:
    """A copy of a scalar: the one of missing values is shared."""
    mark = cast("Mark", place)  # of a mark, only these two are asked for
    return ScalarNode(node.tag, node.value, mark, None, cast("ScalarNode", node).style)
