"""Scalars as YAML 1.1 types them, for keys whose type is not known beforehand; dates stay as written."""

import math
import re
from typing import Final

from yaml.constructor import ConstructorError, SafeConstructor
from yaml.nodes import Node, ScalarNode
from yaml.resolver import Resolver

from gateway.content.findings import Findings, shown

__all__ = ["NULLS", "Scalar", "is_null", "is_plain", "read_scalar"]

Scalar = str | int | float | bool | None

NULLS: Final = frozenset(("", "~", "null", "Null", "NULL"))
"""The plain scalars that are no value."""

_PREFIX: Final = "tag:yaml.org,2002:"
_KNOWN_TAGS: Final = frozenset(
    f"{_PREFIX}{name}"
    for name in ("binary", "bool", "float", "int", "map", "null", "omap", "pairs", "seq", "set", "str", "timestamp")
)
_PATTERNS: Final[dict[str, list[tuple[str, re.Pattern[str]]]]] = Resolver.yaml_implicit_resolvers
_CONSTRUCT: Final = SafeConstructor()
_STORED_INTEGERS: Final = range(-(2**63), 2**63)


def is_null(node: Node) -> bool:
    """Whether a node is a plain null."""
    return isinstance(node, ScalarNode) and not node.style and node.value in NULLS


def is_plain(node: ScalarNode) -> bool:
    """Whether a scalar is written without quotes and without a tag that makes it text."""
    tag: str | None = node.tag
    return not node.style if tag is None else tag not in {_PREFIX + "str", "!"}


def read_scalar(node: ScalarNode, found: Findings) -> Scalar:
    """What YAML 1.1 makes of a scalar. A number that JSON has no room for stays as written."""
    text: str = node.value
    tag: str | None = node.tag
    if tag is None:
        if node.style:
            return text
        tag = _implicit_tag(text)
    elif tag not in _KNOWN_TAGS and tag != "!":
        found.add("unknown-tag", f"The tag {shown(tag)} is ignored.", node)
    try:
        return _construct(tag, text, node)
    except (ValueError, OverflowError, KeyError, ConstructorError):
        return text


def _implicit_tag(text: str) -> str:
    for tag, pattern in _PATTERNS.get(text[:1], ()):
        if pattern.match(text):
            return tag
    return _PREFIX + "str"


def _construct(tag: str, text: str, node: ScalarNode) -> Scalar:
    match tag.removeprefix(_PREFIX):
        case "null":
            return None
        case "bool":
            return bool(_CONSTRUCT.construct_yaml_bool(node))
        case "int":
            number = int(_CONSTRUCT.construct_yaml_int(node))
            return number if number in _STORED_INTEGERS else text
        case "float":
            value = float(_CONSTRUCT.construct_yaml_float(node))
            return value if math.isfinite(value) else text
        case _:
            return text
