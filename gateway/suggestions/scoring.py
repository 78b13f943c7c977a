"""How alike two articles are, between 0 and 1: what they share, rare terms first, and how close they are in time.

Whole numbers and the four operations only, so that every machine finds the same. The numbers were chosen with
`bench/recall.py`, on one half of the stories, and hold on the other.
"""

from bisect import bisect_left
from typing import Final

from gateway.suggestions.terms import is_topic

__all__ = ["FREQUENT", "FREQUENT_TOPIC", "LEAST_SCORE", "rarity", "score", "shared_for", "weight"]

FREQUENT: Final = 512
"""A term that so many articles have says nothing about any of them."""

_BY_BITS: Final = (0, 6, 6, 5, 5, 4, 4, 3, 3, 2)
"""What a term weighs that is in 1 to 3, to 15, to 63, to 255, to 511 articles, by the bits of that number.

A weight changes only where a frequency passes a power of four; then the lists of the articles with that term do too.
"""

_TOPIC: Final = 2
"""A topic was chosen by a person: it counts as much as a word of the title, which is two terms."""

FREQUENT_TOPIC: Final = 4
"""A topic that is too frequent to find anything by: what it adds for articles that were found by something else."""

_HALF_LIKE: Final = 24
"""The shared weight of articles that are half like each other."""

_CLOSE: Final = 30 * 86_400
"""Seconds at which closeness in time has fallen to a half."""

_EARLIER: Final = 2
"""A story from before is half as close as one from after: readers want to know how it went on."""

_DIGITS: Final = 4

LEAST_SCORE: Final = 0.1
"""What is less alike is not suggested."""


def rarity(frequency: int) -> int:
    """What a term of so many articles weighs; 0 for a frequent one."""
    bits = frequency.bit_length()
    return _BY_BITS[bits] if bits < len(_BY_BITS) else 0


def weight(term: int, frequency: int) -> int:
    """What it weighs that two articles share this term of so many articles; 0 for a frequent one."""
    return rarity(frequency) * _TOPIC if is_topic(term) else rarity(frequency)


def score(shared: int, published: int | None, other: int | None) -> float:
    """How good a suggestion the other article is, when the terms that both have weigh `shared`. Four digits."""
    return round(_likeness(shared) * (1 + _closeness(published, other)) / 2, _DIGITS)


def _likeness(shared: int) -> float:
    return shared / (shared + _HALF_LIKE)


def _closeness(published: int | None, other: int | None) -> float:
    """1 for the same moment, toward 0 with the time between; 0 when one has no date."""
    if published is None or other is None:
        return 0.0
    if other < published:
        return _CLOSE / (_CLOSE + published - other) / _EARLIER
    return _CLOSE / (_CLOSE + other - published)


def shared_for(wanted: float) -> int:
    """The least shared weight with which a score of so much can be reached."""
    return bisect_left(_BEST_SCORES, wanted)


_BEST_SCORES: Final = [score(shared, 0, 0) for shared in range(1_000)]
