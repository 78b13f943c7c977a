"""Which articles are like some others: all that share a live term with one, scored."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from gateway.suggestions.index import Index
from gateway.suggestions.numbers import Numbers, firsts, places, starts_of
from gateway.suggestions.scoring import FREQUENT_TOPIC, LEAST_SCORE, scores

__all__ = ["Matches", "blocks", "match"]

_WEIGHT_BITS: Final = 8
_BLOCK: Final = 400_000
"""Of how many shared terms a block has about: few enough for the processor's caches, enough to keep Python out."""


@dataclass(frozen=True, slots=True)
class Matches:
    """Pairs of articles, by their numbers: for `readers[i]` the suggestion of `others[i]` has the score `scores[i]`."""

    readers: Numbers
    others: Numbers
    scores: Numbers

    def where(self, chosen: "Numbers | npt.NDArray[np.bool_]") -> "Matches":
        """Those for which it holds, or those at these places."""
        return Matches(self.readers[chosen], self.others[chosen], self.scores[chosen])


def blocks(index: Index, numbers: Numbers) -> list[Numbers]:
    """Articles cut into blocks to be matched at once."""
    terms, counts = _terms_of(index, numbers)
    until = starts_of(index.starts[terms + 1] - index.starts[terms])
    ends = np.cumsum(counts)
    costs = until[ends] - until[ends - counts]
    return np.split(numbers, firsts(np.cumsum(costs) // _BLOCK)[1:])


def match(index: Index, numbers: Numbers, *, as_others: bool = False) -> Matches:
    """What could be suggested for these articles; or, `as_others`, the articles for which they could be.

    In the order of these articles' numbers, then of the others'.
    """
    mine, others, shared = _shared(index, numbers)
    kept = (others != mine) & (index.sources[others] == index.sources[mine])
    mine, others, shared = mine[kept], others[kept], shared[kept]
    for word in index.topics:
        shared = shared + FREQUENT_TOPIC * np.bitwise_count(word[mine] & word[others])
    readers, suggested = (others, mine) if as_others else (mine, others)
    found = Matches(readers, suggested, scores(shared, index.published[readers], index.published[suggested]))
    return found.where(found.scores >= LEAST_SCORE)


def _shared(index: Index, numbers: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Each of these articles with each that shares a term with it, itself too, and what their common terms weigh."""
    terms, counts = _terms_of(index, numbers)
    lengths = index.starts[terms + 1] - index.starts[terms]
    others = index.numbers[places(index.starts[terms], lengths)].astype(np.int64)
    mine = np.repeat(np.repeat(numbers, counts), lengths)
    pairs = (mine * len(index.ids) + others) << _WEIGHT_BITS | np.repeat(index.weights[terms], lengths)
    pairs.sort()
    keys = pairs >> _WEIGHT_BITS
    first = firsts(keys)
    if not len(first):
        return keys, keys, keys
    return *np.divmod(keys[first], len(index.ids)), np.add.reduceat(pairs & (2**_WEIGHT_BITS - 1), first)


def _terms_of(index: Index, numbers: Numbers) -> tuple[Numbers, Numbers]:
    """The live terms of some articles, one after another, and how many each has."""
    counts = index.own_starts[numbers + 1] - index.own_starts[numbers]
    return index.own_terms[places(index.own_starts[numbers], counts)].astype(np.int64), counts
