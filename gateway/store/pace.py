"""How quick statements have been, by their texts: which belong in which lane, and which may queue on a connection."""

from typing import Final

from cachetools import LRUCache

__all__ = ["Pace"]

_SLOW_SECONDS: Final = 0.05
"""A statement that has taken longer is not quick: the next time it goes with those that are not."""

_QUICK_SECONDS: Final = 0.005
_PROVEN: Final = 32
"""A statement that has been as quick as that so many times in a row is proven."""

_KEPT: Final = 1000


class Pace:
    """Learns from each run. A statement that nothing is known of is neither slow nor proven."""

    def __init__(self) -> None:
        self._slow: LRUCache[str, None] = LRUCache(_KEPT)
        self._quick: dict[str, int] = {}  # how often in a row

    def is_slow(self, text: str) -> bool:
        """Whether it has taken long, and has not been quick since among those that take long."""
        return bool(self._slow) and text in self._slow

    def is_proven(self, text: str) -> bool:
        """Whether it has always been quick of late."""
        return self._quick.get(text, 0) >= _PROVEN

    def note(self, text: str, seconds: float, *, is_heavy: bool, was_apart: bool) -> None:
        """A statement has run for so long: 0 where it has not. `was_apart` tells that it ran with those that take long.

        One that is known to be heavy tells of no other with its text that it is quick.
        """
        if seconds > _SLOW_SECONDS:
            self._slow[text] = None
        elif seconds and was_apart and not is_heavy:
            self._slow.pop(text, None)
        if seconds > _QUICK_SECONDS:
            self.doubt(text)
        elif seconds and not is_heavy:
            self._count(text)

    def doubt(self, text: str) -> None:
        """It was not quick, or nobody waited to see: it must prove itself again."""
        self._quick.pop(text, None)

    def _count(self, text: str) -> None:
        runs = self._quick.get(text, 0)
        if runs < _PROVEN:
            if len(self._quick) >= _KEPT:
                self._quick.clear()  # those that come again prove themselves again
            self._quick[text] = runs + 1
