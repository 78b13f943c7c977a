"""Which articles have a term: articles in the order of their paths, and an inverted index of all terms of interest."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from gateway.suggestions.articles import Articles
from gateway.suggestions.numbers import Numbers, SmallNumbers, firsts, starts_of
from gateway.suggestions.scoring import FREQUENT, shift, weights
from gateway.suggestions.terms import terms_with_owners

__all__ = ["Frequencies", "Index"]


Frequencies = Callable[[Numbers], Numbers]
"""How many articles have each of some terms."""


@dataclass(frozen=True, slots=True)
class Index:
    """Articles by number, and for each live term (of interest, and not frequent) the numbers of those that have it.

    The terms of the article `n` are `own_terms[own_starts[n]:own_starts[n + 1]]`, places in the other lists; the
    articles with the term `t` are `numbers[starts[t]:starts[t + 1]]`. `topics` has a bit for each frequent topic.
    """

    ids: Numbers
    sources: Numbers
    published: Numbers
    providers: Numbers
    own_terms: SmallNumbers
    own_starts: Numbers
    starts: Numbers
    numbers: SmallNumbers
    weights: Numbers
    topics: Sequence[Numbers]

    @classmethod
    def of(cls, articles: Articles, frequencies: Frequencies | None = None, count: int | None = None) -> "Index":
        """The index of these articles. Without `frequencies`, and the `count` of all there are, they are all."""
        total = len(articles.ids)
        terms, owners = terms_with_owners(articles.terms, np.arange(total, dtype=np.uint32), articles.counts)
        first = firsts(terms)
        known = terms[first].astype(np.int64)
        counts = np.diff(first, append=len(terms))
        frequency = counts if frequencies is None else frequencies(known)
        frequency = frequency << shift(total if count is None else count)
        is_topic = (frequency >= FREQUENT) & (known % 2 == 1)
        topics = _bits(first[is_topic], counts[is_topic], owners, total)
        live = (frequency > 0) & (frequency < FREQUENT)
        owners = owners[np.repeat(live, counts)]
        counts = counts[live]
        return cls(
            articles.ids,
            _counted(articles.sources),
            articles.published,
            _renumbered(articles.providers),
            np.repeat(np.arange(len(counts), dtype=np.uint32), counts)[np.argsort(owners, kind="stable")],
            starts_of(np.bincount(owners, minlength=total).astype(np.int64)),
            starts_of(counts),
            owners,
            weights(known[live], frequency[live]),
            topics,
        )

    def numbers_of(self, ids: Iterable[int]) -> Numbers:
        """The numbers of some of its articles, in the order of their paths."""
        return np.flatnonzero(np.isin(self.ids, np.fromiter(ids, np.int64)))


def _counted(sources: Sequence[str]) -> Numbers:
    """Sources counted from 0."""
    known = {source: number for number, source in enumerate(sorted(set(sources)))}
    return np.array([known[source] for source in sources], np.int64)


def _renumbered(providers: Numbers) -> Numbers:
    """Providers counted from 1; 0 stays."""
    known = np.unique(np.concatenate((np.zeros(1, np.int64), providers)))
    return np.searchsorted(known, providers).astype(np.int64)


def _bits(starts: Numbers, counts: Numbers, owners: SmallNumbers, articles: int) -> list[Numbers]:
    """For each 63 topics, given by where their articles stand in `owners`, a number an article: a bit for each."""
    words = []
    for begin in range(0, len(starts), 63):
        word = np.zeros(articles, np.int64)
        for bit, (start, count) in enumerate(zip(starts[begin : begin + 63], counts[begin : begin + 63], strict=True)):
            word[owners[start : start + count]] |= 1 << bit
        words.append(word)
    return words
