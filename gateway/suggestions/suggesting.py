"""The suggestions for one article: the best of all that share a term with it, and no others are looked at twice."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from gateway.suggestions.index import Index
from gateway.suggestions.scoring import FREQUENT_TOPIC, LEAST_SCORE, score, shared_for
from gateway.suggestions.spreading import Found, spread

__all__ = ["MOST", "Suggestion", "suggest"]

MOST: Final = 20
"""Suggestions for one article."""

_FIRST_LOOK: Final = 60
"""As many of those that share most are scored first. It decides how quick it is, not what is found."""


class Suggestion(NamedTuple):
    """An article to read next, by its id. `score` is above 0, at most 1."""

    id: int
    score: float


def suggest(index: Index, number: int, excluded: Iterable[int] = ()) -> list[Suggestion]:
    """The suggestions for the article of this number, best first, without itself and those of the excluded numbers."""
    shared = index.shared(number)
    for other in excluded:
        shared.pop(other, None)
    topics = index.frequent_topics(number)
    bonus = FREQUENT_TOPIC * len(topics)
    first = _shared_by_best(shared)
    found = _judge(index, number, {other: value for other, value in shared.items() if value >= first}, topics)
    best = spread(found, MOST)
    least = shared_for(-best[-1].lack if len(best) == MOST else LEAST_SCORE) - bonus
    if least < first:
        rest = {other: value for other, value in shared.items() if least <= value < first}
        best = spread(found + _judge(index, number, rest, topics), MOST)
    return [Suggestion(index.profiles[one.number].id, -one.lack) for one in best]


def _shared_by_best(shared: dict[int, int]) -> int:
    """What those share that are looked at first."""
    values = sorted(shared.values(), reverse=True)
    return values[_FIRST_LOOK] if len(values) > _FIRST_LOOK else 0


def _judge(index: Index, number: int, shared: dict[int, int], topics: frozenset[int]) -> list[Found]:
    published = index.profiles[number].published
    found = []
    for other, value in shared.items():
        profile = index.profiles[other]
        reached = score(value + index.shared_topics(topics, other), published, profile.published)
        if reached >= LEAST_SCORE:
            found.append(Found(-reached, other, profile.provider))
    return found
