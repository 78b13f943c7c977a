"""`secured` → its two halves, checked to be Base64 and never opened."""

from binascii import Error, a2b_base64
from typing import Final

from yaml.nodes import Node

from gateway.content.entries import Sealed
from gateway.content.findings import Findings
from gateway.content.values import spelling

__all__ = ["halves_of", "read_secured"]

_VECTOR_BYTES: Final = 16


def read_secured(node: Node | None, found: Findings) -> Sealed | None:
    """The sealed payload; None with a warning when it is malformed."""
    text = spelling(node, found) if node is not None else None
    if not text or node is None:
        return None
    sealed = halves_of(text)
    if sealed is None:
        found.add("malformed-secured", "Not two Base64 texts joined by `;`, the second of 16 bytes.", node)
    return sealed


def halves_of(text: str) -> Sealed | None:
    """The two halves of a sealed payload; None when it is malformed."""
    cipher_text, _, vector = text.partition(";")
    if _byte_count(cipher_text) < 1 or _byte_count(vector) != _VECTOR_BYTES:
        return None
    return Sealed(cipher_text, vector)


def _byte_count(text: str) -> int:
    """How many bytes a Base64 text stands for; -1 when it is none."""
    try:
        return len(a2b_base64(text, strict_mode=True))
    except (Error, ValueError):
        return -1
