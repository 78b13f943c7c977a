"""Subscription: what callers are told of as it happens."""

from enum import Enum
from typing import Any

import strawberry
from sqlalchemy import ColumnElement

from gateway.graph.arguments import ArticlesWhere
from gateway.graph.article import Article
from gateway.graph.fields import declared, marked, stored, unresolved
from gateway.graph.relations import number
from gateway.marks import Arguments, Events, Form, Names, Object, Row, Rows, Value
from gateway.tables import article, article_change
from gateway.tables.changes import CHANGED, CREATED, REMOVED

__all__ = ["ArticleChange", "Subscription"]


@strawberry.enum(description="What became of an article.")
class ChangeKind(Enum):
    """The value is what `article_change.kind` stores."""

    CREATED = strawberry.enum_value(CREATED, description="It was not there before, or not shown to this caller.")
    CHANGED = strawberry.enum_value(CHANGED, description="It says something else, or names others.")
    REMOVED = strawberry.enum_value(REMOVED, description="It is gone, or no longer shown to this caller.")


KINDS: dict[Any, str] = {CREATED: "CREATED", CHANGED: "CHANGED", REMOVED: "REMOVED"}


def changes(names: Names, _: Row, __: Arguments) -> Rows:
    """`FROM article_change`."""
    child = names.row(article_change)
    return Rows(child, child.clause)


def article_of_change(names: Names, parent: Row, _: Arguments) -> Rows:
    """`FROM article WHERE id = article_change.article_id`."""
    child = names.row(article)
    return Rows(child, child.clause, (child.id == parent.article_id,))


def is_removed(row: Row) -> ColumnElement[bool]:
    """`kind = 2`: nothing is left that could be filtered by."""
    return row.kind == number(REMOVED)


@strawberry.type(description="One article that a load created, changed or removed.")
class ArticleChange:
    """Stored in `article_change`."""

    kind: ChangeKind = marked(Value(lambda row, _: row.kind, choices=KINDS), "What became of it.")
    id: strawberry.ID = stored(article_change.c.article_id, "The article's global id.", Form.ARTICLE_ID)
    snapshot_id: strawberry.ID = stored(article_change.c.snapshot_id, "The snapshot that the load committed.")

    @declared(Object(article_of_change), "The article as it is now. Null when the article is gone.")
    def article(self) -> Article | None:
        """`article_change.article_id`."""
        unresolved()


@strawberry.type(description="Everything that callers can be told of as it happens.")
class Subscription:
    """The fields of a subscription operation."""

    @declared(
        Events(changes, article_of_change, is_removed),
        "Fires once for each article that a load created, changed or removed, after the load has committed. An "
        "article counts as changed when its own fields do (but `secured`), or which provider, topics, images or "
        "related stories it names. With `where`: only while the article is such; REMOVED always.",
    )
    def article_changed(self, where: ArticlesWhere = strawberry.UNSET) -> ArticleChange:
        """`article_change`."""
        unresolved()
