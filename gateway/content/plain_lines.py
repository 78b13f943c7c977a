"""The lines that nearly all heads are made of: one regular expression cuts a text into them."""

import re
from typing import Final

__all__ = ["Line", "find_lines"]

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


def find_lines(text: str) -> list[Line] | None:
    """All lines of a text; None when one of them has another shape."""
    lines: list[Line] = _find_lines(text)
    return lines if len(lines) == text.count("\n") else None
