"""How soon a thread that computes lets others go on: nearly at once while some work is under way that takes long."""

import sys
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from typing import Final

__all__ = ["short_turns", "shorten_turns", "usual_turns"]

SHORT_SECONDS: Final = 0.00002
"""How long others wait then. An answer takes its turn several times, and would wait Python's own time each time."""

USUAL_SECONDS: Final = 0.005
"""Python's own: with less, threads that each do little would take turns too often."""

_under_way: Final[set[Hashable]] = set()


def shorten_turns(work: Hashable) -> None:
    """Some work is under way, if it is not yet."""
    _under_way.add(work)
    sys.setswitchinterval(SHORT_SECONDS)


def usual_turns(work: Hashable) -> None:
    """It is over, if it is not yet."""
    _under_way.discard(work)
    if not _under_way:
        sys.setswitchinterval(USUAL_SECONDS)


@contextmanager
def short_turns() -> Iterator[None]:
    """The block is such work."""
    work = object()
    shorten_turns(work)
    try:
        yield
    finally:
        usual_turns(work)
