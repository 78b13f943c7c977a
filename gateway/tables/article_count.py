"""How many articles there are of each kind, topic, provider and span, counted by loads: answers add up few rows."""

from enum import IntEnum

from sqlalchemy import PrimaryKeyConstraint, Table

from gateway.tables.metadata import identifier, integer, metadata, text

__all__ = ["ALL_ARTICLES", "CountedBy", "article_count", "article_kind"]

ALL_ARTICLES = 0
"""The `within` of counts that are not within a topic or provider: ids are hashes, and none is 0."""


class CountedBy(IntEnum):
    """What the articles of a row of `article_count` have in common, beside their kind and what they are within."""

    NOTHING = 0
    TOPIC = 1
    PROVIDER = 2
    MONTH = 3
    DAY = 4


article_kind = Table(
    "article_kind",
    metadata,
    integer("id", primary_key=True, autoincrement=False),  # numbered as they come
    integer("status"),  # these five are the articles'
    text("source"),
    text("collection"),
    text("category"),
    text("type"),
    sqlite_strict=True,
)

article_count = Table(
    "article_count",
    metadata,
    identifier("within"),  # a topic or provider: only its articles are counted
    integer("counted_by"),  # see CountedBy
    integer("kind_id"),
    identifier("value"),  # the topic or provider counted by; 0: neither
    text("start"),  # the first day of the span counted by; empty: none
    integer("articles"),  # never 0
    PrimaryKeyConstraint("within", "counted_by", "kind_id", "value", "start"),
    sqlite_with_rowid=False,
    sqlite_strict=True,
)
