"""Which rows belong to which: each function gives the rows that a relation of the graph selects.

The names say child and parent: `topics_of_article`. Each shows the SQL that it stands for.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, case, func, literal_column, select, union_all

from gateway.content.statuses import REMOVED
from gateway.graph.orders import display_terms, newest_terms
from gateway.marks import Arguments, Names, Row, Rows, Term
from gateway.tables import (
    article,
    article_detail,
    article_image,
    article_related,
    article_topic,
    image,
    provider,
    provider_image,
    topic,
)

__all__ = [
    "articles",
    "articles_naming_article",
    "articles_of_provider",
    "articles_of_topic",
    "children_of_topic",
    "image_of_article",
    "images_of_article",
    "images_of_provider",
    "named_by_article",
    "number",
    "parent_of_topic",
    "provider_of_article",
    "providers",
    "statuses",
    "text",
    "topics",
    "topics_of_article",
    "topics_of_articles",
    "with_url",
]


def number(value: int) -> ColumnElement[int]:
    """A number of ours in the text of a statement."""
    return literal_column(str(value))


def text(value: str) -> ColumnElement[str]:
    """A word of ours in the text of a statement."""
    return literal_column(f"'{value}'")


def statuses(row: Row, asked: Sequence[Any]) -> tuple[ColumnElement[bool], ...]:
    """`article_1.status = 0` for each status asked for."""
    return tuple(row.status == number(value) for value in sorted({status.value for status in asked}))


def articles(names: Names, _: Row, arguments: Arguments) -> Rows:
    """`FROM article WHERE status = 0`."""
    child = names.row(article)
    return Rows(child, child.clause, arms=statuses(child, arguments["status"]))


def articles_of_provider(names: Names, parent: Row, arguments: Arguments) -> Rows:
    """`FROM article WHERE provider_id = provider.id AND status = 0`."""
    child = names.row(article)
    return Rows(child, child.clause, (child.provider_id == parent.id,), arms=statuses(child, arguments["status"]))


def articles_of_topic(names: Names, parent: Row, arguments: Arguments) -> Rows:
    """`FROM article_topic JOIN article ON ... WHERE topic_id = topic.id AND article_topic.status = 0`."""
    link, child = names.row(article_topic), names.row(article)
    clause = link.clause.join(child.clause, child.id == link.article_id)
    return Rows(child, clause, (link.topic_id == parent.id,), arms=statuses(link, arguments["status"]), link=link)


def named_by_article(names: Names, parent: Row, _: Arguments) -> Rows:
    """`FROM article_related JOIN article ON ... WHERE article_id = article.id`, by position."""
    link, child = names.row(article_related), names.row(article)

    def current(key: ColumnElement[Any], keys: Sequence[ColumnElement[Any]]) -> ColumnElement[int]:
        """Where the story of a cursor stands now; where it stood, if it is gone.

        coalesce((SELECT position FROM article_related WHERE article_id = article.id AND related_id = ?), ?)
        """
        stored = article_related.c
        found = select(stored.position).where(stored.article_id == parent.id, stored.related_id == keys[1])
        return func.coalesce(found.scalar_subquery(), key)

    order = (Term(link.position, python_type=int, current=current), Term(link.related_id, python_type=int))
    clause = link.clause.join(child.clause, child.id == link.related_id)
    return Rows(child, clause, (link.article_id == parent.id,), order)


def articles_naming_article(names: Names, parent: Row, _: Arguments) -> Rows:
    """`FROM article_related JOIN article ON ... WHERE related_id = article.id AND status <> 3`."""
    link, child = names.row(article_related), names.row(article)
    clause = link.clause.join(child.clause, child.id == link.article_id)
    return Rows(child, clause, (link.related_id == parent.id, child.status != number(REMOVED)))


def with_url(names: Names, url: ColumnElement[str]) -> Rows:
    """`FROM (... WHERE web_url = ? UNION ALL ... original_url = ? ...) AS found JOIN article`, newest first."""
    child, detail = names.row(article), article_detail.c
    found = union_all(
        select(article.c.id).where(article.c.web_url == url),
        select(article.c.id).where(article.c.original_url == url),
        select(detail.article_id).where(detail.amp_web_url == url),
        select(detail.article_id).where(detail.cdn_amp_web_url == url),
    ).subquery("found")
    clause = found.join(child.clause, child.id == found.c.id)
    return Rows(child, clause, (child.status != number(REMOVED),), newest_terms(child))


def provider_of_article(names: Names, parent: Row, _: Arguments) -> Rows:
    """`FROM provider WHERE id = article.provider_id`."""
    child = names.row(provider)
    return Rows(child, child.clause, (child.id == parent.provider_id,))


def topics_of_article(names: Names, parent: Row, _: Arguments) -> Rows:
    """`FROM article_topic JOIN topic ON ... WHERE article_id = article.id`, by position."""
    link, child = names.row(article_topic), names.row(topic)
    clause = link.clause.join(child.clause, child.id == link.topic_id)
    return Rows(child, clause, (link.article_id == parent.id,), (Term(link.position, python_type=int),))


def topics_of_articles(names: Names, _: Row, __: Arguments) -> Rows:
    """`FROM article_topic JOIN topic ON ...`: of all articles."""
    link, child = names.row(article_topic), names.row(topic)
    return Rows(child, link.clause.join(child.clause, child.id == link.topic_id), link=link)


def images_of_article(names: Names, parent: Row, _: Arguments) -> Rows:
    """`FROM article_image JOIN image ON ... WHERE article_id = article.id`, by position."""
    link, child = names.row(article_image), names.row(image)
    clause = link.clause.join(child.clause, child.id == link.image_id)
    return Rows(child, clause, (link.article_id == parent.id,), (Term(link.position, python_type=int),))


def image_of_article(names: Names, parent: Row, arguments: Arguments) -> Rows:
    """The images, those at least `minWidth` wide before the others, and of the others the widest first."""
    rows = images_of_article(names, parent, arguments)
    if arguments.get("minWidth") is None:
        return rows
    width = func.coalesce(rows.child.width, number(0))
    shortfall = case((width >= arguments["minWidth"].bind(), number(-(2**31))), else_=-width)
    return Rows(rows.child, rows.clause, rows.where, (Term(shortfall, python_type=int), *rows.order))


def images_of_provider(names: Names, parent: Row, _: Arguments) -> Rows:
    """`FROM provider_image JOIN image ON ... WHERE provider_id = provider.id`, by position."""
    link, child = names.row(provider_image), names.row(image)
    clause = link.clause.join(child.clause, child.id == link.image_id)
    return Rows(child, clause, (link.provider_id == parent.id,), (Term(link.position, python_type=int),))


def providers(names: Names, _: Row, __: Arguments) -> Rows:
    """`FROM provider`."""
    child = names.row(provider)
    return Rows(child, child.clause)


def topics(names: Names, _: Row, __: Arguments) -> Rows:
    """`FROM topic`."""
    child = names.row(topic)
    return Rows(child, child.clause)


def parent_of_topic(names: Names, parent: Row, _: Arguments) -> Rows:
    """`FROM topic WHERE id = topic.parent_id`."""
    child = names.row(topic)
    return Rows(child, child.clause, (child.id == parent.parent_id,))


def children_of_topic(names: Names, parent: Row, _: Arguments) -> Rows:
    """`FROM topic WHERE parent_id = topic.id`, in display order."""
    child = names.row(topic)
    return Rows(child, child.clause, (child.parent_id == parent.id,), display_terms(child))
