"""What is known of articles when they are compared: of one in a row, of many in columns."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter
from sys import intern
from typing import Any, Final, NamedTuple

import numpy as np

from gateway.suggestions.numbers import Numbers, is_among
from gateway.suggestions.scoring import UNDATED
from gateway.suggestions.terms import count_terms, pack_ordered, unpack_terms

__all__ = ["Articles", "Profile"]

_YEAR_0: Final = 719_163 * 86_400
"""Seconds from there to 1970."""


class Profile(NamedTuple):
    """What is known of one article.

    `published` is an instant as entries have it, null for none; so is `provider`, an id.
    """

    id: int
    path: str
    source: str
    published: str | None
    provider: int | None
    terms: bytes


@dataclass(frozen=True, slots=True)
class Articles:
    """The same of many, in the order of their paths; `terms` has those of all, and `counts` how many each has.

    `published` is in seconds since the year 0, and `UNDATED` for none; `providers` are 0 for none.
    A hundred thousand articles take a tenth of the memory that as many profiles do.
    """

    ids: Numbers
    sources: Sequence[str]
    published: Numbers
    providers: Numbers
    terms: bytes
    counts: Numbers

    @classmethod
    def of(cls, profiles: Iterable[Sequence[Any]]) -> "Articles":
        """Put profiles, or rows that have the same in the same order, into the order of paths, and into columns."""
        columns = list(zip(*sorted(profiles, key=itemgetter(1)), strict=True)) or [()] * len(Profile._fields)
        ids, _, sources, published, providers, terms = columns
        return cls(
            np.array(ids, np.int64),
            list(map(intern, sources)),
            _seconds_of(published),
            np.array([provider or 0 for provider in providers], np.int64),
            b"".join(terms),
            np.array(list(map(count_terms, terms)), np.int64),
        )

    @classmethod
    def joined(cls, pieces: Sequence["Articles"]) -> "Articles":
        """All of several pieces, each of which comes after the one before it."""
        if not pieces:
            return cls.of(())
        return cls(
            np.concatenate([piece.ids for piece in pieces]),
            [source for piece in pieces for source in piece.sources],
            np.concatenate([piece.published for piece in pieces]),
            np.concatenate([piece.providers for piece in pieces]),
            b"".join(piece.terms for piece in pieces),
            np.concatenate([piece.counts for piece in pieces]),
        )

    def without(self, unwanted: Numbers) -> "Articles":
        """The same articles without some terms, which are in order."""
        terms = unpack_terms(self.terms)
        is_kept = ~is_among(terms, unwanted)
        owners = np.repeat(np.arange(len(self.ids)), self.counts)
        counts = np.bincount(owners[is_kept], minlength=len(self.ids)).astype(np.int64)
        return replace(self, terms=pack_ordered(terms[is_kept]), counts=counts)


def _seconds_of(instants: Sequence[str | None]) -> Numbers:
    """Instants in whole seconds since the year 0; `UNDATED` for null."""
    moments = np.array(instants, "datetime64[s]")
    return np.where(np.isnat(moments), UNDATED, moments.astype(np.int64) + _YEAR_0)
