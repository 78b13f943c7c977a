"""Bytes of a file → its head (YAML) and its body, with line ends made equal.

The head keeps its opening fence, so that the lines YAML counts are the lines of the file, and stays undecoded, because
libyaml takes bytes.
"""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from typing import Final, NamedTuple

from gateway.content.findings import Findings

__all__ = ["SIZE_LIMIT_BYTES", "YAML_SUFFIXES", "FrontMatter", "decode", "split_front_matter"]

SIZE_LIMIT_BYTES: Final = 4 * 1024 * 1024
YAML_SUFFIXES: Final = (".yaml", ".yml")

_OPENING_FENCE: Final = re.compile(rb"---[ \t]*(?=[\r\n]|\Z)")
_CLOSING_FENCE: Final = re.compile(rb"\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_LONE_RETURN: Final = re.compile(rb"\r(?!\n)")
_REPLACEMENT: Final = "\ufffd".encode()


class FrontMatter(NamedTuple):
    """A file in its two parts; `body` is None for a plain YAML file."""

    head: bytes
    body: str | None


def split_front_matter(file: str, data: bytes, found: Findings) -> FrontMatter | None:
    """Split a file; None when it has no head or cannot be read, and then what is wrong is reported."""
    if len(data) > SIZE_LIMIT_BYTES:
        found.add_at("too-large", f"The file has more than {SIZE_LIMIT_BYTES:,} bytes.", None, None)
        return None
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        found.add_at("not-utf8", "The file is UTF-16; it must be UTF-8.", 1, 1)
        return None
    data = data.removeprefix(BOM_UTF8)
    is_yaml = file.lower().endswith(YAML_SUFFIXES)
    if not is_yaml and not _OPENING_FENCE.match(data):
        return None
    if b"\r" in data:
        data = _with_equal_line_ends(data, found)
    parts = FrontMatter(data, None) if is_yaml else _split_at_fence(data, found)
    if parts is not None:
        _report_replacement(parts.head, found)
    return parts


def decode(data: bytes, found: Findings, first_line: int = 1) -> str | None:
    """Bytes as text; where they are none the first place is reported."""
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        line, column = _place(data, error.start)
        message = f"Byte 0x{data[error.start]:02x} is no UTF-8 text."
        found.add_at("not-utf8", message, line + first_line - 1, column)
        return None


def _with_equal_line_ends(data: bytes, found: Findings) -> bytes:
    lone = _LONE_RETURN.search(data)
    if lone:
        before = data[: lone.start()].replace(b"\r\n", b"\n")
        found.add_at("lone-carriage-return", "A lone carriage return ends this line.", *_place(before, len(before)))
    return data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")


def _split_at_fence(data: bytes, found: Findings) -> FrontMatter | None:
    fence = _CLOSING_FENCE.search(data)
    if fence is None:
        found.add_at("unclosed-head", "The head has no closing `---` line.", 1, 1)
        return None
    return _with_body(data[: fence.start() + 1], data[fence.end() :], found)


def _with_body(head: bytes, rest: bytes, found: Findings) -> FrontMatter:
    if not rest:
        return FrontMatter(head, "")
    first_line = head.count(b"\n") + 2
    body = decode(rest, found, first_line)
    if body and "\0" in body:
        line, column = _place(rest, rest.index(b"\0"))
        found.add_at("control-character", "The body has a NUL character.", line + first_line - 1, column)
    return FrontMatter(head, body)


def _report_replacement(head: bytes, found: Findings) -> None:
    index = head.find(_REPLACEMENT) if _REPLACEMENT[:1] in head else -1  # one byte is found much faster than three
    if index < 0:
        return
    line, column = _place(head, index)
    found.add_at("replacement-character", "A character was lost here (U+FFFD).", line, column)


def _place(data: bytes, index: int) -> tuple[int, int]:
    """The line, and the column in characters, of a byte; both from 1."""
    line_start = data.rfind(b"\n", 0, index) + 1
    return data.count(b"\n", 0, index) + 1, len(data[line_start:index].decode("utf-8", "replace")) + 1
