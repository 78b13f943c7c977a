"""Content roots as they are named on the command line."""

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from gateway.errors import SettingsError

__all__ = ["Source", "parse_source", "refuse_unusable"]

_NAMED: Final = re.compile(r"(?P<name>[A-Za-z0-9][A-Za-z0-9_-]*)=(?P<root>.+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Source:
    """A folder of content; the unnamed one has the name ''."""

    name: str
    root: Path


def parse_source(argument: str) -> Source:
    """Read `DIR` or `NAME=DIR`."""
    if named := _NAMED.fullmatch(argument):
        return Source(named["name"], Path(named["root"]))
    if "=" in argument and not Path(argument).exists():
        raise SettingsError(
            f"The content root {argument!r} is neither DIR nor NAME=DIR.",
            hint="A name has letters, digits, '-' and '_', and begins with a letter or a digit.",
        )
    if not argument:
        raise SettingsError("A content root is empty.", hint="Name a folder: DIR or NAME=DIR.")
    return Source("", Path(argument))


def refuse_unusable(sources: Sequence[Source]) -> None:
    """Raise `SettingsError` for a name that is given twice and for a root that is no readable folder."""
    names: set[str] = set()
    for source in sources:
        if source.name in names:
            which = f"named {source.name!r}" if source.name else "without a name"
            raise SettingsError(f"Two content roots are {which}.", hint="Give each its own name: NAME=DIR.")
        names.add(source.name)
        if not source.root.is_dir():
            raise SettingsError(f"The content root {str(source.root)!r} is not a folder.")
        if not os.access(source.root, os.R_OK | os.X_OK):
            raise SettingsError(f"The content root {str(source.root)!r} cannot be read.")
