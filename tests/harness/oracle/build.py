"""The content graph of some documents, by the rules of docs/content.md."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from gateway.content.entries import ArticleEntry, ImageUse, OrganizationEntry, RelatedEntry, TopicEntry
from gateway.content.identity import article_id, image_id, provider_id, slugify, topic_id
from tests.harness.oracle.documents import Document
from tests.harness.oracle.graph import Article, Graph, Image, Provider, Topic, global_id, newest_first
from tests.harness.oracle.stubs import Mention, find_mentions, merge_mentions
from tests.harness.oracle.suggestions import suggest_all
from tests.harness.oracle.winners import choose_articles, choose_organizations, choose_topics

__all__ = ["build_graph"]


def build_graph(documents: Sequence[Document]) -> Graph:
    """All articles, stubs, providers, topics and images, joined; what is hidden has no part in what is suggested."""
    entries = choose_articles(documents)
    mentions = list(find_mentions(entries))
    articles = {path: _article_of_document(path, entry) for path, entry in entries.items()}
    articles |= _stubs(mentions, articles)
    _join_related(mentions, articles)
    graph = Graph(articles={article.id: article for article in articles.values()})
    newest = newest_first(list(articles.values()))
    _add_topics(graph, newest, choose_topics(documents))
    shown = _add_providers(graph, newest, choose_organizations(documents))
    _add_images(graph, newest, shown)
    suggest_all(articles.values())
    return graph


def _article_of_document(path: str, entry: ArticleEntry) -> Article:
    status = "REMOVED" if entry.is_removed else "PUBLISHED" if entry.is_published else "UNPUBLISHED"
    return Article(
        category=entry.category,
        type=entry.type,
        status=status,
        body=entry.body,
        body_format=entry.body_format,
        secured=entry.secured,
        **_shared(path, entry.source, entry),
    )


def _stub(path: str, source: str, entry: RelatedEntry) -> Article:
    return Article(
        category=entry.collection,
        type=entry.type or "article",
        status="STUB",
        body=None,
        body_format=None,
        **_shared(path, source, entry),
    )


_SHARED_FIELDS = (
    "collection",
    "slug",
    "title",
    "excerpt",
    "published_at",
    "web_url",
    "original_url",
    "amp_web_url",
    "cdn_amp_web_url",
    "quality",
    "heat",
    "featured_content",
    "extra",
)


def _shared(path: str, source: str, entry: ArticleEntry | RelatedEntry) -> dict[str, Any]:
    """What documents and stubs have alike."""
    return {
        "id": global_id("Article", article_id(path)),
        "path": path,
        "source": source,
        "provider_use": entry.provider,
        "topic_names": entry.topics,
        "image_uses": entry.images,
    } | {name: getattr(entry, name) for name in _SHARED_FIELDS}


def _stubs(mentions: Sequence[Mention], articles: Mapping[str, Article]) -> dict[str, Article]:
    of_path: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.target_path not in articles:
            of_path[mention.target_path].append(mention)
    return {path: _stub(path, group[0].parent.source, merge_mentions(group)) for path, group in of_path.items()}


def _join_related(mentions: Sequence[Mention], articles: Mapping[str, Article]) -> None:
    for mention in sorted(mentions, key=lambda each: (each.parent_path, each.position)):
        parent, target = articles[mention.parent_path], articles[mention.target_path]
        if target is parent or target in parent.related:
            continue
        parent.related.append(target)
        if parent.status != "REMOVED":
            target.named_by.append(parent)


def _add_topics(graph: Graph, newest: Sequence[Article], defined: Mapping[tuple[str, str], TopicEntry]) -> None:
    def topic_of(source: str, name: str) -> Topic:
        key = global_id("Topic", topic_id(source, name))
        if key not in graph.topics:
            graph.topics[key] = Topic(key, source, name, slugify(name), is_defined=False)
        return graph.topics[key]

    for entry in defined.values():
        key = global_id("Topic", topic_id(entry.source, entry.name))
        graph.topics[key] = Topic(key, entry.source, entry.name, entry.slug, True, entry.file_name, entry.description)
    for article in newest:
        for name in article.topic_names:
            topic = topic_of(article.source, name)
            if topic not in article.topics:
                article.topics.append(topic)
                topic.articles.append(article)
    for entry in sorted(defined.values(), key=lambda each: (each.source, each.file_name)):
        if entry.parent is not None:
            topic_of(entry.source, entry.name).parent = topic_of(entry.source, entry.parent)
    _end_parent_loops(list(graph.topics.values()))


def _end_parent_loops(topics: Sequence[Topic]) -> None:
    """Of topics that are each other's ancestors, the one with the last file has no parent."""
    loops = {id(topic): loop for topic in topics if (loop := _loop_of(topic))}
    for loop in loops.values():
        last = max(loop, key=lambda topic: topic.file_name or "")
        last.parent = None


def _loop_of(topic: Topic) -> list[Topic]:
    """The chain of parents that leads back to the topic; none if it does not."""
    chain = [topic]
    while (parent := chain[-1].parent) is not topic:
        if parent is None or parent in chain:
            return []
        chain.append(parent)
    return chain


def _add_providers(
    graph: Graph, newest: Sequence[Article], organizations: Mapping[str, OrganizationEntry]
) -> dict[str, tuple[ImageUse, ...]]:
    """Adds the providers; gives the picture uses of each, by its id.

    The newest article that names one spells it; without an organization the newest that shows pictures for it counts.
    """
    shown: dict[str, tuple[ImageUse, ...]] = {}
    for article in newest:
        use = article.provider_use
        if use is None:
            continue
        key = global_id("Provider", provider_id(use.domain, use.name))
        if key not in graph.providers:
            organization = organizations.get(use.domain or "")
            description = organization.description if organization else None
            graph.providers[key] = Provider(key, use.name, use.domain, description)
            shown[key] = organization.images if organization else ()
        shown[key] = shown[key] or use.images
        article.provider = graph.providers[key]
        article.provider.articles.append(article)
    return shown


def _add_images(graph: Graph, newest: Sequence[Article], shown: Mapping[str, tuple[ImageUse, ...]]) -> None:
    """Folds all uses of each address, in the order in which they are believed."""
    for use in _uses_in_order(newest, shown):
        image = _image_of(graph, use.url)
        image.width = use.width if image.width is None else image.width
        image.height = use.height if image.height is None else image.height
        image.title = use.title if image.title is None else image.title
        image.attribution = use.attribution if image.attribution is None else image.attribution
        image.is_cached = image.is_cached or bool(use.is_cached)
    for article in newest:
        article.images = [_image_of(graph, use.url) for use in _once(article.image_uses)]
    for key, uses in shown.items():
        graph.providers[key].images = [_image_of(graph, use.url) for use in _once(uses)]


def _uses_in_order(newest: Sequence[Article], shown: Mapping[str, tuple[ImageUse, ...]]) -> Iterator[ImageUse]:
    """Documents, the newest first; then what is shown for providers; then stubs, the newest first."""
    for article in newest:
        if not article.is_stub:
            yield from _once(article.image_uses)
    for key in sorted(shown):
        yield from _once(shown[key])
    for article in newest:
        if article.is_stub:
            yield from _once(article.image_uses)


def _image_of(graph: Graph, url: str) -> Image:
    key = global_id("Image", image_id(url))
    return graph.images.setdefault(key, Image(key, url))


def _once(uses: Sequence[ImageUse]) -> list[ImageUse]:
    """Without repeated addresses: the first use counts."""
    first: dict[str, ImageUse] = {}
    for use in uses:
        first.setdefault(use.url, use)
    return list(first.values())
