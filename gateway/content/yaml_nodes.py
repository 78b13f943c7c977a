"""The bytes of a head → YAML nodes with their places, through libyaml where PyYAML has it.

Nothing is resolved here: a node's tag is the one that is written, or None, and `gateway.content.scalars` types it.
"""

import operator
import re
from collections.abc import Callable
from typing import Any, Final

from yaml.composer import Composer
from yaml.error import Mark, YAMLError
from yaml.nodes import Node, ScalarNode
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner, ScannerError

try:
    from yaml.cyaml import CParser  # type: ignore[attr-defined]  # the stubs forget it
except ImportError:  # PyYAML built without libyaml
    HAS_LIBYAML = False
else:
    HAS_LIBYAML = True

__all__ = ["DEPTH_LIMIT", "HAS_LIBYAML", "DepthError", "compose", "compose_in_python", "compose_with_libyaml"]

DEPTH_LIMIT: Final = 200
"""Levels of nesting that are composed; beyond 20,000 libyaml's composer overflows the C stack."""

_DEEP_LINE: Final = re.compile(rb"\n[ \t?:-]{64}")
_MANY_BRACKETS: Final = 64
_LIBYAML_DEPTH: Final = "maximum nesting depth"
_OTHER_LINE_ENDS: Final = ("\x85".encode(), "\u2028".encode(), "\u2029".encode())


class DepthError(YAMLError):
    """The head is nested more than `DEPTH_LIMIT` levels deep; `mark` is where it gets too deep."""

    def __init__(self, mark: Mark | None) -> None:
        super().__init__()
        self.mark = mark


class _DepthCounter:
    """The hooks that a composer calls on the way down to a node and up again."""

    depth = 0

    def resolve(self, kind: type[Node], value: Any, implicit: Any) -> None:  # noqa: ARG002 - the composer's signature
        return None

    def descend_resolver(self, parent: Node | None, index: Any) -> None:  # noqa: ARG002 - the composer's signature
        self.depth += 1
        if self.depth > DEPTH_LIMIT:
            raise DepthError(parent.start_mark if parent else None)

    def ascend_resolver(self) -> None:
        self.depth -= 1


class _PythonComposer(_DepthCounter, Reader, Scanner, Parser, Composer):
    """PyYAML's own composer, as strict as libyaml's."""

    def __init__(self, head: bytes) -> None:
        Reader.__init__(self, head)
        Scanner.__init__(self)
        Parser.__init__(self)
        Composer.__init__(self)

    def compose_scalar_node(self, anchor: dict[Any, Node]) -> ScalarNode:
        node: ScalarNode = super().compose_scalar_node(anchor)
        if not node.value.isascii() and any("\ud800" <= character <= "\udfff" for character in node.value):
            raise ScannerError(None, None, "found invalid Unicode character escape code", node.start_mark)
        return node


if HAS_LIBYAML:

    class _CountingComposer(_DepthCounter, CParser):
        """libyaml's composer, for a head that may be nested deeply."""

    class _FlatComposer(CParser):
        """libyaml's composer, for a head that cannot be: without the two calls into Python for each node."""

        def resolve(self, kind: type[Node], value: Any, implicit: Any) -> None:  # noqa: ARG002 - as above
            return None

        # any functions of C with as many arguments; what they return is dropped
        descend_resolver = operator.is_
        ascend_resolver = tuple


def compose_with_libyaml(head: bytes) -> Node | None:
    """The first document of a head, composed by libyaml."""
    try:
        composer = _CountingComposer(head) if _may_be_deep(head) else _FlatComposer(head)
        return composer.get_node() if composer.check_node() else None
    except ScannerError as error:  # since 0.2.6 libyaml has a limit of its own, and looks ahead
        if _LIBYAML_DEPTH in (error.problem or ""):
            raise DepthError(error.problem_mark) from None
        raise


def compose_in_python(head: bytes) -> Node | None:
    """The first document of a head, composed by PyYAML alone: the same nodes, slowly."""
    composer = _PythonComposer(head)
    try:
        return composer.get_node() if composer.check_node() else None
    except (ValueError, OverflowError) as error:  # an escape such as "\UFFFFFFFF"
        raise ScannerError(None, None, f"found an invalid escape code ({error})", composer.get_mark()) from error


compose: Callable[[bytes], Node | None] = compose_with_libyaml if HAS_LIBYAML else compose_in_python
"""The first document of a head, or None for none. Raises YAMLError."""


def _may_be_deep(head: bytes) -> bool:
    """Whether a head could be nested more than about 200 levels deep: a quick look, never wrong when it says no.

    Each level of a flow takes a bracket, each level of a block a further column of indentation or indicators.
    """
    return (
        ((b"[" in head or b"{" in head) and head.count(b"[") + head.count(b"{") > _MANY_BRACKETS)
        or _DEEP_LINE.search(head) is not None
        or _DEEP_LINE.match(b"\n" + head[:64]) is not None
        or any(line_end[-1:] in head and line_end in head for line_end in _OTHER_LINE_ENDS)
    )
