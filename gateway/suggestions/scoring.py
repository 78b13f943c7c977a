"""How alike two articles are, in ten-thousandths: what they share, rare terms first, and how close they are in time.

Whole numbers only, so that every machine finds the same. The parameters were chosen with `bench/recall.py`, on one half
of the stories; docs/suggestions.md tells how well they do on the other.
"""

from typing import Final

import numpy as np

from gateway.suggestions.numbers import Numbers
from gateway.suggestions.terms import is_topic

__all__ = [
    "FEW",
    "FREQUENT",
    "FREQUENT_TOPIC",
    "LEAST_SCORE",
    "LEAST_SHARED",
    "UNDATED",
    "WHOLE",
    "rarity",
    "score",
    "scores",
    "shift",
    "weight",
    "weights",
]

WHOLE: Final = 10_000
"""The score of two articles that are the same in everything."""

LEAST_SCORE: Final = 1_000
"""What is less alike is not suggested."""

FREQUENT: Final = 512
"""A term that so many articles have says nothing about any of them."""

_BY_BITS: Final = (0, 6, 6, 5, 5, 4, 4, 3, 3, 2)
"""What a term weighs that is in 1 to 3, to 15, to 63, to 255, to 511 articles, by the bits of that number.

A weight changes only where a frequency passes a power of four; then the lists of the articles with that term do too.
"""

FEW: Final = 512
"""With fewer articles a term is as frequent as if there were so many: a word in half of 64 stories is no rare one."""

_MOST_BITS: Final = 4

_TOPIC: Final = 2
"""A topic was chosen by a person: it counts as much as a word of the title, which is two terms."""

FREQUENT_TOPIC: Final = 4
"""A topic that is too frequent to find anything by: what it adds for articles that were found by something else."""

_HALF_LIKE: Final = 24
"""The shared weight of articles that are half like each other."""

_CLOSE: Final = 30 * 86_400
"""Seconds at which closeness in time has fallen to a half."""

_EARLIER: Final = 2
"""A story from before is so many times less close than one from after: readers want to know how it went on."""

_FARTHEST: Final = 1_000 * _CLOSE
"""Seconds from which on time is as good as endless. It keeps products far below 64 bits."""

UNDATED: Final = -1


LEAST_SHARED: Final = -(-_HALF_LIKE * LEAST_SCORE // (WHOLE - LEAST_SCORE))
"""What less weighs is not enough for `LEAST_SCORE`, however close two articles are in time."""


def shift(articles: int) -> int:
    """By how many bits frequencies are moved up when there are so many articles: 0 for many.

    It changes only where their number passes a power of two; then all lists are made anew. Below 32 it stays: among so
    few, a word that all have may well be what they are about.
    """
    return min(_MOST_BITS, max(0, FEW.bit_length() - articles.bit_length()))


def rarity(frequency: int) -> int:
    """What a term of so many articles weighs, moved up by `shift`; 0 for a frequent one."""
    bits = max(1, frequency).bit_length()
    return _BY_BITS[bits] if bits < len(_BY_BITS) else 0


def weight(term: int, frequency: int) -> int:
    """What it weighs that two articles share this term of so many articles; 0 for a frequent one."""
    return rarity(frequency) * _TOPIC if is_topic(term) else rarity(frequency)


_RARITIES: Final = np.array([rarity(frequency) for frequency in range(FREQUENT + 1)], np.int64)


def weights(terms: Numbers, frequencies: Numbers) -> Numbers:
    """`weight` of each."""
    found: Numbers = _RARITIES[np.minimum(frequencies, FREQUENT)] * np.where(terms % 2 == 1, _TOPIC, 1)
    return found


def score(shared: int, published: int, other: int) -> int:
    """How good a suggestion the other article is, when the terms that both have weigh `shared`.

    `shared / (shared + 24) * (1 + closeness) / 2`. Closeness is 1 for the same second and falls toward 0 with the time
    between, to a half in 30 days; for a story from before it is half of that, and 0 where one has no date.
    """
    return int(scores(np.array([shared]), np.array([published]), np.array([other]))[0])


def scores(shared: Numbers, published: Numbers, other: Numbers) -> Numbers:
    """`score` of each. A weight is below 2**20, and nothing here reaches 2**53.

    So numbers divided as floats, and cut, are the whole numbers that they would be: a quotient below a whole number is
    farther from it than it can be rounded. And that is many times quicker.
    """
    since = _CLOSE + np.minimum(np.abs(other - published), _FARTHEST)
    near = np.where(other < published, _CLOSE, _EARLIER * _CLOSE)
    near = np.where((published == UNDATED) | (other == UNDATED), 0, near)
    likeness = np.floor(shared * WHOLE / (shared + _HALF_LIKE))
    found: Numbers = (likeness * (_EARLIER * since + near) / (2 * _EARLIER * since)).astype(np.int64)
    return found
