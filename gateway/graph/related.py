"""Related stories as one list: those that the document names, in its order, then those that were found, by score."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from sqlalchemy import (
    Column,
    ColumnElement,
    Integer,
    MetaData,
    Select,
    Table,
    case,
    func,
    null,
    select,
    union_all,
)

from gateway.graph.enums import RelatedOrigin
from gateway.graph.relations import named_by_article, number, text
from gateway.marks import Arguments, Names, Row, Rows, Term
from gateway.sql import ratio
from gateway.tables import article, article_related, article_suggestion

__all__ = ["origin_of_edge", "related_to_article", "score_of_edge"]

_SUGGESTED_FROM: Final = 2**31
"""The first place of what is suggested: no document names so many stories."""

_WHOLE: Final = 10_000
_MOST: Final = 32
"""More than there are suggestions for one article."""

_STORY: Final = Table(
    "related_story", MetaData(), Column("place", Integer), Column("related_id", Integer), Column("score", Integer)
)
"""What both origins give."""


def related_to_article(names: Names, parent: Row, arguments: Arguments) -> Rows:
    """`FROM article_related JOIN article ON ... WHERE article_id = article.id AND status IN (...)`, by position.

    With what is suggested: `FROM (SELECT position AS place, ... FROM article_related WHERE article_id = article.id
    UNION ALL SELECT ... FROM article_suggestion WHERE article_id = article.id) AS related_story JOIN article ...`
    """
    return _related(names, parent, arguments, _suggested(parent))


def _related(names: Names, parent: Row, arguments: Arguments, suggested: Select[Any]) -> Rows:
    asked = set(arguments["origin"])
    if RelatedOrigin.SUGGESTED in asked:
        editorial = [_editorial(parent)] if RelatedOrigin.EDITORIAL in asked else []
        rows = _listed(names, parent, [*editorial, suggested])
    else:
        rows = named_by_article(names, parent, arguments)
    wanted = [number(value) for value in sorted({each.value for each in arguments["status"]})]
    where = [*rows.where, rows.child.status.in_(wanted) if wanted and asked else number(1) == number(0)]
    return replace(rows, where=tuple(where))


def _editorial(parent: Row) -> Select[Any]:
    """`SELECT position AS place, related_id, NULL AS score FROM article_related WHERE article_id = article.id`."""
    named = article_related.c
    columns = (named.position.label("place"), named.related_id, null().label("score"))
    return select(*columns).where(named.article_id == parent.id)


def _suggested(parent: Row) -> Select[Any]:
    """`SELECT 2147483648 + ... AS place, related_id, score FROM article_suggestion WHERE article_id = article.id`."""
    found = article_suggestion.c
    return select(_place().label("place"), found.related_id, found.score).where(found.article_id == parent.id)


def _place() -> ColumnElement[int]:
    """The better, the sooner: a place that others, coming and going, do not move."""
    found = article_suggestion.c
    return number(_SUGGESTED_FROM) + (number(_WHOLE) - found.score) * number(_MOST) + found.position


def _listed(names: Names, parent: Row, selects: Sequence[Select[Any]]) -> Rows:
    link, child = names.row(_STORY), names.row(article)

    def current(place: ColumnElement[Any], keys: Sequence[ColumnElement[Any]]) -> ColumnElement[int]:
        """Where the story of a cursor stands now among those of its origin; where it stood, if it is gone.

        coalesce(CASE WHEN (? < 2147483648) THEN (SELECT position ...) ELSE (SELECT ... score ...) END, ?)
        """
        named, found = article_related.c, article_suggestion.c
        editorial = select(named.position).where(named.article_id == parent.id, named.related_id == keys[1])
        suggested = select(_place()).where(found.article_id == parent.id, found.related_id == keys[1])
        now = case((place < number(_SUGGESTED_FROM), editorial.scalar_subquery()), else_=suggested.scalar_subquery())
        return func.coalesce(now, place)

    order = (Term(link.place, python_type=int, current=current), Term(link.related_id, python_type=int))
    clause = union_all(*selects).subquery(link.alias).join(child.clause, child.id == link.related_id)
    return Rows(child, clause, (), order, link=link)


def origin_of_edge(rows: Rows) -> ColumnElement[Any]:
    """`CASE WHEN related_story_1.score IS NULL THEN 'EDITORIAL' ELSE 'SUGGESTED' END`."""
    link = rows.link
    if link is None or link.table is not _STORY:
        return text(RelatedOrigin.EDITORIAL.name)
    return case((link.score.is_(None), text(RelatedOrigin.EDITORIAL.name)), else_=text(RelatedOrigin.SUGGESTED.name))


def score_of_edge(rows: Rows) -> ColumnElement[Any]:
    """`related_story_1.score / 10000.0`."""
    link = rows.link
    return null() if link is None or link.table is not _STORY else ratio(link.score, _WHOLE)
