"""Lists in order: nulls last in both directions, text by code point, and never a tie."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from tests.harness.oracle.filters import instant
from tests.harness.oracle.graph import Article, Provider, Topic

__all__ = ["Order", "article_order", "display_order", "provider_order", "topic_order"]

SortKey = Callable[[Any], Any]


class Order(Protocol):
    """Puts nodes in order; `text` names the order in cursors."""

    text: str

    def sort(self, nodes: Sequence[Any]) -> list[Any]:
        """The same nodes in this order."""


class _Sorted:
    """By some keys, each up or down; the first key is the strongest. A key that is None comes last."""

    def __init__(self, text: str, keys: Sequence[tuple[SortKey, str]]) -> None:
        self.text = text
        self._keys = tuple(keys)

    def sort(self, nodes: Sequence[Any]) -> list[Any]:
        ordered = list(nodes)
        for key, direction in reversed(self._keys):
            known = [node for node in ordered if key(node) is not None]
            unknown = [node for node in ordered if key(node) is None]
            ordered = sorted(known, key=key, reverse=direction == "DESC") + unknown
        return ordered


def _published(article: Article) -> Any:
    return None if article.published_at is None else instant(article.published_at)


def _article_count(node: Provider | Topic) -> int:
    return sum(article.status == "PUBLISHED" for article in node.articles)


_ARTICLE_KEYS: Mapping[str, SortKey] = {
    "PUBLISHED": _published,
    "HEAT": lambda article: article.heat,
    "QUALITY": lambda article: article.quality,
    "TITLE": lambda article: article.title,
}
_PROVIDER_KEYS: Mapping[str, SortKey] = {
    "NAME": lambda provider: provider.name,
    "DOMAIN": lambda provider: provider.domain,
    "ARTICLE_COUNT": _article_count,
}
_TOPIC_KEYS: Mapping[str, SortKey] = {
    "NAME": lambda topic: topic.name,
    "ARTICLE_COUNT": _article_count,
    "DISPLAY": lambda topic: topic.file_name,
}


def article_order(order_by: Sequence[Mapping[str, str]] | None) -> Order:
    """As asked, else the newest first; ties by path."""
    asked = order_by or [{"field": "PUBLISHED", "direction": "DESC"}]
    return _order(asked, _ARTICLE_KEYS, [lambda article: article.path])


def provider_order(order_by: Sequence[Mapping[str, str]] | None) -> Order:
    """As asked, else by name; ties by name, domain and id."""
    asked = order_by or [{"field": "NAME", "direction": "ASC"}]
    rest: list[SortKey] = [lambda provider: provider.name, lambda provider: provider.domain, lambda it: it.id]
    return _order(asked, _PROVIDER_KEYS, rest)


def topic_order(order_by: Sequence[Mapping[str, str]] | None) -> Order:
    """As asked, else for display; ties by name, source and id."""
    asked = order_by or [{"field": "DISPLAY", "direction": "ASC"}]
    rest: list[SortKey] = [lambda topic: topic.name, lambda topic: topic.source, lambda topic: topic.id]
    return _order(asked, _TOPIC_KEYS, rest)


def display_order(topics: Sequence[Topic]) -> list[Topic]:
    """By the file name of the definition, the undefined last."""
    return topic_order(None).sort(topics)


def _order(asked: Sequence[Mapping[str, str]], keys: Mapping[str, SortKey], rest: Sequence[SortKey]) -> Order:
    text = ",".join(f"{each['field']} {each['direction']}" for each in asked)
    chosen = [(keys[each["field"]], each["direction"]) for each in asked]
    return _Sorted(text, [*chosen, *((key, "ASC") for key in rest)])
