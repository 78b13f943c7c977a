"""How many articles have each term, counted piece by piece: most terms are frequent words, which find nothing.

What they are must be known before articles are held in memory: without them a million articles take a small part of it.
"""

from collections.abc import Iterator

import numpy as np

from gateway.suggestions.numbers import Numbers
from gateway.suggestions.scoring import FREQUENT
from gateway.suggestions.terms import unpack_terms

__all__ = ["TermCounts"]


class TermCounts:
    """The terms met so far, ascending, and how many articles have each."""

    def __init__(self) -> None:
        self._terms: Numbers = np.zeros(0, np.int64)
        self._counts: Numbers = np.zeros(0, np.int64)

    def add(self, packed: bytes) -> None:
        """Count the packed terms of some articles."""
        found, counts = np.unique(unpack_terms(packed), return_counts=True)
        self._terms, places = np.unique(np.concatenate((self._terms, found)), return_inverse=True)
        known = len(self._counts)
        counted = np.zeros(len(self._terms), np.int64)
        counted[places[:known]] = self._counts
        counted[places[known:]] += counts
        self._counts = counted

    def frequent_words(self) -> Numbers:
        """What finds nothing, in order. Frequent topics are not among it: they count where others find."""
        return self._terms[self._are_left_out()]

    def postings(self) -> Iterator[tuple[int, int, None]]:
        """Of each frequent word the term, the frequency, and no articles."""
        chosen = self._are_left_out()
        for term, count in zip(self._terms[chosen].tolist(), self._counts[chosen].tolist(), strict=True):
            yield term, count, None

    def _are_left_out(self) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
        chosen: np.ndarray[tuple[int], np.dtype[np.bool_]] = (self._counts >= FREQUENT) & (self._terms % 2 == 0)
        return chosen
