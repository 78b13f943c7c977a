"""Mappings → their keys and value nodes: duplicates reported, merge keys (`<<`, YAML 1.1) applied, order kept."""

from typing import Final

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from gateway.content.findings import Findings, shown
from gateway.content.plain_nodes import PlainMapping
from gateway.content.scalars import is_null

__all__ = ["Keys", "read_items", "read_keys"]

Keys = dict[str, Node]

_MERGE: Final = "<<"
_MERGE_TAG: Final = "tag:yaml.org,2002:merge"


def read_keys(node: MappingNode, found: Findings) -> Keys:
    """The value of each key."""
    if node.__class__ is PlainMapping:
        keys: Keys = node.keys
        return keys
    pairs = node.value
    try:
        keys = {key.value: value for key, value in pairs}
    except TypeError:  # a list or a mapping as a key
        return _read_keys_one_by_one(node, found)
    if len(keys) != len(pairs) or _MERGE in keys:
        return _read_keys_one_by_one(node, found)
    return keys


def read_items(node: Node, found: Findings) -> list[Node]:
    """The items of a list; a lone value counts as a list of one, with a warning, and null or nothing as none."""
    if node.__class__ is SequenceNode:
        items: list[Node] = node.value
        return items
    if is_null(node) or node.value == "":
        return []
    found.add("not-a-list", "A list belongs here; the value is read as its only item.", node)
    return [node]


def _read_keys_one_by_one(node: MappingNode, found: Findings) -> Keys:
    own: Keys = {}
    merged: Keys | None = None
    for key, value in node.value:
        if not isinstance(key, ScalarNode):
            found.add("not-a-key", "A list or a mapping cannot be a key here; it is left out.", key)
        elif key.value in own or (merged is not None and _is_merge(key)):
            found.add("duplicate-key", f"The key {shown(key.value)} stands here a second time.", key)
        elif _is_merge(key):
            merged = _read_merged(value, found)
        else:
            own[key.value] = value
    if merged is None:
        return own
    return {name: value for name, value in merged.items() if name not in own} | own


def _is_merge(key: ScalarNode) -> bool:
    return key.tag == _MERGE_TAG or (key.value == _MERGE and key.tag is None and not key.style)


def _read_merged(value: Node, found: Findings) -> Keys:
    """The keys of a mapping, or of a list of mappings where the earlier one wins."""
    mappings = value.value if isinstance(value, SequenceNode) else [value]
    merged: Keys = {}
    for mapping in mappings:
        if isinstance(mapping, MappingNode):
            for name, node in read_keys(mapping, found).items():
                merged.setdefault(name, node)
        else:
            found.add("bad-merge", "Only a mapping, or a list of mappings, can be merged.", mapping)
    return merged
