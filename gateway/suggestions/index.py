"""Which articles have a term: articles in the order of their paths, and an inverted index of all terms of interest."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import NamedTuple

import numpy as np

from gateway.suggestions.numbers import Numbers, firsts, starts_of
from gateway.suggestions.scoring import FREQUENT, UNDATED, shift, weights
from gateway.suggestions.terms import terms_with_owners

__all__ = ["Frequencies", "Index", "Profile", "seconds_of"]


class Profile(NamedTuple):
    """What is known of an article when others are compared with it.

    `published` is in seconds; `provider` is 0 for none.
    """

    id: int
    path: str
    source: str
    published: int
    provider: int
    terms: bytes


def seconds_of(instant: str | None) -> int:
    """An instant, as entries have it, in whole seconds since the year 0; `UNDATED` for none."""
    if instant is None:
        return UNDATED
    moment = datetime.fromisoformat(instant)
    return moment.toordinal() * 86_400 + moment.hour * 3_600 + moment.minute * 60 + moment.second


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
    own_terms: Numbers
    own_starts: Numbers
    starts: Numbers
    numbers: Numbers
    weights: Numbers
    topics: Sequence[Numbers]

    @classmethod
    def of(
        cls, profiles: Iterable[Profile], frequencies: Frequencies | None = None, articles: int | None = None
    ) -> "Index":
        """The index of these articles. Without `frequencies`, and how many there are, they are all."""
        ordered = sorted(profiles, key=attrgetter("path"))
        every = [np.array(column, np.int64) for column in zip(*(one[:1] + one[3:5] for one in ordered), strict=True)]
        ids, published, providers = every or [np.zeros(0, np.int64)] * 3
        terms, owners = terms_with_owners([one.terms for one in ordered])
        first = firsts(terms)
        known = terms[first]
        counts = np.diff(first, append=len(terms))
        del terms  # of all arrays these two are the largest
        frequency = counts if frequencies is None else frequencies(known)
        frequency = frequency << shift(len(ordered) if articles is None else articles)
        is_topic = (frequency >= FREQUENT) & (known % 2 == 1)
        topics = _bits(first[is_topic], counts[is_topic], owners, len(ordered))
        live = (frequency > 0) & (frequency < FREQUENT)
        owners = owners[np.repeat(live, counts)]
        counts = counts[live]
        by_owner = np.argsort(owners, kind="stable")
        own_starts = starts_of(np.bincount(owners, minlength=len(ordered)).astype(np.int64))
        weighed = weights(known[live], frequency[live])
        return cls(
            ids,
            _counted([one.source for one in ordered]),
            published,
            _renumbered(providers),
            np.repeat(np.arange(len(counts)), counts)[by_owner],
            own_starts,
            starts_of(counts),
            owners,
            weighed,
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


def _bits(starts: Numbers, counts: Numbers, owners: Numbers, articles: int) -> list[Numbers]:
    """For each 63 topics, given by where their articles stand in `owners`, a number an article: a bit for each."""
    words = []
    for begin in range(0, len(starts), 63):
        word = np.zeros(articles, np.int64)
        for bit, (start, count) in enumerate(zip(starts[begin : begin + 63], counts[begin : begin + 63], strict=True)):
            word[owners[start : start + count]] |= 1 << bit
        words.append(word)
    return words
