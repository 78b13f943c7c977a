"""What is remembered, the most recently used of it, and how often something was there."""

from typing import TypeVar

from cachetools import LRUCache

__all__ = ["Remembered"]

Key = TypeVar("Key")
Value = TypeVar("Value")


class Remembered(LRUCache[Key, Value]):
    """A cache that counts who finds something."""

    hits = 0
    misses = 0

    def find(self, key: Key) -> Value | None:
        """What is there, if anything is."""
        try:  # once into the dictionary, where `get` goes twice
            value = self[key]
        except KeyError:
            self.misses += 1
            return None
        self.hits += 1
        return value
