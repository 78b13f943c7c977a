"""Damage done to a database on purpose, each such that one check of the doctor sees it and no other."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

__all__ = ["DAMAGES", "run_sql"]


def run_sql(file: Path, *statements: str) -> None:
    """Change a database behind the gateway's back."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def sql(*statements: str) -> Callable[[Path], None]:
    return lambda file: run_sql(file, *statements)


def swapped(table: str) -> list[str]:
    """Change the first two entries of every list with each other."""
    places = ((0, 70), (1, 0), (70, 1))
    return [f"UPDATE {table} SET position = {to} WHERE position = {place}" for place, to in places]


def hide_index(file: Path) -> None:
    """Add a row to a table while SQLite does not know of its index."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        (row,) = connection.execute("SELECT * FROM sqlite_schema WHERE name = 'problem_place'").fetchall()
        connection.execute("PRAGMA writable_schema = 1")
        connection.execute("DELETE FROM sqlite_schema WHERE name = 'problem_place'")
    run_sql(file, "INSERT INTO problem VALUES ('ERROR', '', 'x.md', NULL, NULL, 'x', 'x')")
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA writable_schema = 1")
        connection.execute("INSERT INTO sqlite_schema VALUES (?, ?, ?, ?, ?)", row)


def grow_log(file: Path) -> None:
    """Leave a log that is larger than the database, as one whom a reader keeps from being moved into the file."""
    with file.with_name(f"{file.name}-wal").open("wb") as log:
        log.truncate(max(65 * 1024 * 1024, 2 * file.stat().st_size))


NO_ARTICLE = "INSERT INTO article_terms (article_id, terms) VALUES (1, x'')"
NO_WORDS = "DELETE FROM search_published_docsize WHERE id = (SELECT max(id) FROM search_published_docsize)"
NO_TEXT = ("PRAGMA foreign_keys = 0", "DELETE FROM article_text WHERE status = 1")
OLDER = "DELETE FROM migration WHERE version = (SELECT max(version) FROM migration)"


def leave_journal(file: Path) -> None:
    """As a first load does that is broken off."""
    file.with_name(f"{file.name}-journal").write_bytes(b"\xd9\xd5\x05\xf9 \xa1c\xd7")


DAMAGES: dict[str, tuple[str, Callable[[Path], None]]] = {
    "a row without its entry in an index": ("integrity", hide_index),
    "a row that refers to nothing": ("foreign keys", sql(NO_ARTICLE)),
    "another title": ("contents", sql("UPDATE article SET title = title || '!' WHERE path LIKE '%2'")),
    "another body": ("contents", sql("UPDATE article_detail SET body = 'x'")),
    "topics in another order": ("contents", sql(*swapped("article_topic"))),
    "images in another order": ("contents", sql("UPDATE article_image SET image_id = (SELECT max(id) FROM image)")),
    "another domain of a provider": ("contents", sql("UPDATE provider SET domain = 'x.example'")),
    "another size of an image": ("contents", sql("UPDATE image SET width = 4711")),
    "another description of a topic": ("contents", sql("UPDATE topic SET description = 'x'")),
    "another snapshot": ("snapshot", sql("UPDATE snapshot SET id = 'x'")),
    "another hash of a part": ("snapshot", sql("UPDATE snapshot_part SET digest = x'00' WHERE kind = 2")),
    "another related list": ("snapshot", sql(*swapped("article_related"))),
    "another count of articles": ("counts", sql("UPDATE snapshot SET published = 4711")),
    "another length of a list": ("counts", sql("UPDATE fan_out SET most = most + 1 WHERE list = 'Article.topics'")),
    "another count of a kind": ("counts", sql("UPDATE article_count SET articles = 4711 WHERE counted_by = 0")),
    "another count by topic": ("counts", sql("UPDATE article_count SET articles = 4711 WHERE counted_by = 1")),
    "another count by day": ("counts", sql("UPDATE article_count SET articles = 4711 WHERE counted_by = 4")),
    "another count of a topic": ("counts", sql("UPDATE topic SET article_count = 4711")),
    "another count of a provider": ("counts", sql("UPDATE provider SET article_count = article_count + 1")),
    "an article that is in no index": ("search", sql(NO_WORDS)),
    "a text that is gone": ("search", sql(*NO_TEXT)),
    "an index of words that is broken": ("search", sql("DELETE FROM search_published_data WHERE id > 10")),
    "a long log": ("log", grow_log),
    "a load that was broken off": ("log", leave_journal),
    "older tables": ("version", sql(OLDER)),
}
"""What was done, which check sees it, and how it is done."""
