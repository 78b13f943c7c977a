"""Article: a story, and the connections that lead to stories."""

from collections.abc import Callable
from typing import Annotated, Any

import strawberry
from sqlalchemy import Column, ColumnElement, func, select

from gateway.graph import relations
from gateway.graph.enums import ArticleStatus, BodyFormat, RelatedOrigin
from gateway.graph.facets import ArticleFacets
from gateway.graph.fields import After, Before, First, Last, declared, marked, stored, unresolved
from gateway.graph.image import Image
from gateway.graph.node import Node, PageInfo
from gateway.graph.orders import ARTICLE_ORDERING
from gateway.graph.provider import Provider
from gateway.graph.related import origin_of_edge, related_to_article, score_of_edge
from gateway.graph.scalars import URL, DateTime, Json
from gateway.graph.secured import Secured, secured_of_article
from gateway.graph.topic import Topic
from gateway.marks import (
    Arguments,
    Connection,
    ConnectionPart,
    EdgeValue,
    Form,
    Guarded,
    Object,
    Objects,
    Part,
    Row,
    Value,
)
from gateway.scopes import Scope
from gateway.tables import article, article_detail

__all__ = ["Article", "ArticleConnection"]

STATUS_NAMES: dict[Any, str] = {status.value: status.name for status in ArticleStatus}
EDITORIAL_ONLY = [RelatedOrigin.EDITORIAL]
ALL_BUT_REMOVED = [ArticleStatus.PUBLISHED, ArticleStatus.UNPUBLISHED, ArticleStatus.STUB]


def detail(column: Column[Any]) -> Callable[[Row, Arguments], ColumnElement[Any]]:
    """`(SELECT body FROM article_detail WHERE article_id = article_1.id)`: what lists seldom ask for."""
    return lambda row, _: select(column).where(article_detail.c.article_id == row.id).scalar_subquery()


def extra(row: Row, arguments: Arguments) -> ColumnElement[Any]:
    """`coalesce((SELECT extra ...), '{}')`."""
    return func.coalesce(detail(article_detail.c.extra)(row, arguments), relations.text("{}"))


@strawberry.type(description="A story: one content document, or a stub of one.")
class Article(Node):
    """Stored in `article`, the seldom wanted in `article_detail`."""

    id: strawberry.ID = stored(article.c.id, "The global id.", Form.ARTICLE_ID)
    path: str = stored(article.c.path, "`collection/slug`, or `source/collection/slug` for a named source.")
    slug: str = stored(article.c.slug, "Its name within the collection.")
    source: str = stored(article.c.source, "The named content root it was loaded from; empty for the unnamed root.")
    collection: str = stored(article.c.collection, "The folder it is in.")
    category: str = stored(article.c.category, "Front matter's `category`, else the collection.")
    type: str = stored(article.c.type, "`article`, `video`, `course`, … as the document says.")
    status: ArticleStatus = stored(article.c.status, "How far it is public.", choices=STATUS_NAMES)
    title: str = stored(article.c.title, "Its title, or name.")
    excerpt: str = stored(article.c.excerpt, "Its summary; may be empty.")
    body: str | None = marked(Value(detail(article_detail.c.body)), "Its text; not made safe.")
    body_format: BodyFormat | None = marked(
        Value(detail(article_detail.c.body_format)), "How the body is written; null without one."
    )
    published_date_time: DateTime | None = stored(article.c.published_at, "When it was published.", Form.INSTANT)
    web_url: URL | None = stored(article.c.web_url, "Its page.")
    original_url: URL | None = stored(article.c.original_url, "Where it was first published.")
    amp_web_url: URL | None = marked(Value(detail(article_detail.c.amp_web_url)), "Its AMP page.")
    cdn_amp_web_url: URL | None = marked(Value(detail(article_detail.c.cdn_amp_web_url)), "Its AMP page on a cache.")
    quality: int | None = stored(article.c.quality, "How good it is rated.")
    heat: int | None = stored(article.c.heat, "How much it is talked about.")
    featured_content: str | None = marked(
        Value(detail(article_detail.c.featured_content)), "HTML to show first, such as a player; not made safe."
    )
    extra: Json = marked(
        Value(extra, Form.JSON),
        "Front-matter keys that have no field of their own: top-level ones, and those of `provider` beyond name, "
        "domain and images under `provider`. Dates as written.",
    )

    @declared(Object(relations.provider_of_article), "Who published it.")
    def provider(self) -> Provider | None:
        """`article.provider_id`."""
        unresolved()

    @declared(Objects(relations.topics_of_article), "In the document's order.")
    def topics(self) -> list[Topic]:
        """`article_topic`."""
        unresolved()

    @declared(Objects(relations.images_of_article), "In the document's order.")
    def images(self) -> list[Image]:
        """`article_image`."""
        unresolved()

    @declared(
        Object(relations.image_of_article),
        "The first image at least `minWidth` wide, else the widest; null without images.",
    )
    def image(
        self,
        min_width: Annotated[
            int | None, strawberry.argument(description="In pixels; without it, the first image.")
        ] = strawberry.UNSET,
    ) -> Image | None:
        """`article_image`."""
        unresolved()

    @declared(
        Connection(related_to_article, "Article.related"),
        "Editorial stories in the document's order, then suggested ones by score: at most 20, and never one that the "
        "document names.",
    )
    def related(
        self,
        first: First = strawberry.UNSET,
        after: After = strawberry.UNSET,
        last: Last = strawberry.UNSET,
        before: Before = strawberry.UNSET,
        origin: Annotated[
            list[RelatedOrigin],
            strawberry.argument(description="Only stories of these origins."),
        ] = EDITORIAL_ONLY,
        status: Annotated[
            list[ArticleStatus], strawberry.argument(description="Only stories of these statuses.")
        ] = ALL_BUT_REMOVED,
    ) -> "RelatedConnection":
        """`article_related` and `article_suggestion`."""
        unresolved()

    @declared(
        Connection(relations.articles_naming_article, "Article.relatedFrom", ARTICLE_ORDERING),
        "Stories whose documents name this one as related, newest first, of every status but REMOVED.",
    )
    def related_from(
        self,
        first: First = strawberry.UNSET,
        after: After = strawberry.UNSET,
        last: Last = strawberry.UNSET,
        before: Before = strawberry.UNSET,
    ) -> "ArticleConnection":
        """`article_related`, backwards."""
        unresolved()

    @declared(
        Guarded(Scope.SECURED, Object(secured_of_article)),
        "The sealed payload, never opened here. Needs the scope `secured`: null and a FORBIDDEN error without it; null "
        "when the document has none.",
    )
    def secured(self) -> Secured | None:
        """`article_detail.cipher_text`."""
        unresolved()


@strawberry.type(description="An article in a page.")
class ArticleEdge:
    """Relay's edge."""

    cursor: str = marked(ConnectionPart(Part.CURSOR), "Where it stands in this order.")
    node: Article = marked(ConnectionPart(Part.NODE), "The article.")
    score: float | None = marked(
        ConnectionPart(Part.SCORE), "With `search`: how well it matches, higher is better; else null."
    )
    snippet: str | None = marked(
        ConnectionPart(Part.SNIPPET),
        "With `search`: the passage that matched, the words between <mark> and </mark>, all else HTML-escaped; else "
        "null.",
    )


@strawberry.type(description="A page of articles.")
class ArticleConnection:
    """Relay's connection."""

    edges: list[ArticleEdge] = marked(ConnectionPart(Part.EDGES), "The page's articles with their cursors.")
    nodes: list[Article] = marked(ConnectionPart(Part.NODES), "The page's articles.")
    page_info: PageInfo = marked(ConnectionPart(Part.PAGE_INFO), "What lies around the page.")
    total_count: int = marked(ConnectionPart(Part.TOTAL_COUNT), "How many there are in all pages.")

    @declared(ConnectionPart(Part.FACETS), "Counts over the whole connection, not only this page.")
    def facets(
        self,
        *,
        disjunctive: Annotated[
            bool,
            strawberry.argument(
                description="Count each facet without the conditions of `where` on that facet's own field: what a list "
                "needs in which several values can be chosen."
            ),
        ] = False,
    ) -> ArticleFacets:
        """`gateway.compiler.facets`."""
        unresolved()


@strawberry.type(description="A related story in a page.")
class RelatedEdge:
    """Relay's edge, with where it comes from."""

    cursor: str = marked(ConnectionPart(Part.CURSOR), "Where it stands in the list.")
    node: Article = marked(ConnectionPart(Part.NODE), "The story.")
    origin: RelatedOrigin = marked(EdgeValue(origin_of_edge), "Who says that it is related.")
    score: float | None = marked(
        EdgeValue(score_of_edge), "How good a suggestion it is: between 0 and 1 for SUGGESTED, null for EDITORIAL."
    )


@strawberry.type(description="A page of related stories.")
class RelatedConnection:
    """Relay's connection."""

    edges: list[RelatedEdge] = marked(ConnectionPart(Part.EDGES), "The page's stories with their cursors.")
    nodes: list[Article] = marked(ConnectionPart(Part.NODES), "The page's stories.")
    page_info: PageInfo = marked(ConnectionPart(Part.PAGE_INFO), "What lies around the page.")
    total_count: int = marked(ConnectionPart(Part.TOTAL_COUNT), "How many there are in all pages.")
