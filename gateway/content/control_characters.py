"""Control characters in a head: those that YAML refuses, and NULs that escapes bring in."""

import re
from typing import Final

from yaml.nodes import Node, ScalarNode

from gateway.content.findings import Findings

__all__ = ["may_have_nul", "report_control_characters", "report_nul"]

_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufffe\uffff]")
_NUL_ESCAPES: Final = (b"\\0", b"\\x00", b"\\u0000", b"\\U00000000")


def report_control_characters(text: str, found: Findings) -> bool:
    """Report the first control character of each line of a head; False when there is none."""
    any_found = False
    for number, line in enumerate(text.split("\n"), 1):
        match = _CONTROL.search(line)
        if match:
            any_found = True
            message = f"The character U+{ord(match[0]):04X} is not allowed."
            found.add_at("control-character", message, number, match.start() + 1)
    return any_found


def may_have_nul(head: bytes) -> bool:
    """Whether an escape in a head could stand for NUL; never wrong when it says no."""
    return b"\\" in head and any(escape in head for escape in _NUL_ESCAPES)


def report_nul(root: Node, found: Findings) -> None:
    """Report each scalar with a NUL in it: no database and no JSON reader is sure to take that."""
    seen: set[int] = set()
    pending = [root]
    while pending:
        node = pending.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if not isinstance(node, ScalarNode):
            for item in node.value:
                pending.extend(item if isinstance(item, tuple) else (item,))
        elif "\0" in node.value:
            found.add("control-character", "The text has a NUL character.", node)
