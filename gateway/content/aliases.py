"""How large and deep a head is with its aliases written out: guards against a few lines that stand for gigabytes."""

from typing import Final, NamedTuple

from yaml.nodes import Node, ScalarNode

from gateway.content.findings import Findings
from gateway.content.front_matter import SIZE_LIMIT_BYTES

__all__ = ["has_sane_aliases", "may_have_aliases"]

_DEPTH_LIMIT: Final = 100


class _Extent(NamedTuple):
    """Characters and nodes below a node, and the levels of nesting."""

    size: int
    depth: int


_ENDLESS: Final = _Extent(SIZE_LIMIT_BYTES + 1, 0)
"""What a node finds that holds itself."""


def may_have_aliases(head: bytes) -> bool:
    """Whether a head could have an anchor and an alias of it; quick, and never wrong when it says no."""
    return b"*" in head and b"&" in head


def has_sane_aliases(root: Node, found: Findings) -> bool:
    """Whether a head stays within the size of a file when each alias is written out; reported if it does not."""
    extent = _measure(root, {})
    if extent.size > SIZE_LIMIT_BYTES:
        found.add("alias-bomb", "Written out, the aliases are larger than any file may be.", root)
    elif extent.depth > _DEPTH_LIMIT:
        found.add("too-deep", f"Written out, the aliases have more than {_DEPTH_LIMIT} levels.", root)
    else:
        return True
    return False


def _measure(node: Node, known: dict[int, _Extent]) -> _Extent:
    extent = known.get(id(node))
    if extent is not None:
        return extent
    if isinstance(node, ScalarNode):
        extent = _Extent(len(node.value) + 1, 1)
    else:
        known[id(node)] = _ENDLESS
        extents = [_measure(child, known) for child in _children(node)]
        size = 1 + sum(part.size for part in extents)
        extent = _Extent(min(size, _ENDLESS.size), 1 + max((part.depth for part in extents), default=0))
    known[id(node)] = extent
    return extent


def _children(node: Node) -> list[Node]:
    children: list[Node] = []
    for item in node.value:
        children.extend(item if isinstance(item, tuple) else (item,))
    return children
