"""Articles, providers, topics and images as Python objects that point at each other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from gateway.content.entries import ImageUse, ProviderUse, Sealed
from gateway.content.identity import TYPE_LETTERS
from gateway.content.problems import Problem
from gateway.scopes import NO_SCOPES, Scopes

__all__ = ["Article", "Graph", "Image", "Node", "Provider", "Topic", "global_id", "newest_first"]


Placed = tuple[str, Problem]


def global_id(type_name: str, key: int) -> str:
    """An id as clients see it: the letter of the type and 16 hexadecimal digits."""
    return f"{TYPE_LETTERS[type_name]}{key:016x}"


@dataclass(eq=False, repr=False, slots=True)
class Image:
    """A picture; what its uses say is folded into it."""

    id: str
    url: str
    width: int | None = None
    height: int | None = None
    is_cached: bool = False
    title: str | None = None
    attribution: str | None = None

    def __repr__(self) -> str:
        return f"<{self.url}>"


@dataclass(eq=False, repr=False, slots=True)
class Topic:
    """What stories are about, in one source."""

    id: str
    source: str
    name: str
    slug: str
    is_defined: bool
    file_name: str | None = None
    description: str | None = None
    parent: "Topic | None" = None
    articles: list["Article"] = field(default_factory=list)

    def __repr__(self) -> str:
        return f"<{self.source}:{self.name}>"


@dataclass(eq=False, repr=False, slots=True)
class Provider:
    """A name on a domain."""

    id: str
    name: str
    domain: str | None
    description: str | None = None
    images: list[Image] = field(default_factory=list)
    articles: list["Article"] = field(default_factory=list)

    def __repr__(self) -> str:
        return f"<{self.name}>"


@dataclass(eq=False, repr=False, slots=True)
class Article:
    """A document, or a stub of one. The three `…_use…` fields are what it says itself, before anything is shared."""

    id: str
    path: str
    source: str
    collection: str
    slug: str
    category: str
    type: str
    status: str
    title: str
    excerpt: str
    body: str | None
    body_format: str | None
    published_at: str | None
    web_url: str | None
    original_url: str | None
    amp_web_url: str | None
    cdn_amp_web_url: str | None
    quality: int | None
    heat: int | None
    featured_content: str | None
    extra: Mapping[str, Any]
    provider_use: ProviderUse | None
    topic_names: Sequence[str]
    image_uses: Sequence[ImageUse]
    secured: Sealed | None = None
    provider: Provider | None = None
    topics: list[Topic] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    related: list["Article"] = field(default_factory=list)
    named_by: list["Article"] = field(default_factory=list)
    suggested: list[tuple["Article", float]] = field(default_factory=list)

    def __repr__(self) -> str:
        return f"<{self.path}>"

    @property
    def is_stub(self) -> bool:
        """Known only from related lists."""
        return self.status == "STUB"

    @property
    def urls(self) -> tuple[str | None, ...]:
        """The four addresses that it can be looked up by."""
        return (self.web_url, self.original_url, self.amp_web_url, self.cdn_amp_web_url)


Node = Article | Provider | Topic | Image


@dataclass(repr=False, slots=True)
class Graph:
    """All content, by global id."""

    articles: dict[str, Article] = field(default_factory=dict)
    providers: dict[str, Provider] = field(default_factory=dict)
    topics: dict[str, Topic] = field(default_factory=dict)
    images: dict[str, Image] = field(default_factory=dict)
    problems: Sequence[Placed] = ()
    scopes: Scopes = NO_SCOPES  # of the caller who is being answered

    def __repr__(self) -> str:
        return f"<{len(self.articles)} articles>"

    def node(self, key: str) -> Node | None:
        """The thing of this global id."""
        return self.articles.get(key) or self.providers.get(key) or self.topics.get(key) or self.images.get(key)


def newest_first(articles: Sequence[Article]) -> list[Article]:
    """By `publishedDateTime`, the newest first and the undated last; then by path."""
    by_path = sorted(articles, key=lambda article: article.path)
    return sorted(by_path, key=lambda article: article.published_at or "", reverse=True)
