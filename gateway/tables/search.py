"""What can be found by words: the text of each article, and an index of it for the articles of each status.

Each engine has indexes of its own kind: SQLite's are tables of FTS5, PostgreSQL's are of the column `lexemes`.

How well an article matches depends on all articles of its index, and so on none of another status: whoever is not shown
unpublished articles cannot feel them in a score either.
"""

from typing import Final

from sqlalchemy import Column, ForeignKey, Integer, MetaData, Table, Text

from gateway.tables.metadata import identifier, integer, metadata, text

__all__ = [
    "EVERY_WORD",
    "LABELS",
    "RANKED",
    "SEARCHED",
    "SEARCH_INDEXES",
    "article_text",
    "search_weight",
    "search_word",
]

SEARCHED: Final = {"title": 10.0, "excerpt": 4.0, "body": 1.0, "topics": 3.0, "provider": 2.0}
"""The columns that are searched, and how much a word in each weighs."""

LABELS: Final = {"title": "A", "excerpt": "B", "body": "D", "topics": "C", "provider": "C"}
"""The same as PostgreSQL knows it: it has four labels, and `ts_rank` a weight for each."""

article_text = Table(
    "article_text",
    metadata,
    identifier("article_id", ForeignKey("article.id"), primary_key=True, autoincrement=False),
    integer("status"),  # the article's: in which index it is
    text("title"),  # these five as passages show them, see gateway.search.words; in PostgreSQL with gateway.search.PART
    text("excerpt"),
    text("body"),
    text("topics"),  # their names
    text("provider"),  # its name
    sqlite_strict=True,
)

STATUSES: Final = tuple(enumerate(("published", "unpublished", "stub", "removed")))
"""See gateway.content.statuses."""

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


SEARCH_INDEXES: Final = tuple(_index(status, f"search_{word}") for status, word in STATUSES)
"""SQLite's index of each status."""

RANKED: Final = SEARCH_INDEXES[0]
"""The index whose articles SQLite also finds by how much a word weighs in them: that of the status PUBLISHED."""

EVERY_WORD: Final = ""
"""Stands for all words in the next two tables: each article has it, and it weighs nothing."""

search_weight = Table(
    "search_weight",
    MetaData(),
    text("word"),
    integer("weight"),  # of the columns that say it, summed over all times they do
    integer("length"),  # how many words the article has
    identifier("article_id"),
    info={
        "create": """CREATE TABLE search_weight (
    word TEXT NOT NULL,
    weight INTEGER NOT NULL,
    length INTEGER NOT NULL,
    article_id INTEGER NOT NULL,
    PRIMARY KEY (word, weight DESC, length, article_id)
) WITHOUT ROWID, STRICT"""
    },
)
"""The best articles for a word stand together: the heavier the better, and of the same weight the shorter."""

search_word = Table(
    "search_word",
    MetaData(),
    text("word"),
    integer("articles"),  # how many have it
    integer("lengths"),  # of these articles, summed
    info={
        "create": """CREATE TABLE search_word (
    word TEXT NOT NULL PRIMARY KEY,
    articles INTEGER NOT NULL,
    lengths INTEGER NOT NULL
) WITHOUT ROWID, STRICT"""
    },
)
"""What `search_weight` says of each word. Without a row for every word nothing is ranked yet."""
