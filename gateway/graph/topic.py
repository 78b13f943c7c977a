"""Topic: what a story is about."""

from typing import TYPE_CHECKING, Annotated, Optional

import strawberry

from gateway.graph import relations
from gateway.graph.arguments import PUBLISHED_ONLY, ArticlesOrder, ArticlesSearch, ArticlesWhere, Statuses
from gateway.graph.counted import OF_TOPIC
from gateway.graph.fields import After, Before, First, Last, declared, marked, stored, unresolved
from gateway.graph.node import Node, PageInfo
from gateway.graph.orders import ARTICLE_ORDERING
from gateway.graph.search import ARTICLE_SEARCH
from gateway.marks import Connection, ConnectionPart, Form, Object, Objects, Part
from gateway.tables import topic

if TYPE_CHECKING:
    from gateway.graph.article import ArticleConnection

__all__ = ["Topic", "TopicConnection"]


@strawberry.type(description="What a story is about.")
class Topic(Node):
    """Stored in `topic`."""

    id: strawberry.ID = stored(topic.c.id, "The global id.", Form.TOPIC_ID)
    name: str = stored(topic.c.name, "As its file says, else the newest spelling.")
    slug: str = stored(topic.c.slug, "`_id` of its file, else made of the name.")
    source: str = stored(topic.c.source, "The named content root it belongs to; empty for the unnamed one.")
    description: str | None = stored(topic.c.description, "What its file says.")
    is_defined: bool = stored(
        topic.c.is_defined, "False for a topic that articles name and no topic file defines.", Form.BOOLEAN
    )

    @declared(Object(relations.parent_of_topic), "The wider topic.")
    def parent(self) -> Optional["Topic"]:
        """`topic.parent_id`."""
        unresolved()

    @declared(Objects(relations.children_of_topic), "The narrower topics, in display order.")
    def children(self) -> list["Topic"]:
        """`topic.parent_id`, backwards."""
        unresolved()

    @declared(
        Connection(relations.articles_of_topic, "Topic.articles", ARTICLE_ORDERING, ARTICLE_SEARCH, OF_TOPIC),
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
        """`article_topic`."""
        unresolved()


@strawberry.type(description="A topic in a page.")
class TopicEdge:
    """Relay's edge."""

    cursor: str = marked(ConnectionPart(Part.CURSOR), "Where it stands in this order.")
    node: Topic = marked(ConnectionPart(Part.NODE), "The topic.")


@strawberry.type(description="A page of topics.")
class TopicConnection:
    """Relay's connection."""

    edges: list[TopicEdge] = marked(ConnectionPart(Part.EDGES), "The page's topics with their cursors.")
    nodes: list[Topic] = marked(ConnectionPart(Part.NODES), "The page's topics.")
    page_info: PageInfo = marked(ConnectionPart(Part.PAGE_INFO), "What lies around the page.")
    total_count: int = marked(ConnectionPart(Part.TOTAL_COUNT), "How many there are in all pages.")
