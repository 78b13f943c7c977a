"""Stories by hand or by chance, as the oracle has them and as suggestions are made from."""

from collections.abc import Sequence
from random import Random
from typing import Any

from gateway.content.entries import ProviderUse
from gateway.content.identity import article_id, topic_id
from gateway.suggestions import Profile, pack_terms, text_terms, topic_terms
from tests.harness.oracle.graph import Article, Provider, global_id

__all__ = ["profile_of", "random_stories", "story"]


def story(path: str, title: str = "", **more: Any) -> Article:
    """A story of the unnamed source. `provider` is a name, `topics` are names, `published` is an instant."""
    use = ProviderUse(name=more["provider"]) if more.get("provider") else None
    return Article(
        id=global_id("Article", article_id(path)),
        path=path,
        source=more.get("source", ""),
        collection="news",
        slug=path,
        category="news",
        type="article",
        status=more.get("status", "PUBLISHED"),
        title=title,
        excerpt=more.get("excerpt", ""),
        body=None,
        body_format=None,
        published_at=more.get("published"),
        web_url=None,
        original_url=None,
        amp_web_url=None,
        cdn_amp_web_url=None,
        quality=None,
        heat=None,
        featured_content=None,
        extra={},
        provider_use=use,
        topic_names=more.get("topics", ()),
        image_uses=(),
        provider=Provider(use.name, use.name, None) if use else None,
    )


def profile_of(article: Article) -> Profile:
    """What suggestions know of it."""
    terms = text_terms(article.source, article.title, article.excerpt)
    terms |= topic_terms(topic_id(article.source, name) for name in article.topic_names)
    provider = article_id(article.provider.id) if article.provider else 0
    return Profile(
        article_id(article.path),
        article.path,
        article.source,
        article.published_at,
        provider,
        pack_terms(terms),
    )


def random_stories(random: Random, count: int, words: Sequence[str], topics: Sequence[str] = ()) -> list[Article]:
    """Stories of few words, early ones more often; of some providers, sources, days and statuses."""

    def text(most: int) -> str:
        return " ".join(words[int(len(words) * random.random() ** 2)] for _ in range(random.randrange(most)))

    return [
        story(
            f"news/{number:04}",
            text(5),
            excerpt=text(12),
            source=random.choice(("", "", "", "west")),
            status=random.choice(("PUBLISHED", "PUBLISHED", "UNPUBLISHED", "STUB", "REMOVED")),
            provider=random.choice(("Post", "Post", "Wire", None)),
            topics=[topic for topic in topics if random.random() < 0.85],
            published=random.choice((None, f"2023-0{random.randrange(1, 9)}-01T0{random.randrange(9)}:00:00")),
        )
        for number in range(count)
    ]
