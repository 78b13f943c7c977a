"""The lines that nearly all heads are made of: one regular expression cuts a text into them."""

import re
from typing import Final

__all__ = ["Line", "find_lines", "plain_text"]

Line = tuple[str, str, str, str]
"""Indentation, dash with its blanks, key, and value as it is written: each may be empty."""

_LINE: Final = re.compile(
    r"""^(\ *+)                                                  # indentation
    (-\ ++)?+                                                    # a list's item
    (?:([A-Za-z_][A-Za-z0-9_-]{0,99}+):(?:\ ++|(?=\n)))?+        # a key
    (?:( "[^"\\\n]*+(?:\\["\\/nrt][^"\\\n]*+)*+"                 # a value in quotes
       | '[^'\n]*+'
       | (?:-(?=[0-9])|[\w/.($<+~;^])[^\n#:]*+                   # or a plain one
         (?:(?::|(?<=\S)\#)[^\s#:][^\n#:]*+)*+
       ) | \#[^\n]*+                                             # or a comment
    )?+\n""",
    re.VERBOSE | re.MULTILINE,
)
_find_lines: Final = _LINE.findall

_USUAL: Final = bytes(range(0x20, 0x7F)) + b"\n"
_is_odd: Final = re.compile("[\x00-\x9f\u2028\u2029\ufeff\ufffe\uffff]").search
_DEEP: Final = b"\n" + b" " * 64
_TRAILING_BLANK: Final = b" \n"


def plain_text(head: bytes) -> str | None:
    """A head, or a part of one, as text whose last line has an end; None when it cannot be plain."""
    if _DEEP in head or _TRAILING_BLANK in head or head.endswith(b" "):
        return None
    try:
        text = head.decode()
        unusual = head.translate(None, _USUAL)
        if unusual and _is_odd(unusual.decode()):
            return None
    except UnicodeDecodeError:
        return None
    return text if text.endswith("\n") else text + "\n"


def find_lines(text: str) -> list[Line] | None:
    """All lines of a text; None when one of them has another shape."""
    lines: list[Line] = _find_lines(text)
    return lines if len(lines) == text.count("\n") else None
