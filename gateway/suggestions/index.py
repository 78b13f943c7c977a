"""Which articles have a term: an inverted index of all terms that are not frequent."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter

from gateway.suggestions.profile import Profile
from gateway.suggestions.scoring import FREQUENT, FREQUENT_TOPIC, weight
from gateway.suggestions.terms import is_topic

__all__ = ["Index"]


class Index:
    """Profiles by number, in the order of their paths, and the numbers of those that have a term."""

    def __init__(
        self, profiles: Sequence[Profile], numbers: Mapping[int, Sequence[int]], frequent_topics: frozenset[int]
    ) -> None:
        self.profiles = profiles
        self._found = {term: (weight(term, len(those)), those) for term, those in numbers.items() if len(those) > 1}
        self._frequent_topics = frequent_topics

    @classmethod
    def of(cls, profiles: Iterable[Profile]) -> "Index":
        """The index of these articles and no others."""
        ordered = _in_order(profiles)
        numbers: defaultdict[int, list[int]] = defaultdict(list)
        for number, profile in enumerate(ordered):
            for term in profile.terms:
                numbers[term].append(number)
            for term in profile.topics:
                numbers[term].append(number)
        live = {term: those for term, those in numbers.items() if len(those) < FREQUENT}
        topics = frozenset(term for term, those in numbers.items() if is_topic(term) and len(those) >= FREQUENT)
        return cls(ordered, live, topics)

    @classmethod
    def of_postings(
        cls, profiles: Iterable[Profile], postings: Mapping[int, Iterable[int]], frequent_topics: Iterable[int]
    ) -> "Index":
        """An index of the terms that are asked for only: postings hold the ids of all articles with a term."""
        ordered = _in_order(profiles)
        number_of = {profile.id: number for number, profile in enumerate(ordered)}
        numbers = {term: [number_of[identity] for identity in ids] for term, ids in postings.items()}
        return cls(ordered, numbers, frozenset(frequent_topics))

    def number_of(self, path: str) -> int:
        """The number of the article at a path."""
        return bisect_left(self.profiles, path, key=attrgetter("path"))

    def shared(self, number: int) -> dict[int, int]:
        """All articles that share a term with one, and what these terms weigh; frequent topics do not count."""
        weights: defaultdict[int, int] = defaultdict(int)
        profile = self.profiles[number]
        for term in (*profile.terms, *profile.topics):
            if term in self._found:
                added, those = self._found[term]
                for other in those:
                    weights[other] += added
        weights.pop(number, None)
        return weights

    def frequent_topics(self, number: int) -> frozenset[int]:
        """The topics of an article that are too frequent to be in the index."""
        return self._frequent_topics.intersection(self.profiles[number].topics)

    def shared_topics(self, topics: frozenset[int], number: int) -> int:
        """What it weighs that an article has some of these frequent topics."""
        return FREQUENT_TOPIC * len(topics.intersection(self.profiles[number].topics)) if topics else 0


def _in_order(profiles: Iterable[Profile]) -> list[Profile]:
    return sorted(profiles, key=attrgetter("path"))
