"""How long the lists of the graph are, counted at load: so it is known beforehand how much an operation can give."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from sqlalchemy import ColumnElement, Select, Table, distinct, func, select

from gateway.tables.article import article, article_image, article_related, article_topic
from gateway.tables.metadata import identifier, integer, metadata, text
from gateway.tables.provider import provider, provider_image
from gateway.tables.suggestion import article_suggestion
from gateway.tables.topic import topic

__all__ = ["LISTS", "fan_out", "fan_out_of"]

fan_out = Table(
    "fan_out",
    metadata,
    text("list", primary_key=True),  # as the graph calls it: `Article.topics`
    identifier("total"),  # entries under all parents together
    integer("most"),  # entries under one parent, at most
    sqlite_strict=True,
)


class Length(NamedTuple):
    """A list whose entries are the rows of a table, under the parents that `parent` names, or the `values` of it."""

    table: Table
    parent: ColumnElement[int] | None = None
    values: ColumnElement[str] | None = None


_DAY: Final = func.substr(article.c.published_at, 1, 10)

LISTS: Final[Mapping[str, tuple[Length, ...]]] = {
    "Query.articles": (Length(article),),
    "Query.providers": (Length(provider),),
    "Query.topics": (Length(topic),),
    "Provider.articles": (Length(article, article.c.provider_id),),
    "Provider.images": (Length(provider_image, provider_image.c.provider_id),),
    "Topic.articles": (Length(article_topic, article_topic.c.topic_id),),
    "Topic.children": (Length(topic, topic.c.parent_id),),
    "Article.topics": (Length(article_topic, article_topic.c.article_id),),
    "Article.images": (Length(article_image, article_image.c.article_id),),
    "Article.related": (
        Length(article_related, article_related.c.article_id),
        Length(article_suggestion, article_suggestion.c.article_id),
    ),
    "Article.relatedFrom": (Length(article_related, article_related.c.related_id),),
    "ArticleFilter.topics": (Length(article_topic, article_topic.c.article_id),),
    "ArticleFilter.images": (Length(article_image, article_image.c.article_id),),
    "ArticleFilter.related": (Length(article_related, article_related.c.article_id),),
    "ArticleFacets.topics": (Length(topic),),
    "ArticleFacets.providers": (Length(provider),),
    "ArticleFacets.types": (Length(article, values=article.c.type),),
    "ArticleFacets.collections": (Length(article, values=article.c.collection),),
    "ArticleFacets.published": (Length(article, values=_DAY),),  # the shortest spans are days
}
"""What each list is made of; one that is made of several is as long as they are together."""


def fan_out_of(length: Length) -> Select[tuple[int, int]]:
    """The two numbers of a list.

    `SELECT coalesce(sum(entries), 0), coalesce(max(entries), 0) FROM (SELECT count(*) AS entries FROM … GROUP BY …)`
    """
    entries = func.count() if length.values is None else func.count(distinct(length.values))
    rows = select(entries.label("entries")).select_from(length.table)
    if length.parent is not None:
        rows = rows.where(length.parent.is_not(None)).group_by(length.parent)
    counted = rows.subquery("counted")
    return select(func.coalesce(func.sum(counted.c.entries), 0), func.coalesce(func.max(counted.c.entries), 0))
