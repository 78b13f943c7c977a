"""Query: where every operation begins."""

from typing import Annotated

import strawberry

from gateway.graph import relations
from gateway.graph.arguments import PUBLISHED_ONLY, ArticlesOrder, ArticlesSearch, ArticlesWhere, Statuses
from gateway.graph.article import Article, ArticleConnection
from gateway.graph.counted import OF_ALL
from gateway.graph.fields import After, Before, First, Last, declared, unresolved
from gateway.graph.filters import ProviderFilter, TopicFilter
from gateway.graph.lookups import NODES, ArticleBy, ProviderBy, TopicBy, article_by, provider_by, topic_by
from gateway.graph.node import Node
from gateway.graph.orders import (
    ARTICLE_ORDERING,
    PROVIDER_ORDERING,
    TOPIC_ORDERING,
    ProviderOrder,
    TopicOrder,
)
from gateway.graph.provider import Provider, ProviderConnection
from gateway.graph.search import ARTICLE_SEARCH
from gateway.graph.snapshot import Snapshot, the_snapshot
from gateway.graph.topic import Topic, TopicConnection
from gateway.marks import Connection, NodeById, Object

__all__ = ["Query"]

Id = Annotated[strawberry.ID, strawberry.argument(description="A global id.")]
Ids = Annotated[list[strawberry.ID], strawberry.argument(description="Global ids, at most 100.")]
By = strawberry.argument(description="Exactly one key.")


@strawberry.type(description="Everything that can be read.")
class Query:
    """The fields of a query operation."""

    @declared(NodeById("id", NODES), "The object with a global id; null for a malformed one or one that is gone.")
    def node(self, id: Id) -> Node | None:  # noqa: A002
        """Relay's node."""
        unresolved()

    @declared(NodeById("ids", NODES, is_list=True), "The objects with these global ids, in their order.")
    def nodes(self, ids: Ids) -> list[Node | None]:
        """Relay's nodes."""
        unresolved()

    @declared(Object(article_by), "One article; never a REMOVED one.")
    def article(self, by: Annotated[ArticleBy, By]) -> Article | None:
        """A look-up."""
        unresolved()

    @declared(Object(provider_by), "One provider.")
    def provider(self, by: Annotated[ProviderBy, By]) -> Provider | None:
        """A look-up."""
        unresolved()

    @declared(Object(topic_by), "One topic.")
    def topic(self, by: Annotated[TopicBy, By]) -> Topic | None:
        """A look-up."""
        unresolved()

    @declared(
        Connection(relations.articles, "Query.articles", ARTICLE_ORDERING, ARTICLE_SEARCH, OF_ALL),
        "All articles, in pages. Without `orderBy` (or with an empty one): by relevance when `search` is given, else "
        "newest first. On every connection: 25 a page when neither `first` nor `last` is given, 100 at most, 0 is an "
        "empty page; nulls come last in both directions; text sorts by code point; hasNextPage and hasPreviousPage are "
        "exact; a negative or too large page, a malformed cursor, or a cursor of another list or order is a "
        "BAD_USER_INPUT error.",
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
    ) -> ArticleConnection:
        """All articles."""
        unresolved()

    @declared(Connection(relations.providers, "Query.providers", PROVIDER_ORDERING), "All providers, in pages.")
    def providers(
        self,
        first: First = strawberry.UNSET,
        after: After = strawberry.UNSET,
        last: Last = strawberry.UNSET,
        before: Before = strawberry.UNSET,
        where: Annotated[
            ProviderFilter | None, strawberry.argument(description="Only such providers.")
        ] = strawberry.UNSET,
        order_by: Annotated[
            list[ProviderOrder] | None, strawberry.argument(description="Keys of the order; by name without any.")
        ] = strawberry.UNSET,
    ) -> ProviderConnection:
        """All providers."""
        unresolved()

    @declared(Connection(relations.topics, "Query.topics", TOPIC_ORDERING), "All topics, in pages.")
    def topics(
        self,
        first: First = strawberry.UNSET,
        after: After = strawberry.UNSET,
        last: Last = strawberry.UNSET,
        before: Before = strawberry.UNSET,
        where: Annotated[TopicFilter | None, strawberry.argument(description="Only such topics.")] = strawberry.UNSET,
        order_by: Annotated[
            list[TopicOrder] | None,
            strawberry.argument(description="Keys of the order; in display order without any."),
        ] = strawberry.UNSET,
    ) -> TopicConnection:
        """All topics."""
        unresolved()

    @declared(Object(the_snapshot), "The content that this answer was read from.")
    def snapshot(self) -> Snapshot:
        """The one row."""
        unresolved()
