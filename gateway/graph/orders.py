"""The orders that lists can be asked for. Every order is total, nulls come last in both directions.

A sort key is never null: a missing value counts as the lowest or the highest, whichever comes last, and the indexes in
`gateway.tables` hold the same expressions.
"""

from enum import Enum
from typing import Any

import strawberry
from sqlalchemy import ColumnElement, func

from gateway.errors import InternalError
from gateway.marks import Ordering, Row, Rows, Term
from gateway.tables.article import HIGHEST_NUMBER, LOWEST_NUMBER
from gateway.tables.metadata import HIGHEST, HIGHEST_TEXT, LOWEST

__all__ = [
    "ARTICLE_ORDERING",
    "PROVIDER_ORDERING",
    "TOPIC_ORDERING",
    "ArticleOrder",
    "ArticleOrderField",
    "Direction",
    "ProviderOrder",
    "ProviderOrderField",
    "TopicOrder",
    "TopicOrderField",
    "display_terms",
    "newest_terms",
]


@strawberry.enum(description="Which way a list is ordered; nulls come last both ways.")
class Direction(Enum):
    """Ascending or descending."""

    ASC = strawberry.enum_value("ASC", description="Lowest, oldest or first by code point first.")
    DESC = strawberry.enum_value("DESC", description="Highest, newest or last by code point first.")


@strawberry.enum(description="What articles can be ordered by; the path decides between equals.")
class ArticleOrderField(Enum):
    """Orders of articles."""

    PUBLISHED = strawberry.enum_value("PUBLISHED", description="By `publishedDateTime`.")
    HEAT = strawberry.enum_value("HEAT", description="By `heat`.")
    QUALITY = strawberry.enum_value("QUALITY", description="By `quality`.")
    TITLE = strawberry.enum_value("TITLE", description="By `title`, by code point.")
    RELEVANCE = strawberry.enum_value(
        "RELEVANCE",
        description="By how well they match `search`. Without `search` all do equally, and it decides nothing.",
    )


@strawberry.enum(description="What providers can be ordered by; name and domain decide between equals.")
class ProviderOrderField(Enum):
    """Orders of providers."""

    NAME = strawberry.enum_value("NAME", description="By `name`, by code point.")
    DOMAIN = strawberry.enum_value("DOMAIN", description="By `domain`, by code point.")
    ARTICLE_COUNT = strawberry.enum_value("ARTICLE_COUNT", description="By the number of PUBLISHED articles.")


@strawberry.enum(description="What topics can be ordered by; name and source decide between equals.")
class TopicOrderField(Enum):
    """Orders of topics."""

    NAME = strawberry.enum_value("NAME", description="By `name`, by code point.")
    ARTICLE_COUNT = strawberry.enum_value("ARTICLE_COUNT", description="By the number of PUBLISHED articles.")
    DISPLAY = strawberry.enum_value(
        "DISPLAY", description="By the file name of the definition, undefined topics last and by name."
    )


@strawberry.input(description="One key of an order of articles.")
class ArticleOrder:
    """`{field: HEAT, direction: DESC}`."""

    field: ArticleOrderField = strawberry.field(description="What to order by.")
    direction: Direction = strawberry.field(default=Direction.DESC, description="Which way.")


@strawberry.input(description="One key of an order of providers.")
class ProviderOrder:
    """`{field: NAME, direction: ASC}`."""

    field: ProviderOrderField = strawberry.field(description="What to order by.")
    direction: Direction = strawberry.field(default=Direction.ASC, description="Which way.")


@strawberry.input(description="One key of an order of topics.")
class TopicOrder:
    """`{field: DISPLAY, direction: ASC}`."""

    field: TopicOrderField = strawberry.field(description="What to order by.")
    direction: Direction = strawberry.field(default=Direction.ASC, description="Which way.")


def newest_terms(row: Row) -> tuple[Term, ...]:
    """`coalesce(published_at, '') DESC, path`: newest first, the undated last."""
    return (_published(row, descending=True), Term(row.path, is_long=True))


def display_terms(row: Row) -> tuple[Term, ...]:
    """By file name, undefined topics last and by name."""
    return (_text(row.file_name, descending=False), *_topic_ties(Rows(row, row.clause)))


def _published(row: Row, *, descending: bool) -> Term:
    return Term(func.coalesce(row.published_at, LOWEST if descending else HIGHEST), descending)


def _number(column: ColumnElement[Any], *, descending: bool) -> Term:
    return Term(func.coalesce(column, LOWEST_NUMBER if descending else HIGHEST_NUMBER), descending, int)


def _text(column: ColumnElement[Any], *, descending: bool) -> Term:
    return Term(func.coalesce(column, LOWEST if descending else HIGHEST_TEXT), descending)


def _relevance(rows: Rows, *, descending: bool) -> Term:
    """`match_1.score`: all keys of an order of articles end with the path, as `Matches.current` wants it."""
    if rows.matches is None:
        raise InternalError("RELEVANCE of rows that no search has found", site="relevance")
    return Term(rows.matches.score, descending, int, rows.matches.current)


def _provider_ties(rows: Rows) -> tuple[Term, ...]:
    row = rows.child
    return (Term(row.name), _text(row.domain, descending=False), Term(row.id, python_type=int))


def _topic_ties(rows: Rows) -> tuple[Term, ...]:
    return (Term(rows.child.name), Term(rows.child.source), Term(rows.child.id, python_type=int))


ARTICLE_ORDERING = Ordering(
    terms={
        "PUBLISHED": lambda rows, down: _published(rows.link or rows.child, descending=down),
        "HEAT": lambda rows, down: _number(rows.child.heat, descending=down),
        "QUALITY": lambda rows, down: _number(rows.child.quality, descending=down),
        "TITLE": lambda rows, down: Term(rows.child.title, down, is_long=True),
        "RELEVANCE": lambda rows, down: _relevance(rows, descending=down),
    },
    default=(("PUBLISHED", True),),
    ties=lambda rows: (Term((rows.link or rows.child).path, is_long=True),),
    relevance="RELEVANCE",
)

PROVIDER_ORDERING = Ordering(
    terms={
        "NAME": lambda rows, down: Term(rows.child.name, down),
        "DOMAIN": lambda rows, down: _text(rows.child.domain, descending=down),
        "ARTICLE_COUNT": lambda rows, down: Term(rows.child.article_count, down, int),
    },
    default=(("NAME", False),),
    ties=_provider_ties,
)

TOPIC_ORDERING = Ordering(
    terms={
        "NAME": lambda rows, down: Term(rows.child.name, down),
        "ARTICLE_COUNT": lambda rows, down: Term(rows.child.article_count, down, int),
        "DISPLAY": lambda rows, down: _text(rows.child.file_name, descending=down),
    },
    default=(("DISPLAY", False),),
    ties=_topic_ties,
)
