"""When Python looks for garbage that only a collection frees: seldom, where much is made that stays."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

__all__ = ["OBJECTS_BETWEEN_COLLECTIONS", "collect_rarely"]

OBJECTS_BETWEEN_COLLECTIONS: Final = 300_000


@contextmanager
def collect_rarely() -> Iterator[None]:
    """Look for garbage cycles seldom: imports and loads make millions of objects, nearly all of them free of cycles."""
    before = gc.get_threshold()
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
