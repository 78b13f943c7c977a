"""Which lists have to be made anew when some articles have come, changed or gone.

These, and no others can be different:

- those of the articles that have come or changed;
- those that have a changed article in them;
- those of the articles with a term whose weight has changed (`update_postings`);
- those that a changed article is good enough for: not worse than their last place (`reached`);
- those of articles that now must not be suggested something else, because their editors name other stories.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from gateway.suggestions.index import Index
from gateway.suggestions.profile import Profile
from gateway.suggestions.scoring import FREQUENT, LEAST_SCORE, rarity, score

__all__ = ["Change", "Posting", "reached", "update_postings"]


class Change(NamedTuple):
    """An article before and after; None where it was not there, or is no more."""

    old: Profile | None
    new: Profile | None

    @property
    def gone(self) -> set[int]:
        """Terms that it has no more."""
        return _terms(self.old) - _terms(self.new)

    @property
    def come(self) -> set[int]:
        """Terms that it has now."""
        return _terms(self.new) - _terms(self.old)


def _terms(profile: Profile | None) -> set[int]:
    return set() if profile is None else profile.all_terms


@dataclass(slots=True)
class Posting:
    """How many articles have a term, and the ids of them all; None where a frequent one's are not remembered."""

    frequency: int = 0
    articles: set[int] | None = None

    @classmethod
    def of(cls, articles: Iterable[int]) -> "Posting":
        """The posting of a term that these articles have."""
        known = set(articles)
        return cls(len(known), known)

    @property
    def is_frequent(self) -> bool:
        """Whether the term has become too frequent to find anything by."""
        return self.frequency >= FREQUENT

    @property
    def is_forgotten(self) -> bool:
        """Whether the articles must be found again: the term was frequent and is so no more."""
        return self.articles is None and not self.is_frequent


def update_postings(postings: Mapping[int, Posting], changes: Iterable[Change]) -> set[int]:
    """Bring postings up to date: there must be one for each term that goes or comes. Gives the terms of changed weight.

    A posting that `is_forgotten` then has to be filled in.
    """
    before: dict[int, int] = {}
    for change in changes:
        for term in change.gone:
            posting = postings[term]
            before.setdefault(term, posting.frequency)
            posting.frequency -= 1
            if posting.articles is not None and change.old is not None:
                posting.articles.discard(change.old.id)
        for term in change.come:
            posting = postings[term]
            before.setdefault(term, posting.frequency)
            posting.frequency += 1
            if posting.articles is not None and change.new is not None:
                posting.articles.add(change.new.id)
    return {term for term, frequency in before.items() if rarity(frequency) != rarity(postings[term].frequency)}


def reached(index: Index, number: int) -> dict[int, float]:
    """The articles that the one of this number could be suggested for, by number, and how good it is for each.

    It cannot be in a full list whose last place is better.
    """
    topics = index.frequent_topics(number)
    published = index.profiles[number].published
    found = {}
    for other, value in index.shared(number).items():
        profile = index.profiles[other]
        good = score(value + index.shared_topics(topics, other), profile.published, published)
        if good >= LEAST_SCORE:
            found[other] = good
    return found
