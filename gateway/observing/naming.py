"""Which names of operations are told: clients make them up, and each would be a series of its own for ever."""

from collections.abc import Collection
from typing import Final

__all__ = ["ANONYMOUS", "MOST", "OTHER", "OperationNames"]

MOST: Final = 100
"""How many names are told where nobody said which there are: the first ones."""

LONGEST: Final = 100
"""How many characters a name has that is told."""

ANONYMOUS: Final = "anonymous"
OTHER: Final = "other"


class OperationNames:
    """Tells names of operations: those that the site's documents have, or else the first that come."""

    def __init__(self, known: Collection[str] = ()) -> None:
        self._known = set(known)
        self._is_closed = bool(known)

    def told(self, name: str | None) -> str:
        """The name, or what stands for those that are not told."""
        if name is None:
            return ANONYMOUS
        if name in self._known:
            return name
        if self._is_closed or len(self._known) >= MOST or len(name) > LONGEST:
            return OTHER
        self._known.add(name)
        return name
