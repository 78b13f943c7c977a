"""Whole numbers in arrays, and lists of different lengths one after another in one of them."""

import numpy as np
import numpy.typing as npt

__all__ = ["Numbers", "SmallNumbers", "firsts", "is_among", "lasts", "places", "ranks", "starts_of"]

Numbers = npt.NDArray[np.int64]

SmallNumbers = npt.NDArray[np.uint32]
"""Numbers of articles and terms where there are millions of them."""


def starts_of(counts: Numbers) -> Numbers:
    """Where each list starts when they stand one after another, and where the last ends: [2, 3] → [0, 2, 5]."""
    return np.concatenate((np.zeros(1, np.int64), np.cumsum(counts)))


def is_among(numbers: Numbers, ordered: Numbers) -> "npt.NDArray[np.bool_]":
    """Whether each is one of some ordered numbers, which are few: `np.isin` would sort them all together."""
    if not len(ordered):
        return np.zeros(len(numbers), bool)
    found: npt.NDArray[np.bool_] = ordered[np.minimum(np.searchsorted(ordered, numbers), len(ordered) - 1)] == numbers
    return found


def places(starts: Numbers, counts: Numbers) -> Numbers:
    """The places of some lists, each from its start on: [7, 3], [2, 3] → [7, 8, 3, 4, 5]."""
    before = starts_of(counts)
    return np.arange(before[-1]) + np.repeat(starts - before[:-1], counts)


def firsts(ordered: Numbers | SmallNumbers) -> Numbers:
    """Where a new value begins in ordered ones: [4, 4, 6, 7] → [0, 2, 3]."""
    return np.flatnonzero(np.concatenate((np.ones(min(1, len(ordered)), bool), ordered[1:] != ordered[:-1])))


def lasts(ordered: Numbers | SmallNumbers) -> Numbers:
    """Where a value ends in ordered ones: [4, 4, 6, 7] → [1, 2, 3]."""
    return np.flatnonzero(np.concatenate((ordered[1:] != ordered[:-1], np.ones(min(1, len(ordered)), bool))))


def ranks(ordered: Numbers) -> Numbers:
    """The how-manieth each is of its value, from 0: [4, 4, 6, 7] → [0, 1, 0, 0]."""
    found = firsts(ordered)
    ends = np.concatenate((found[1:], np.array([len(ordered)] if len(found) else [], np.int64)))
    return places(np.zeros(len(found), np.int64), ends - found)
