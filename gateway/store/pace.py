"""How quick statements have been, by their texts: which belong in which lane, and which are worth no thread."""

from typing import Final

from cachetools import LRUCache

__all__ = ["Pace"]

_SLOW_SECONDS: Final = 0.05
"""A statement that has taken longer is not quick: the next time it goes with those that are not."""

_BRIEF_SECONDS: Final = 0.001
_PROVEN: Final = 32
"""A statement that has kept a processor for no longer so many times in a row is brief."""

_NOT_BRIEF_SECONDS: Final = 0.005
"""One that has kept everything else waiting for longer is not: it waits for the disk, maybe."""

_KEPT: Final = 1000


class Pace:
    """Learns from each run. A statement that nothing is known of is neither slow nor brief."""

    def __init__(self) -> None:
        self._slow: LRUCache[str, None] = LRUCache(_KEPT)
        self._brief: dict[str, int] = {}  # how often in a row

    def is_slow(self, text: str) -> bool:
        """Whether it has taken long, and has not been quick since among those that take long."""
        return bool(self._slow) and text in self._slow

    def is_brief(self, text: str) -> bool:
        """Whether it has always been brief of late."""
        return self._brief.get(text, 0) >= _PROVEN

    def note(self, text: str, seconds: float, cpu_seconds: float, *, is_heavy: bool, was_apart: bool) -> None:
        """A statement has run for so long: 0 where it has not. `was_apart` tells that it ran with those that take long.

        One that is known to be heavy tells of no other with its text that it is quick.
        """
        if seconds > _SLOW_SECONDS:
            self._slow[text] = None
        elif seconds and was_apart and not is_heavy:
            self._slow.pop(text, None)
        if seconds > _SLOW_SECONDS or cpu_seconds > _BRIEF_SECONDS:
            self.doubt(text)
        elif seconds and not is_heavy:
            self._count(text)

    def note_brief(self, text: str, seconds: float) -> None:
        """It has run on the event loop's thread, and nothing else meanwhile."""
        if seconds > _NOT_BRIEF_SECONDS:
            self.doubt(text)

    def doubt(self, text: str) -> None:
        """It was not brief, or nobody waited to see: it must prove itself again."""
        self._brief.pop(text, None)

    def _count(self, text: str) -> None:
        runs = self._brief.get(text, 0)
        if runs < _PROVEN:
            if len(self._brief) >= _KEPT:
                self._brief.clear()  # those that come again prove themselves again
            self._brief[text] = runs + 1
