"""What is remembered, the most recently used of it, and how often something was there."""

from collections.abc import Hashable
from operator import attrgetter
from typing import Final, Generic, NamedTuple, TypeVar

from cachetools import LRUCache

__all__ = ["Remembered", "weight_of"]

Value = TypeVar("Value")

_TUPLE_BYTES: Final = 64
_ITEM_BYTES: Final = 8


class _Weighed(NamedTuple, Generic[Value]):
    value: Value
    weight: int


class Remembered(Generic[Value]):
    """Values by their keys, of so much weight together, and none that is more than a part in `largest_part` of it."""

    def __init__(self, room: int, largest_part: int = 4) -> None:
        self.hits = 0
        self.misses = 0
        self.largest: Final = room // largest_part
        self._kept: LRUCache[Hashable, _Weighed[Value]] = LRUCache(room, getsizeof=attrgetter("weight"))

    def find(self, key: Hashable) -> Value | None:
        """What is there, if anything is."""
        try:  # once into the dictionary, where `get` goes twice
            kept = self._kept[key]
        except KeyError:
            self.misses += 1
            return None
        self.hits += 1
        return kept.value

    def recall(self, key: Hashable) -> Value | None:
        """The same for those who only look back: it is counted nowhere."""
        kept = self._kept.get(key)
        return None if kept is None else kept.value

    def keep(self, key: Hashable, value: Value, weight: int) -> None:
        """Remember a value that weighs so much together with its key, unless that is too much."""
        if weight <= self.largest:
            self._kept[key] = _Weighed(value, weight)

    def clear(self) -> None:
        """Forget all of it."""
        self._kept.clear()

    def __len__(self) -> int:
        return len(self._kept)


def weight_of(key: object) -> int:
    """About how many bytes a key takes: callers may make it long, with values or with shapes of them."""
    if isinstance(key, tuple):
        return _TUPLE_BYTES + sum(map(weight_of, key))
    return _ITEM_BYTES + len(key) if isinstance(key, str | bytes) else _ITEM_BYTES
