"""What PostgreSQL finds articles by, apart from all else: it needs SQLAlchemy's PostgreSQL, which takes a while."""

from sqlalchemy import Column, Index, MetaData, Table, literal_column
from sqlalchemy.dialects.postgresql import TSVECTOR

from gateway.tables.metadata import identifier, integer, text
from gateway.tables.search import STATUSES

__all__ = ["article_words"]

article_words = Table(
    "article_words",
    MetaData(),  # not SQLite's
    identifier("article_id", primary_key=True, autoincrement=False),
    integer("status"),  # the article's
    text("words"),  # all of them, folded: a line for each column that is searched, see gateway.search.lexemes
    Column("lexemes", TSVECTOR, nullable=False),  # the same with their places and labels
)
"""What PostgreSQL finds articles by."""

for _status, _word in STATUSES:
    Index(
        f"search_{_word}",
        article_words.c.lexemes,
        postgresql_using="gin",
        postgresql_where=article_words.c.status == literal_column(str(_status)),
        postgresql_with={"fastupdate": "off"},  # what has just been loaded is found as quickly as the rest
    )
