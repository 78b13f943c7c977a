"""Scalars as fields want them: text, numbers, booleans, instants, addresses. What is none is null, and reported."""

import re
from typing import Final

from yaml.nodes import Node, ScalarNode

from gateway.content.findings import Findings, shown
from gateway.content.instants import is_canonical, parse_instant
from gateway.content.repair import repair_encoding, repaired, unescape_entities
from gateway.content.scalars import is_null, is_plain, read_scalar

__all__ = [
    "is_address",
    "read_address",
    "read_boolean",
    "read_excerpt",
    "read_instant",
    "read_number",
    "read_text",
    "spelling",
]

_BOOLEANS: Final = {"true": True, "false": False}
_NUMBERS: Final = range(-(2**31), 2**31)
_DECIMAL: Final = re.compile(r"[-+]?[0-9]{1,18}")
_ADDRESS: Final = re.compile(r"https?://[^/?#]", re.IGNORECASE)
_LONGEST_NULL: Final = 4
_PLAIN_NUMBER: Final = re.compile(r"-?[1-9][0-9]{0,8}").fullmatch


def spelling(node: Node, found: Findings) -> str | None:
    """A scalar as it is spelled, whatever type YAML would give it: `1984` is text. Null is None."""
    if node.__class__ is not ScalarNode:
        found.add("not-text", "A list or a mapping stands where text belongs.", node)
        return None
    text: str = node.value
    return None if len(text) <= _LONGEST_NULL and is_null(node) else text


def read_text(node: Node | None, found: Findings) -> str | None:
    """Text: mojibake repaired and trimmed; None for null."""
    if node is None:
        return None
    text = spelling(node, found)
    if text is None:
        return None
    if not text.isascii():
        text = _repaired(text, node, found)
    return text.strip()


def read_excerpt(node: Node | None, found: Findings) -> str:
    """Text with its HTML entities written out; empty for null."""
    text = read_text(node, found)
    if not text:
        return ""
    return unescape_entities(text).strip() if "&" in text else text


def _repaired(text: str, node: Node, found: Findings) -> str:
    sound = repair_encoding(text)
    if sound != text:
        found.add("repaired-encoding", repaired(sound), node)
    return sound


def read_number(node: Node | None, found: Findings) -> int | None:
    """A whole number that fits 32 bits."""
    if node is None:
        return None
    if node.__class__ is ScalarNode and _PLAIN_NUMBER(node.value):
        return int(node.value)  # nearly all numbers there are
    text = spelling(node, found)
    if text is None:
        return None
    number = _typed_number(text, node, found)
    if number is None:
        found.add("not-a-number", f"{shown(text)} is not a whole number.", node)
    elif number not in _NUMBERS:
        found.add("number-out-of-range", f"{shown(text)} does not fit 32 bits.", node)
    else:
        return number
    return None


def _typed_number(text: str, node: Node, found: Findings) -> int | None:
    if not isinstance(node, ScalarNode) or not is_plain(node):
        return int(text) if _DECIMAL.fullmatch(text) else None
    match read_scalar(node, found):
        case bool() | None:
            return None
        case int(number):
            return number
        case float(number) if number.is_integer():
            return int(number)
        case _ if text.isascii() and text.lstrip("+-").replace("_", "").isdigit():  # too large to be typed
            return _NUMBERS.stop
        case _:
            return None


def read_boolean(node: Node | None, found: Findings) -> bool | None:
    """A boolean as YAML 1.1 spells them; text in quotes is none."""
    if node is None:
        return None
    text = spelling(node, found)
    if text is None or not isinstance(node, ScalarNode):
        return None
    if text in _BOOLEANS and not node.style and node.tag is None:
        return _BOOLEANS[text]
    typed = read_scalar(node, found)
    if isinstance(typed, bool):
        return typed
    found.add("not-a-boolean", f"{shown(text)} is neither true nor false.", node)
    return None


def read_instant(node: Node | None, found: Findings) -> str | None:
    """An instant as canonical text."""
    if node is None:
        return None
    text = spelling(node, found)
    if text is None:
        return None
    if is_canonical(text):
        return text[:-1]
    instant = parse_instant(text)
    if instant is None:
        found.add("not-a-date", f"{shown(text)} is not a date.", node)
        return None
    if not instant.has_zone:
        found.add("date-without-zone", f"{shown(text)} has no zone; read as {instant.text}Z.", node)
    return instant.text


def read_address(node: Node | None, found: Findings) -> str | None:
    """An absolute http or https address, exactly as written; empty counts as absent."""
    if node is None:
        return None
    text = spelling(node, found)
    if not text or is_address(text):
        return text or None
    found.add("not-an-address", f"{shown(text)} is not an absolute http or https address.", node)
    return None


def is_address(text: str) -> bool:
    """Whether a text is an absolute http or https address without blanks."""
    return _ADDRESS.match(text) is not None and " " not in text and text.isprintable()
