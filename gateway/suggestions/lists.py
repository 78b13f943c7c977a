"""Suggestions for many articles, in columns."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from gateway.suggestions.numbers import Numbers

__all__ = ["Lists", "joined"]


class Lists(NamedTuple):
    """Lists one after another: an article, a place in its list from 0, what is suggested there, and the score left."""

    articles: Numbers
    positions: Numbers
    related: Numbers
    scores: Numbers

    def rows(self) -> Iterator[tuple[int, int, int, int]]:
        """One tuple for each suggestion."""
        return zip(*(column.tolist() for column in self), strict=True)


def joined(pieces: Sequence[Lists]) -> Lists:
    """All of several pieces, one after another."""
    return Lists(*np.concatenate([np.zeros((len(Lists._fields), 0), np.int64), *map(np.array, pieces)], axis=1))
