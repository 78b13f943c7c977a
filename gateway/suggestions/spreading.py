"""Spreads suggestions over providers: each further story of a provider counts less."""

from typing import Final

import numpy as np

from gateway.suggestions.matching import Matches
from gateway.suggestions.numbers import Numbers, firsts, ranks

__all__ = ["SHARES", "best", "spread"]

SHARES: Final = (10, 9, 8, 7, 6, 5)
"""What the score of a provider's first, second, third … story counts, in tenths; from the last place on it stays."""

_SHARES: Final = np.array(SHARES, np.int64)
_SCORE_BITS: Final = 14
_MOST_SCORE: Final = 2**_SCORE_BITS - 1
_NUMBER_BITS: Final = 31


def spread(matches: Matches, providers: Numbers, most: int) -> Matches:
    """For each reader the best, at most so many, with the scores that are left to them, best first.

    The readers come one after another. What is not among the best has no influence on what is: it only lowers stories
    of its provider that are worse still.
    """
    likely = _likely(best(matches), most)
    theirs = providers[likely.others]
    place = _places_among(likely.readers, theirs)
    share = np.where(theirs == 0, SHARES[0], _SHARES[np.minimum(place, len(SHARES) - 1)])
    left = best(Matches(likely.readers, likely.others, likely.scores * share // SHARES[0]))
    return left.where(ranks(left.readers) < most)


def best(matches: Matches) -> Matches:
    """By reader, then the best first, and those of equal score in the order of their numbers.

    All three are in one number: to sort numbers is several times quicker than to find out in which order they are.
    """
    keys = (_counted(matches.readers) << _SCORE_BITS | (_MOST_SCORE - matches.scores)) << _NUMBER_BITS | matches.others
    keys.sort()
    scores = _MOST_SCORE - (keys >> _NUMBER_BITS & _MOST_SCORE)
    return Matches(matches.readers, keys & (2**_NUMBER_BITS - 1), scores)


def _places_among(readers: Numbers, providers: Numbers) -> Numbers:
    """The how-manieth story of its provider each is for its reader, from 0, in the order given. Sorted like `best`."""
    provider_bits, bits = int(providers.max(initial=0)).bit_length(), len(readers).bit_length()
    keys = (_counted(readers) << provider_bits | providers) << bits | np.arange(len(readers))
    keys.sort()
    found = np.empty(len(readers), np.int64)
    found[keys & ((1 << bits) - 1)] = ranks(keys >> bits)
    return found


def _counted(readers: Numbers) -> Numbers:
    """Readers, who come one after another, counted from 0."""
    first = firsts(readers)
    return np.repeat(np.arange(len(first)), np.diff(first, append=len(readers)))


def _likely(ordered: Matches, most: int) -> Matches:
    """Those that can be among the best when all is spread: not worse than what is left of the last of the best."""
    place = ranks(ordered.readers)
    last = np.flatnonzero(place == most - 1)
    least = np.zeros(int(ordered.readers.max(initial=-1)) + 1, np.int64)
    least[ordered.readers[last]] = ordered.scores[last] * SHARES[-1] // SHARES[0]
    return ordered.where(ordered.scores >= least[ordered.readers])
