"""How Python runs: when it looks for garbage, how soon a thread lets others go on, and what memory it keeps."""

import gc
import os
import sys
from collections.abc import Hashable, Iterator
from contextlib import contextmanager, suppress
from typing import Final
from weakref import WeakSet

__all__ = [
    "OBJECTS_BETWEEN_COLLECTIONS",
    "collect_rarely",
    "keep_imported",
    "keep_memory",
    "settle_environment",
    "short_turns",
    "shorten_turns",
    "tune_interpreter",
    "usual_turns",
]

OBJECTS_BETWEEN_COLLECTIONS: Final = 300_000

COLLECT_AFTER: Final = (200_000, 50, 10)
"""New objects until the young ones are collected, and how often until the older ones are.

A collection stops everything, for as long as it finds something to look at or to free. Only new operations leave much
behind, and that is collected right after each (`gateway.execution.apart`); what is kept of them has no cycles.
"""

SHORT_TURN_SECONDS: Final = 0.00002
"""How long others wait while work is under way. An answer takes its turn several times: it would wait Python's own
time each time."""

USUAL_TURN_SECONDS: Final = 0.005
"""Python's own: with less, threads that each do little would take turns too often."""

_under_way: Final[WeakSet[Hashable]] = WeakSet()


def settle_environment() -> None:
    """For a command, and for the processes that it starts.

    These look for no modules in the current folder, which may hold anybody's content. And NumPy starts no thread for
    each core when it is imported, for products of matrices: there are none.
    """
    for name in ("PYTHONSAFEPATH", "OPENBLAS_NUM_THREADS"):
        os.environ.setdefault(name, "1")  # noqa: TID251 - Python and NumPy read them


def keep_imported() -> None:
    """What has been imported is never garbage: it is looked at no more, which takes a tenth of a server's start."""
    gc.freeze()


_MALLOPT: Final = ((-1, 2**30), (-2, 2**24), (-3, 2**25))
"""M_TRIM_THRESHOLD, M_TOP_PAD and M_MMAP_THRESHOLD, see mallopt(3)."""


def keep_memory() -> None:
    """For a process that loads and ends: memory that is free again waits here for what comes next.

    Given back to the system and asked for again it must be cleared page by page, a fifth of a load's time in the
    system. Only glibc can be told.
    """
    with suppress(ImportError, AttributeError, OSError, TypeError):
        import ctypes  # noqa: PLC0415 - only who loads needs it

        mallopt = ctypes.CDLL(None).mallopt
        for parameter, value in _MALLOPT:
            mallopt(parameter, value)


def tune_interpreter() -> None:
    """For a server: make collections rare and short. What was made until now stays, and is looked at no more."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECT_AFTER)


@contextmanager
def collect_rarely() -> Iterator[None]:
    """Look for garbage cycles seldom: imports and loads make millions of objects, nearly all of them free of cycles."""
    before = gc.get_threshold()
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


class _Work:
    """Something that is under way."""


@contextmanager
def short_turns() -> Iterator[None]:
    """Let others go on nearly at once until the block ends."""
    work = _Work()
    shorten_turns(work)
    try:
        yield
    finally:
        usual_turns(work)


def shorten_turns(work: Hashable) -> None:
    """Some work is under way, if it is not yet, beside which others are to go on nearly at once.

    Work that nobody has any more is over as well.
    """
    _under_way.add(work)
    sys.setswitchinterval(SHORT_TURN_SECONDS)


def usual_turns(work: Hashable) -> None:
    """It is over, if it is not yet."""
    _under_way.discard(work)
    if not _under_way:
        sys.setswitchinterval(USUAL_TURN_SECONDS)
