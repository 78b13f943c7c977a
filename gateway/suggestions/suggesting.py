"""The suggestions for articles: the best of all that are like them, spread over providers."""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

import numpy as np

from gateway.suggestions.index import Index
from gateway.suggestions.matching import Matches, blocks, match
from gateway.suggestions.numbers import Numbers, ranks
from gateway.suggestions.spreading import spread

__all__ = ["MOST", "Lists", "suggest"]

MOST: Final = 20
"""Suggestions for one article."""


class Lists(NamedTuple):
    """Lists one after another: an article, a place in its list from 0, what is suggested there, and the score left."""

    articles: Numbers
    positions: Numbers
    related: Numbers
    scores: Numbers

    def rows(self) -> list[tuple[int, int, int, int]]:
        """One tuple for each suggestion."""
        return list(zip(*(column.tolist() for column in self), strict=True))


Pairs = Iterable[tuple[int, int]]
"""Ids of two articles."""


def suggest(index: Index, numbers: Numbers, excluded: Pairs = ()) -> Iterator[Lists]:
    """The lists of the articles of these numbers, in blocks: without themselves, and without the pairs excluded."""
    named = _keys(index, excluded)
    for block in blocks(index, numbers):
        matches = match(index, block)
        if len(named):
            matches = matches.where(~np.isin(matches.readers * len(index.ids) + matches.others, named))
        yield _lists(index, spread(matches, index.providers, MOST))


def _keys(index: Index, pairs: Pairs) -> Numbers:
    """Pairs of articles of the index as one number each; others are left out."""
    given = np.array(list(pairs), np.int64).reshape(-1, 2)
    order = np.argsort(index.ids)
    place = np.minimum(np.searchsorted(index.ids, given, sorter=order), max(0, len(order) - 1))
    numbers = order[place] if len(order) else np.zeros_like(given)
    known = (index.ids[numbers] == given).all(axis=1) if len(order) else np.zeros(len(given), bool)
    found: Numbers = numbers[known, 0] * len(index.ids) + numbers[known, 1]
    return found


def _lists(index: Index, best: Matches) -> Lists:
    """In the order of ids, in which tables lie."""
    ordered = best.where(np.argsort(index.ids[best.readers], kind="stable"))
    return Lists(index.ids[ordered.readers], ranks(ordered.readers), index.ids[ordered.others], ordered.scores)
