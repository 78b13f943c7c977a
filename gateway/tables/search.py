"""What can be found by words: the text of each article, and an index of it for the articles of each status.

How well an article matches depends on all articles of its index, and so on none of another status: whoever is not shown
unpublished articles cannot feel them in a score either.
"""

from typing import Final

from sqlalchemy import Column, ForeignKey, Integer, MetaData, Table, Text

from gateway.tables.metadata import identifier, integer, metadata, text

__all__ = ["SEARCHED", "SEARCH_INDEXES", "article_text"]

SEARCHED: Final = {"title": 10.0, "excerpt": 4.0, "body": 1.0, "topics": 3.0, "provider": 2.0}
"""The columns that are searched, and how much a word in each weighs."""

article_text = Table(
    "article_text",
    metadata,
    identifier("article_id", ForeignKey("article.id"), primary_key=True, autoincrement=False),
    integer("status"),  # the article's: in which index it is
    text("title"),  # these five as passages show them, see gateway.search.words
    text("excerpt"),
    text("body"),
    text("topics"),  # their names
    text("provider"),  # its name
    sqlite_strict=True,
)

_CREATE: Final = """CREATE VIRTUAL TABLE {name} USING fts5 (
    {columns},
    content = 'article_text',
    content_rowid = 'article_id',
    tokenize = "unicode61 remove_diacritics 0 categories 'L* N* M*'"
)"""


def _index(status: int, name: str) -> Table:
    """An FTS5 table. It holds folded words, and finds the text for passages in `article_text`."""
    table = Table(
        name,
        MetaData(),
        Column("rowid", Integer),  # the article's id
        Column(name, Text),  # FTS5: the column of that name is the whole row
        *(Column(column, Text) for column in SEARCHED),
    )
    table.info["status"] = status
    table.info["create"] = _CREATE.format(name=name, columns=", ".join(SEARCHED))
    return table


SEARCH_INDEXES: Final = tuple(
    _index(status, f"search_{word}") for status, word in enumerate(("published", "unpublished", "stub", "removed"))
)
"""The index of each status; see gateway.content.statuses."""
