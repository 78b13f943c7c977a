"""Suggested stories, and what the loader remembers to find them: the terms of articles, the articles of terms."""

from sqlalchemy import ForeignKey, PrimaryKeyConstraint, Table

from gateway.tables.metadata import binary, identifier, integer, metadata

__all__ = ["article_suggestion", "article_terms", "posting"]

article_suggestion = Table(
    "article_suggestion",
    metadata,
    # No keys to `article`: they would be looked up for every row of a load, and what is read is joined with it anyway.
    identifier("article_id"),
    integer("position"),
    identifier("related_id"),
    integer("score"),  # in ten-thousandths, at most 10000
    PrimaryKeyConstraint("article_id", "position"),
    sqlite_with_rowid=False,
    sqlite_strict=True,
)

article_terms = Table(
    "article_terms",
    metadata,
    identifier("article_id", ForeignKey("article.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    binary("terms"),  # ascending, four bytes each, the lowest first
    sqlite_strict=True,
)

posting = Table(
    "posting",
    metadata,
    identifier("term", primary_key=True, autoincrement=False),
    integer("frequency"),  # how many articles have this term
    binary("articles", required=False),  # ids of all with it, ascending, eight bytes each; null: too many
    sqlite_strict=True,
)
