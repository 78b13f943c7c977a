"""How long the lists of the graph are, counted at load: so it is known beforehand how much an operation can give."""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, Select, Table, and_, distinct, func, select, true

from gateway.tables.article import article, article_image, article_related, article_topic
from gateway.tables.article_count import ALL_ARTICLES, CountedBy, article_count, article_kind
from gateway.tables.metadata import identifier, integer, metadata, text
from gateway.tables.provider import provider, provider_image
from gateway.tables.suggestion import article_suggestion
from gateway.tables.topic import topic

__all__ = ["LENGTHS", "LISTS", "Length", "fan_out", "longest_list"]

fan_out = Table(
    "fan_out",
    metadata,
    text("list", primary_key=True),  # as the graph calls it: `Article.topics`
    identifier("total"),  # entries under all parents together
    integer("most"),  # entries under one parent, at most
    sqlite_strict=True,
)

longest_list = Table(
    "longest_list",
    metadata,
    text("length", primary_key=True),  # one of LENGTHS
    identifier("parent"),
    integer("entries"),
    sqlite_strict=True,
)
"""Whose list is the longest: while it is as long as it was, only lists that have grown can be longer."""


class Length(NamedTuple):
    """A list whose entries are rows of a table, under the parents that `parent` names; `entries` tells how many."""

    table: Table
    parent: ColumnElement[int] | None = None
    entries: ColumnElement[int] = func.count()
    condition: ColumnElement[bool] = true()

    @property
    def by_parent(self) -> Select[Any]:
        """How many entries there are under each parent.

        `SELECT article_id AS parent, count(*) AS entries FROM article_topic WHERE … GROUP BY article_id`
        """
        counted: Select[Any] = select(self.entries.label("entries")).select_from(self.table).where(self.condition)
        if self.parent is None:
            return counted
        return (
            counted.with_only_columns(self.parent.label("parent"), *counted.selected_columns)
            .where(self.parent.is_not(None))
            .group_by(self.parent)
        )

    @property
    def counted(self) -> Select[tuple[int, int]]:
        """How many entries there are, and how many under one parent at most.

        `SELECT coalesce(sum(entries), 0), coalesce(max(entries), 0) FROM (SELECT …) AS counted`
        """
        entries = self.by_parent.subquery("counted").c.entries
        return select(func.coalesce(func.sum(entries), 0), func.coalesce(func.max(entries), 0))


_count: Final = article_count.c


def _counted(by: CountedBy) -> ColumnElement[bool]:
    return and_(_count.within == ALL_ARTICLES, _count.counted_by == int(by))


def _articles_by(by: CountedBy) -> Length:
    return Length(article_count, _count.value, func.sum(_count.articles), _counted(by))


LENGTHS: Final[Mapping[str, Length]] = {
    "articles": Length(article),
    "providers": Length(provider),
    "topics": Length(topic),
    "articles of a provider": _articles_by(CountedBy.PROVIDER),
    "articles of a topic": _articles_by(CountedBy.TOPIC),
    "images of a provider": Length(provider_image, provider_image.c.provider_id),
    "children of a topic": Length(topic, topic.c.parent_id),
    "topics of an article": Length(article_topic, article_topic.c.article_id),
    "images of an article": Length(article_image, article_image.c.article_id),
    "related of an article": Length(article_related, article_related.c.article_id),
    "suggested of an article": Length(article_suggestion, article_suggestion.c.article_id),
    "naming an article": Length(article_related, article_related.c.related_id),
    "types": Length(article_kind, entries=func.count(distinct(article_kind.c.type))),
    "collections": Length(article_kind, entries=func.count(distinct(article_kind.c.collection))),
    # The shortest spans are days.
    "days": Length(article_count, entries=func.count(distinct(_count.start)), condition=_counted(CountedBy.DAY)),
}

LISTS: Final[Mapping[str, tuple[str, ...]]] = {
    "Query.articles": ("articles",),
    "Query.providers": ("providers",),
    "Query.topics": ("topics",),
    "Provider.articles": ("articles of a provider",),
    "Provider.images": ("images of a provider",),
    "Topic.articles": ("articles of a topic",),
    "Topic.children": ("children of a topic",),
    "Article.topics": ("topics of an article",),
    "Article.images": ("images of an article",),
    "Article.related": ("related of an article", "suggested of an article"),
    "Article.relatedFrom": ("naming an article",),
    "ArticleFilter.topics": ("topics of an article",),
    "ArticleFilter.images": ("images of an article",),
    "ArticleFilter.related": ("related of an article",),
    "ArticleFacets.topics": ("topics",),
    "ArticleFacets.providers": ("providers",),
    "ArticleFacets.types": ("types",),
    "ArticleFacets.collections": ("collections",),
    "ArticleFacets.published": ("days",),
}
"""What each list is made of; one that is made of several is as long as they are together."""
