"""The articles of each term, and how they change with some articles."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from gateway.suggestions.articles import Articles, Profile
from gateway.suggestions.numbers import firsts
from gateway.suggestions.scoring import FREQUENT, rarity, shift
from gateway.suggestions.terms import terms_with_owners, unpack_terms

__all__ = ["Change", "Posting", "all_postings", "update_postings"]

_PACKED = np.dtype("<i8")


class Change(NamedTuple):
    """An article before and after; None where it was not there, or is no more."""

    old: Profile | None
    new: Profile | None

    @property
    def is_any(self) -> bool:
        """Whether anything that counts here is other than it was."""
        return self.old != self.new

    def old_terms(self) -> set[int]:
        """The terms that the article had."""
        return _terms(self.old)

    def terms(self) -> set[int]:
        """The terms whose postings may be other ones then."""
        return _terms(self.old) ^ _terms(self.new)


def _terms(profile: Profile | None) -> set[int]:
    return set() if profile is None else set(unpack_terms(profile.terms).tolist())


@dataclass(slots=True)
class Posting:
    """How many articles have a term, and their ids; those of a frequent term are not remembered: None."""

    frequency: int = 0
    articles: set[int] | None = None

    @property
    def is_forgotten(self) -> bool:
        """Whether the articles must be found again: the term was frequent and is so no more."""
        return self.articles is None and self.frequency < FREQUENT

    @classmethod
    def unpack(cls, frequency: int, packed: bytes | None) -> "Posting":
        """A posting as it is stored."""
        return cls(frequency, None if packed is None else set(np.frombuffer(packed, _PACKED).tolist()))

    def pack(self) -> tuple[int, bytes | None]:
        """As it is stored: ids in ascending order, eight bytes each; None for a frequent term."""
        if self.articles is None or self.frequency >= FREQUENT:
            return self.frequency, None
        return self.frequency, np.array(sorted(self.articles), _PACKED).tobytes()


def all_postings(articles: Articles) -> Iterator[tuple[int, int, bytes | None]]:
    """The term, the frequency and the packed articles of every posting, when these are all articles there are."""
    by_id = np.argsort(articles.ids)
    places = np.empty(len(by_id), np.uint32)
    places[by_id] = np.arange(len(by_id))
    ids = articles.ids[by_id].astype(_PACKED)
    terms, owners = terms_with_owners(articles.terms, places, articles.counts)
    first = firsts(terms)
    ends = [*first[1:].tolist(), len(terms)]
    for term, start, end in zip(terms[first].tolist(), first.tolist(), ends, strict=False):
        yield term, end - start, ids[owners[start:end]].tobytes() if end - start < FREQUENT else None


def update_postings(postings: Mapping[int, Posting], changes: Iterable[Change], articles: int) -> set[int]:
    """Bring postings up to date: there must be one for each of the terms of the changes. Gives those of changed weight.

    `articles` is how many there are; their `shift` must be what it was. A posting that `is_forgotten` then has to be
    filled in.
    """
    bits = shift(articles)
    before = {term: posting.frequency for term, posting in postings.items()}
    for change in changes:
        for term in change.terms():
            _update(postings[term], term, change)
    return {
        term
        for term, frequency in before.items()
        if rarity(frequency << bits) != rarity(postings[term].frequency << bits)
    }


def _update(posting: Posting, term: int, change: Change) -> None:
    for profile, step in ((change.old, -1), (change.new, 1)):
        if profile is not None and term in _terms(profile):
            posting.frequency += step
            if posting.articles is not None:
                (posting.articles.add if step > 0 else posting.articles.discard)(profile.id)
