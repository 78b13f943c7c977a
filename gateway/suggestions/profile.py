"""What is known of an article when others are compared with it."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from gateway.suggestions.terms import text_terms, topic_terms

__all__ = ["Profile", "make_profile", "seconds_of"]


class Profile(NamedTuple):
    """One article that can be suggested. `published` is in seconds; None for an undated article."""

    id: int
    path: str
    published: int | None
    provider: int | None
    terms: Sequence[int]
    topics: Sequence[int]

    @property
    def all_terms(self) -> set[int]:
        """Those of the text and those of the topics."""
        return {*self.terms, *self.topics}


def make_profile(
    identity: int,
    path: str,
    title: str,
    excerpt: str,
    published_at: str | None,
    provider: int | None,
    topics: Sequence[int],
) -> Profile:
    """The profile of an article; `topics` are ids."""
    terms = tuple(sorted(text_terms(title, excerpt)))
    return Profile(identity, path, seconds_of(published_at), provider, terms, tuple(sorted(topic_terms(topics))))


def seconds_of(instant: str | None) -> int | None:
    """An instant, as entries have it, in whole seconds since the year 0."""
    if instant is None:
        return None
    moment = datetime.fromisoformat(instant)
    return moment.toordinal() * 86_400 + moment.hour * 3_600 + moment.minute * 60 + moment.second
