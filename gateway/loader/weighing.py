"""Texts → how much their words weigh, in worker processes. No database."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np

from gateway.search import weigh

__all__ = ["Weighed", "joined", "weigh_texts"]


class _Places(dict[str, int]):
    """Words, counted from 0 as they come."""

    def __missing__(self, word: str) -> int:
        place = self[word] = len(self)
        return place


class Weighed(NamedTuple):
    """Rows of `search_weight` in columns. Of its word each has the place in `words`: these are few, and come again."""

    words: list[str]
    places: Any
    weights: Any
    lengths: Any
    articles: Any

    def rows(self, size: int = 50_000) -> Iterator[tuple[Any, ...]]:
        """One tuple for each row; some are made at a time, as there can be millions."""
        for start in range(0, len(self.places), size):
            places, *numbers = (column[start : start + size].tolist() for column in self[1:])
            yield from zip(map(self.words.__getitem__, places), *numbers, strict=True)

    def counts(self, sign: int) -> list[tuple[str, int, int]]:
        """Each word, how many of the rows are of it, and their lengths summed; both times the sign."""
        lengths = np.zeros(len(self.words), np.int64)
        np.add.at(lengths, self.places, self.lengths)
        articles = np.bincount(self.places, minlength=len(self.words))
        return list(zip(self.words, (sign * articles).tolist(), (sign * lengths).tolist(), strict=True))


def weigh_texts(weights_of_texts: Sequence[int], found: Sequence[Sequence[Any]]) -> Weighed:
    """The rows of articles, as they come: of each article its id, the sizes that FTS5 keeps, and its texts.

    The weights are those of the texts, and given: the tables that tell them take long to import.
    """
    known, places, weights = _Places(), list[int](), list[int]()
    of_articles = []
    for identity, sizes, *texts in found:
        length, words = weigh(sizes, zip(weights_of_texts, texts, strict=True))
        places += map(known.__getitem__, words)
        weights += words.values()
        of_articles.append((identity, length, len(words)))
    ids, lengths, counts = np.array(of_articles, np.int64).reshape(-1, 3).T
    columns = np.array(places, np.uint32), np.array(weights, np.uint32), np.repeat(lengths, counts).astype(np.uint32)
    return Weighed(list(known), *columns, np.repeat(ids, counts))


def joined(pieces: Sequence[Weighed]) -> Weighed:
    """All of several pieces, in the order of the table: by word, the heaviest first, the shortest of these, by id."""
    words = sorted({word for piece in pieces for word in piece.words})
    place_of = {word: place for place, word in enumerate(words)}
    places = [np.array([place_of[word] for word in piece.words], np.uint32)[piece.places] for piece in pieces]
    columns = [np.concatenate(column) for column in (places, *list(zip(*pieces, strict=True))[2:])]
    place, weight, length, article = columns
    order = np.lexsort((article, length, -weight.astype(np.int64), place))
    return Weighed(words, *(column[order] for column in columns))
