"""Finding one thing: by id, path, address, slug, name or domain. Removed articles are never found."""

import re
from collections.abc import Iterable, Mapping
from typing import TypeVar

from gateway.content.identity import fold_name
from tests.harness.oracle.graph import Article, Graph, Image, Node, Provider, Topic, newest_first

__all__ = ["choose_image", "find_article", "find_node", "find_provider", "find_topic"]

T = TypeVar("T")


def find_node(graph: Graph, key: str) -> Node | None:
    """Whatever has this global id; a malformed id has nothing."""
    node = graph.node(key) if re.fullmatch(r"[a-z][0-9a-f]{16}", key) else None
    return None if isinstance(node, Article) and node.status == "REMOVED" else node


def find_article(graph: Graph, by: Mapping[str, str]) -> Article | None:
    """By id or path; by an address the newest."""
    ((name, value),) = by.items()
    if name == "id":
        node = find_node(graph, value)
        return node if isinstance(node, Article) else None
    found = newest_first([article for article in graph.articles.values() if article.status != "REMOVED"])
    if name == "path":
        return _first(article for article in found if article.path == value)
    return _first(article for article in found if value in article.urls)


def find_provider(graph: Graph, by: Mapping[str, str]) -> Provider | None:
    """By id; by domain the one that the newest article of the domain names."""
    ((name, value),) = by.items()
    if name == "id":
        return graph.providers.get(value)
    newest = newest_first(list(graph.articles.values()))
    named = (article.provider for article in newest if article.provider is not None)
    return _first(provider for provider in named if provider.domain == value.lower())


def find_topic(graph: Graph, by: Mapping[str, str]) -> Topic | None:
    """By id; by slug or name in the first source that has it, the defined ones first."""
    ((name, value),) = by.items()
    if name == "id":
        return graph.topics.get(value)
    in_order = sorted(graph.topics.values(), key=lambda topic: (topic.source, not topic.is_defined, topic.name))
    if name == "slug":
        return _first(topic for topic in in_order if topic.slug == value)
    return _first(topic for topic in in_order if fold_name(topic.name) == fold_name(value))


def choose_image(images: Iterable[Image], min_width: int | None) -> Image | None:
    """The first at least so wide, else the widest; an unknown width counts as 0. Without a width asked: the first."""
    pictures = list(images)
    if min_width is None:
        return _first(pictures)
    wide = (image for image in pictures if (image.width or 0) >= min_width)
    return _first(wide) or max(pictures, key=lambda image: image.width or 0, default=None)


def _first(found: Iterable[T]) -> T | None:
    return next(iter(found), None)
