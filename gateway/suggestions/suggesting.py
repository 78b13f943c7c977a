"""The suggestions for articles: the best of all that are like them, spread over providers."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np

from gateway.suggestions.index import Index
from gateway.suggestions.lists import Lists, joined
from gateway.suggestions.matching import Matches, blocks, match
from gateway.suggestions.numbers import Numbers, ranks
from gateway.suggestions.sharing import map_index, save_lists
from gateway.suggestions.spreading import spread

__all__ = ["MOST", "Piece", "suggest", "suggest_piece"]

MOST: Final = 20
"""Suggestions for one article."""


Pairs = Numbers | Sequence[tuple[int, int]]
"""Ids of two articles."""


def suggest(index: Index, numbers: Numbers, excluded: Pairs = ()) -> Iterator[Lists]:
    """The lists of the articles of these numbers, in blocks: without themselves, and without the pairs excluded."""
    named = _numbered(index, excluded)
    for block in blocks(index, numbers):
        is_mine = np.zeros(len(index.ids), bool)
        is_mine[block] = True
        matches = _without(match(index, block), named[is_mine[named[:, 0]]], len(index.ids))
        yield _lists(index, spread(matches, index.providers, MOST))


class Piece(NamedTuple):
    """The part of all lists that one worker makes, and the file that they go to."""

    among: Path
    numbers: Numbers
    excluded: Pairs
    to: Path


def suggest_piece(piece: Piece) -> Path:
    """`suggest`, for another process: it need not import anything but this package, and maps the index from files.

    Gives the file: lists of a million articles are not sent, nor held, until somebody takes them.
    """
    return save_lists(joined(list(suggest(map_index(piece.among), piece.numbers, piece.excluded))), piece.to)


def _numbered(index: Index, pairs: Pairs) -> Numbers:
    """A row of two numbers for each pair of articles of the index; others are left out."""
    given = np.asarray(pairs, np.int64).reshape(-1, 2)
    if not len(index.ids):
        return np.zeros((0, 2), np.int64)
    order = np.argsort(index.ids)
    numbers: Numbers = order[np.minimum(np.searchsorted(index.ids, given, sorter=order), len(order) - 1)]
    known: Numbers = numbers[(index.ids[numbers] == given).all(axis=1)]
    return known


def _without(matches: Matches, pairs: Numbers, articles: int) -> Matches:
    """The matches, which are in the order of both numbers, without some pairs."""
    keys = matches.readers * articles + matches.others
    unwanted = pairs[:, 0] * articles + pairs[:, 1]
    places = np.searchsorted(keys, unwanted)
    found = places < len(keys)
    found[found] = keys[places[found]] == unwanted[found]
    kept = np.ones(len(keys), bool)
    kept[places[found]] = False
    return matches.where(kept)


def _lists(index: Index, best: Matches) -> Lists:
    """In the order of ids, in which tables lie."""
    ordered = best.where(np.argsort(index.ids[best.readers], kind="stable"))
    return Lists(index.ids[ordered.readers], ranks(ordered.readers), index.ids[ordered.others], ordered.scores)
