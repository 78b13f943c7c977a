"""Provider: who published a story."""

from typing import TYPE_CHECKING, Annotated

import strawberry

from gateway.graph import relations
from gateway.graph.arguments import PUBLISHED_ONLY, ArticlesOrder, ArticlesSearch, ArticlesWhere, Statuses
from gateway.graph.counted import OF_PROVIDER
from gateway.graph.fields import After, Before, First, Last, declared, marked, stored, unresolved
from gateway.graph.image import Image
from gateway.graph.node import Node, PageInfo
from gateway.graph.orders import ARTICLE_ORDERING
from gateway.graph.search import ARTICLE_SEARCH
from gateway.marks import Connection, ConnectionPart, Form, Objects, Part
from gateway.tables import provider

if TYPE_CHECKING:
    from gateway.graph.article import ArticleConnection

__all__ = ["Provider", "ProviderConnection"]


@strawberry.type(description="Who published a story: a name on a domain.")
class Provider(Node):
    """Stored in `provider`."""

    id: strawberry.ID = stored(provider.c.id, "The global id.", Form.PROVIDER_ID)
    name: str = stored(provider.c.name, "The newest spelling.")
    domain: str | None = stored(provider.c.domain, "Lower case.")
    description: str | None = stored(provider.c.description, "What the domain's organization file says.")

    @declared(Objects(relations.images_of_provider), "The organization's, else those that the newest story names.")
    def images(self) -> list[Image]:
        """`provider_image`."""
        unresolved()

    @declared(
        Connection(relations.articles_of_provider, "Provider.articles", ARTICLE_ORDERING, ARTICLE_SEARCH, OF_PROVIDER),
        "Its stories, in pages.",
    )
    def articles(
        self,
        first: First = strawberry.UNSET,
        after: After = strawberry.UNSET,
        last: Last = strawberry.UNSET,
        before: Before = strawberry.UNSET,
        search: ArticlesSearch = strawberry.UNSET,
        where: ArticlesWhere = strawberry.UNSET,
        status: Statuses = PUBLISHED_ONLY,
        order_by: ArticlesOrder = strawberry.UNSET,
    ) -> Annotated["ArticleConnection", strawberry.lazy("gateway.graph.article")]:
        """`article.provider_id`."""
        unresolved()


@strawberry.type(description="A provider in a page.")
class ProviderEdge:
    """Relay's edge."""

    cursor: str = marked(ConnectionPart(Part.CURSOR), "Where it stands in this order.")
    node: Provider = marked(ConnectionPart(Part.NODE), "The provider.")


@strawberry.type(description="A page of providers.")
class ProviderConnection:
    """Relay's connection."""

    edges: list[ProviderEdge] = marked(ConnectionPart(Part.EDGES), "The page's providers with their cursors.")
    nodes: list[Provider] = marked(ConnectionPart(Part.NODES), "The page's providers.")
    page_info: PageInfo = marked(ConnectionPart(Part.PAGE_INFO), "What lies around the page.")
    total_count: int = marked(ConnectionPart(Part.TOTAL_COUNT), "How many there are in all pages.")
