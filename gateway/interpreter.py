"""How Python runs while something takes long: when it looks for garbage, and how soon a thread lets others go on."""

import gc
import sys
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from typing import Final

__all__ = ["OBJECTS_BETWEEN_COLLECTIONS", "collect_rarely", "short_turns", "shorten_turns", "usual_turns"]

OBJECTS_BETWEEN_COLLECTIONS: Final = 300_000

SHORT_TURN_SECONDS: Final = 0.00002
"""How long others wait then. An answer takes its turn several times, and would wait Python's own time each time."""

USUAL_TURN_SECONDS: Final = 0.005
"""Python's own: with less, threads that each do little would take turns too often."""

_under_way: Final[set[Hashable]] = set()


@contextmanager
def collect_rarely() -> Iterator[None]:
    """Look for garbage cycles seldom: imports and loads make millions of objects, nearly all of them free of cycles."""
    before = gc.get_threshold()
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


@contextmanager
def short_turns() -> Iterator[None]:
    """Let others go on nearly at once until the block ends."""
    work = object()
    shorten_turns(work)
    try:
        yield
    finally:
        usual_turns(work)


def shorten_turns(work: Hashable) -> None:
    """Some work is under way, if it is not yet, beside which others are to go on nearly at once."""
    _under_way.add(work)
    sys.setswitchinterval(SHORT_TURN_SECONDS)


def usual_turns(work: Hashable) -> None:
    """It is over, if it is not yet."""
    _under_way.discard(work)
    if not _under_way:
        sys.setswitchinterval(USUAL_TURN_SECONDS)
