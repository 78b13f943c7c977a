"""The one YAML slip that is mended: a plain value with `: ` in it, as in `name: DM: Diablo Immortal`."""

import re
from typing import Final

from yaml.error import MarkedYAMLError, YAMLError
from yaml.nodes import Node

from gateway.content import yaml_nodes
from gateway.content.findings import Findings

__all__ = ["compose_quoted"]

_ROUNDS: Final = 100
"""As many slips of one head are mended; each takes one more attempt, because YAML names only the first."""

_MISPLACED_COLON: Final = "mapping values are not allowed"
_KEY: Final = re.compile(r"[ ]*(?:-[ ]+)*[\w.-]+:[ ]+")
_NEVER_PLAIN: Final = tuple("\"'[]{}>|*&!%@`#,?-")


def compose_quoted(text: str, error: MarkedYAMLError, found: Findings) -> Node | None:
    """Compose a head once more with the plain values in quotes that have `: ` in them; None when that is of no use."""
    lines = text.split("\n")
    slips: list[tuple[int, int]] = []
    while len(slips) < _ROUNDS:
        slip = _quote(lines, error)
        if slip is None:
            return None
        slips.append(slip)
        try:
            root = yaml_nodes.compose("\n".join(lines).encode())
        except MarkedYAMLError as next_error:
            error = next_error
            continue
        except YAMLError:
            return None
        for line, column in slips:
            found.add_at("quoted-value", "A plain value with `: ` in it; read as if it stood in quotes.", line, column)
        return root
    return None


def _quote(lines: list[str], error: MarkedYAMLError) -> tuple[int, int] | None:
    """Put quotes around the value that an error complains of; the place of the value, or None for other errors."""
    mark = error.problem_mark
    if mark is None or not (error.problem or "").startswith(_MISPLACED_COLON) or mark.line >= len(lines):
        return None
    line = lines[mark.line]
    quoted = _quoted(line) if line[mark.column : mark.column + 1] == ":" else None
    if quoted is None:
        return None
    lines[mark.line], column = quoted
    return mark.line + 1, column


def _quoted(line: str) -> tuple[str, int] | None:
    """The line with its value in single quotes, and the column (from 1) of the value; None for any other line."""
    key = _KEY.match(line)
    if key is None or line.startswith(_NEVER_PLAIN, key.end()):
        return None
    start = key.end()
    comment = line.find(" #", start)
    end = comment if comment >= 0 else len(line)
    value = line[start:end].rstrip()
    if ": " not in value and not value.endswith(":"):
        return None
    escaped = value.replace("'", "''")
    return f"{line[:start]}'{escaped}'{line[end:]}", start + 1
