"""Does an article, a provider, a topic or an image match a filter? Two-valued: what is not known does not match.

Filters are the dictionaries that graphql-core makes of the arguments; a key whose value is null says nothing.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from tests.harness.oracle.graph import Article, Image, Provider, Topic

__all__ = ["Filter", "article_matches", "instant", "provider_matches", "topic_matches"]

Filter = Mapping[str, Any]
Test = Callable[[Any, Any], bool]


def instant(text: str) -> datetime:
    """An instant from RFC 3339 text or from our canonical text without a zone."""
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


_VALUE_TESTS: Mapping[str, Test] = {
    "eq": lambda value, wanted: value is not None and value == wanted,
    "ne": lambda value, wanted: value is None or value != wanted,
    "in": lambda value, wanted: value is not None and value in wanted,
    "notIn": lambda value, wanted: value is None or value not in wanted,
    "startsWith": lambda value, wanted: value is not None and value.startswith(wanted),
    "contains": lambda value, wanted: value is not None and wanted in value,
    "icontains": lambda value, wanted: value is not None and wanted.casefold() in value.casefold(),
    "lt": lambda value, wanted: value is not None and value < wanted,
    "lte": lambda value, wanted: value is not None and value <= wanted,
    "gt": lambda value, wanted: value is not None and value > wanted,
    "gte": lambda value, wanted: value is not None and value >= wanted,
    "isNull": lambda value, wanted: (value is None) == wanted,
}


def _value_matches(value: Any, where: Filter) -> bool:
    return all(_VALUE_TESTS[name](value, wanted) for name, wanted in where.items() if wanted is not None)


def _instant_matches(text: str | None, where: Filter) -> bool:
    moments = {name: instant(value) if isinstance(value, str) else value for name, value in where.items()}
    return _value_matches(instant(text) if text is not None else None, moments)


def _list_matches(members: Sequence[Any], where: Filter, matches: Test) -> bool:
    tests: Mapping[str, Callable[[Filter], bool]] = {
        "some": lambda inner: any(matches(member, inner) for member in members),
        "every": lambda inner: all(matches(member, inner) for member in members),
        "none": lambda inner: not any(matches(member, inner) for member in members),
    }
    return all(tests[name](inner) for name, inner in where.items() if inner is not None)


def _matches(node: Any, where: Filter, fields: Mapping[str, Test]) -> bool:
    connectives: Mapping[str, Test] = {
        "and": lambda it, operands: all(_matches(it, operand, fields) for operand in operands),
        "or": lambda it, operands: any(_matches(it, operand, fields) for operand in operands),
        "not": lambda it, operand: not _matches(it, operand, fields),
    }
    tests = {**fields, **connectives}
    return all(tests[name](node, inner) for name, inner in where.items() if inner is not None)


def article_matches(article: Article, where: Filter | None) -> bool:
    """Does an `ArticleFilter` hold for it?"""
    return where is None or _matches(article, where, _ARTICLE_TESTS)


def provider_matches(provider: Provider | None, where: Filter | None) -> bool:
    """Does a `ProviderFilter` hold for it? For a missing provider none does."""
    return where is None or (provider is not None and _matches(provider, where, _PROVIDER_TESTS))


def topic_matches(topic: Topic, where: Filter | None) -> bool:
    """Does a `TopicFilter` hold for it?"""
    return where is None or _matches(topic, where, _TOPIC_TESTS)


def _image_matches(image: Image, where: Filter) -> bool:
    return _matches(image, where, _IMAGE_TESTS)


def _value_of(attribute: str) -> Test:
    return lambda node, where: _value_matches(getattr(node, attribute), where)


_ARTICLE_TESTS: Mapping[str, Test] = {
    "path": _value_of("path"),
    "slug": _value_of("slug"),
    "source": _value_of("source"),
    "collection": _value_of("collection"),
    "category": _value_of("category"),
    "type": _value_of("type"),
    "title": _value_of("title"),
    "excerpt": _value_of("excerpt"),
    "webUrl": _value_of("web_url"),
    "publishedDateTime": lambda article, where: _instant_matches(article.published_at, where),
    "quality": _value_of("quality"),
    "heat": _value_of("heat"),
    "provider": lambda article, where: provider_matches(article.provider, where),
    "topics": lambda article, where: _list_matches(article.topics, where, topic_matches),
    "images": lambda article, where: _list_matches(article.images, where, _image_matches),
    "related": lambda article, where: _list_matches(article.related, where, article_matches),
}

_PROVIDER_TESTS: Mapping[str, Test] = {"name": _value_of("name"), "domain": _value_of("domain")}

_TOPIC_TESTS: Mapping[str, Test] = {
    "name": _value_of("name"),
    "slug": _value_of("slug"),
    "isDefined": _value_of("is_defined"),
}

_IMAGE_TESTS: Mapping[str, Test] = {
    "width": _value_of("width"),
    "height": _value_of("height"),
    "isCached": _value_of("is_cached"),
}
