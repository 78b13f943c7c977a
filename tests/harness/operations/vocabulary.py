"""The values that occur in a content graph, by the place where an operation may use them."""

from collections.abc import Iterable, Sequence

from tests.harness.oracle.graph import Graph

__all__ = ["Vocabulary"]


class Vocabulary:
    """What occurs in a graph, and for every place something that does not.

    `values` are by hint: `ArticleFilter.title`, `TopicBy.slug`, `id`, … Each has at least one.
    """

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        articles, providers, topics = graph.articles.values(), graph.providers.values(), graph.topics.values()
        addresses = [url for article in articles for url in article.urls]
        values: dict[str, Iterable[object]] = {
            "ArticleFilter.path": (article.path for article in articles),
            "ArticleFilter.slug": (article.slug for article in articles),
            "ArticleFilter.source": (article.source for article in articles),
            "ArticleFilter.collection": (article.collection for article in articles),
            "ArticleFilter.category": (article.category for article in articles),
            "ArticleFilter.type": (article.type for article in articles),
            "ArticleFilter.title": (article.title for article in articles),
            "ArticleFilter.excerpt": (article.excerpt for article in articles),
            "ArticleFilter.webUrl": (article.web_url for article in articles),
            "ArticleFilter.publishedDateTime": (a.published_at and f"{a.published_at}Z" for a in articles),
            "ArticleFilter.quality": (article.quality for article in articles),
            "ArticleFilter.heat": (article.heat for article in articles),
            "ProviderFilter.name": (provider.name for provider in providers),
            "ProviderFilter.domain": (provider.domain for provider in providers),
            "TopicFilter.name": (topic.name for topic in topics),
            "TopicFilter.slug": (topic.slug for topic in topics),
            "ImageFilter.width": (image.width for image in graph.images.values()),
            "ImageFilter.height": (image.height for image in graph.images.values()),
            "ArticleBy.path": (article.path for article in articles),
            "ArticleBy.url": addresses,
            "ProviderBy.domain": (provider.domain for provider in providers),
            "TopicBy.slug": (topic.slug for topic in topics),
            "TopicBy.name": (topic.name for topic in topics),
            "ArticleBy.id": graph.articles,
            "ProviderBy.id": graph.providers,
            "TopicBy.id": graph.topics,
            "id": [*graph.articles, *graph.providers, *graph.topics, *graph.images],
        }
        self.values = {hint: _with_strangers(hint, found) for hint, found in values.items()}

    def __repr__(self) -> str:
        return f"Vocabulary({self.graph!r})"


def _with_strangers(hint: str, found: Iterable[object]) -> Sequence[object]:
    known = sorted({value for value in found if value is not None}, key=repr)
    name = hint.partition(".")[2]
    if name in ("quality", "heat", "width", "height"):
        return [*known, 0, -1, 50, 2147483647]
    if name == "publishedDateTime":
        return [*known, "2023-01-01T00:00:00Z", "1999-12-31T23:59:59.999Z"]
    if name == "url":
        return [*known, "https://nowhere.example/"]
    if name == "id" or hint == "id":
        return [*known, *known, "a0000000000000000", "p7fffffffffffffff", "", "é", "a1", "no such id", "1"]
    if hint in ("TopicBy.name", "ProviderBy.domain"):
        known += [str(value).upper() for value in known]
    return [*known, "nowhere", "", "%", "_"]
