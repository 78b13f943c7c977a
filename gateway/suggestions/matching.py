"""Which articles are like some others: all that share a live term with one, scored."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from gateway.suggestions.index import Index
from gateway.suggestions.numbers import Numbers, SmallNumbers, firsts, lasts, places, ranks, starts_of
from gateway.suggestions.scoring import FREQUENT_TOPIC, LEAST_SCORE, LEAST_SHARED, scores

__all__ = ["Matches", "blocks", "match"]

_KEY_BITS: Final = 32
_WEIGHT_BITS: Final = 4
"""A topic of few articles weighs 12, and no term more."""

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
    """Articles cut into blocks to be matched at once: so few in each that two of them and a weight are 32 bits."""
    terms, counts = _terms_of(index, numbers)
    until = starts_of(index.starts[terms + 1] - index.starts[terms])
    ends = np.cumsum(counts)
    costs = until[ends] - until[ends - counts]
    by_cost = np.cumsum(costs) // _BLOCK
    by_count = ranks(by_cost) >> (_KEY_BITS - _WEIGHT_BITS - _bits(index))
    return np.split(numbers, firsts(by_cost * (len(numbers) + 1) + by_count)[1:])


def match(index: Index, numbers: Numbers, *, as_others: bool = False) -> Matches:
    """What could be suggested for the articles of a block; or, `as_others`, the articles for which they could be.

    In the order of these articles' numbers, then of the others'.
    """
    mine, others, shared = _shared(index, np.sort(numbers))
    readers, suggested = (others, mine) if as_others else (mine, others)
    found = Matches(readers, suggested, scores(shared, index.published[readers], index.published[suggested]))
    return found.where(np.flatnonzero(found.scores >= LEAST_SCORE))


def _shared(index: Index, numbers: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Each of these articles with each that shares enough with it, and what their common terms weigh.

    Most share too little. So what is done for every pair is little, and done with small numbers.
    """
    pairs = _pairs(index, numbers)
    last = lasts(pairs >> _WEIGHT_BITS)
    sums = np.cumsum(pairs & (2**_WEIGHT_BITS - 1), dtype=np.uint32)[last]
    weighed = np.diff(sums, prepend=np.zeros(1, np.uint32))
    pairs = pairs[last]
    pairs >>= _WEIGHT_BITS
    kept = np.flatnonzero((weighed >= LEAST_SHARED) | _may_share_topics(index, numbers, pairs))
    found, shared = pairs[kept].astype(np.int64), weighed[kept].astype(np.int64)
    readers, others = numbers[found >> _bits(index)], found & ((1 << _bits(index)) - 1)
    for word in index.topics:
        shared += FREQUENT_TOPIC * np.bitwise_count(word[readers] & word[others])
    fits = (shared >= LEAST_SHARED) & (others != readers)
    if index.sources.any():  # not all of the first one
        fits &= index.sources[others] == index.sources[readers]
    kept = np.flatnonzero(fits)
    return readers[kept], others[kept], shared[kept]


def _may_share_topics(index: Index, numbers: Numbers, pairs: SmallNumbers) -> "npt.NDArray[np.bool_]":
    """Of each of these pairs, which are in order, whether the first has any frequent topic."""
    starts = np.searchsorted(pairs, np.arange(len(numbers), dtype=np.uint32) << _bits(index))
    has_any = np.zeros(len(numbers), bool)
    for word in index.topics:
        has_any |= word[numbers] != 0
    return np.repeat(has_any, np.diff(starts, append=len(pairs)))


def _pairs(index: Index, numbers: Numbers) -> SmallNumbers:
    """In order, for each term of an article and each that has it: the place of the one, the other, and the weight."""
    terms, counts = _terms_of(index, numbers)
    mine = np.repeat(np.arange(len(numbers)), counts) << (_bits(index) + _WEIGHT_BITS)
    heads = (mine | index.weights[terms]).astype(np.uint32)
    starts, ends = index.starts[terms], index.starts[terms + 1]
    slices = [index.numbers[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]
    pairs: SmallNumbers = np.concatenate([np.zeros(0, np.uint32), *slices])
    pairs <<= _WEIGHT_BITS
    pairs |= np.repeat(heads, ends - starts)
    pairs.sort()
    return pairs


def _bits(index: Index) -> int:
    """How many bits the number of an article needs."""
    return len(index.ids).bit_length()


def _terms_of(index: Index, numbers: Numbers) -> tuple[Numbers, Numbers]:
    """The live terms of some articles, one after another, and how many each has."""
    counts = index.own_starts[numbers + 1] - index.own_starts[numbers]
    return index.own_terms[places(index.own_starts[numbers], counts)].astype(np.int64), counts
