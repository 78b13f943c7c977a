"""What a whole list of articles is about: how many there are for each topic, provider, type, collection and span.

With `disjunctive`, a facet counts what the list would hold without those conditions of its `where` that choose by the
facet's own field and by nothing else.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from graphql import GraphQLError

from tests.harness.oracle.filters import Filter, article_matches, instant
from tests.harness.oracle.graph import Article

__all__ = ["FACETS", "Facets", "without"]

LARGEST_FACET = 100

KeysOf = Callable[[Article], Iterable[Any]]


@dataclass(frozen=True)
class Facets:
    """The articles of a list before its filter, the filter, and whether facets leave out their own conditions."""

    candidates: Sequence[Article]
    where: Filter | None
    is_disjunctive: bool

    def count(self, field: str, keys_of: KeysOf) -> Counter[Any]:
        """How many articles have each key."""
        where = without(self.where, field) if self.is_disjunctive else self.where
        found = [article for article in self.candidates if article_matches(article, where)]
        return Counter(key for article in found for key in keys_of(article))


def without(where: Filter | None, field: str) -> Filter:
    """The filter without the conditions that look at one field only."""
    return {"and": [condition for condition in _conditions(where or {}) if _fields(condition) != {field}]}


def _conditions(where: Filter) -> Iterator[Filter]:
    """One by one what must hold together: `and` may be nested."""
    for name, operand in where.items():
        if name == "and":
            for inner in operand or ():
                yield from _conditions(inner)
        else:
            yield {name: operand}


def _fields(where: Filter) -> set[str]:
    """The fields of articles that a filter looks at. A field without any condition is not looked at."""
    found: set[str] = set()
    for name, operand in where.items():
        if operand is None:
            continue
        if name in ("and", "or"):
            found |= {field for inner in operand for field in _fields(inner)}
        elif name == "not":
            found |= _fields(operand)
        elif name == "provider" or any(value is not None for value in operand.values()):
            found.add(name)
    return found


def _most_first(counts: Counter[Any], first: int, name: str, tie: Callable[[Any], Any]) -> list[dict[str, Any]]:
    if not 0 <= first <= LARGEST_FACET:
        raise GraphQLError(f"A page has 0 to {LARGEST_FACET} items.", extensions={"code": "BAD_USER_INPUT"})
    in_order = sorted(counts.items(), key=lambda item: (-item[1], tie(item[0])))
    return [{name: key, "count": count} for key, count in in_order[:first]]


def _topics(facets: Facets, _info: Any, first: int) -> list[dict[str, Any]]:
    counts = facets.count("topics", lambda article: article.topics)
    return _most_first(counts, first, "topic", lambda topic: (topic.name, topic.source))


def _providers(facets: Facets, _info: Any, first: int) -> list[dict[str, Any]]:
    counts = facets.count("provider", lambda article: [article.provider] if article.provider else [])
    return _most_first(counts, first, "provider", lambda it: (it.name, it.domain is None, it.domain or "", it.id))


def _values(field: str) -> Callable[..., list[dict[str, Any]]]:
    def resolve(facets: Facets, _info: Any, first: int) -> list[dict[str, Any]]:
        counts = facets.count(field, lambda article: [getattr(article, field)])
        return _most_first(counts, first, "value", lambda value: value)

    return resolve


_SPANS: Mapping[str, Callable[[date], date]] = {
    "DAY": lambda day: day,
    "WEEK": lambda day: day - timedelta(days=day.weekday()),
    "MONTH": lambda day: day.replace(day=1),
    "YEAR": lambda day: day.replace(month=1, day=1),
}


def _published(facets: Facets, _info: Any, by: str) -> list[dict[str, Any]]:
    counts = facets.count("publishedDateTime", lambda article: _start(article, by))
    return [{"start": f"{start.isoformat()}T00:00:00Z", "count": count} for start, count in sorted(counts.items())]


def _start(article: Article, by: str) -> list[date]:
    return [] if article.published_at is None else [_SPANS[by](instant(article.published_at).date())]


def _key(name: str) -> Callable[..., Any]:
    return lambda counted, _info: counted[name]


FACETS: Mapping[str, Callable[..., Any]] = {
    "ArticleConnection.facets": lambda connection, _info, disjunctive: Facets(
        connection.candidates, connection.page.get("where"), disjunctive
    ),
    "ArticleFacets.topics": _topics,
    "ArticleFacets.providers": _providers,
    "ArticleFacets.types": _values("type"),
    "ArticleFacets.collections": _values("collection"),
    "ArticleFacets.published": _published,
    "TopicCount.topic": _key("topic"),
    "ProviderCount.provider": _key("provider"),
    "ValueCount.value": _key("value"),
    "SpanCount.start": _key("start"),
    **{f"{kind}Count.count": _key("count") for kind in ("Topic", "Provider", "Value", "Span")},
}
"""The resolvers."""
