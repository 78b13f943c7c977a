"""What the loader remembers: each file it has read, and each story that a related list names. Never served."""

from sqlalchemy import ForeignKey, Index, PrimaryKeyConstraint, Table, UniqueConstraint

from gateway.tables.metadata import binary, hashed, identifier, integer, metadata, text

__all__ = ["document", "mention"]

document = Table(
    "document",
    metadata,
    identifier("id", primary_key=True, autoincrement=False),
    text("source"),
    text("file"),  # relative to the content root
    identifier("size"),
    identifier("modified_ns"),
    text("kind", required=False),  # article | topic | organization; null: never good
    text("key", required=False),  # what it describes: an article's path, a folded topic name, a domain
    integer("is_archived", default=0),
    binary("digest", required=False),  # of the entry without `secured`
    binary("entry", required=False),  # MessagePack of the last good entry, without its related list
    binary("related", required=False),  # MessagePack of the list; null: none
    binary("problems", required=False),  # MessagePack list of Problem; null: none
    integer("is_broken", default=0),  # the file is wrong now: the last good entry is served
    UniqueConstraint("source", "file").ddl_if(dialect="sqlite"),
    sqlite_strict=True,
)

mention = Table(
    "mention",
    metadata,
    identifier("article_id", ForeignKey("article.id", ondelete="CASCADE")),
    integer("position"),
    text("source"),
    text("url", required=False),
    text("title"),
    text("published_at", required=False),
    identifier("derived_id"),  # of the path at which its stub would stand
    identifier("target_id"),  # of the article it is found to mean
    integer("start"),  # of its entry in the document's `related`, in bytes from 0
    integer("length"),  # of its entry, in bytes
    PrimaryKeyConstraint("article_id", "position"),
    # Keeps its rowid: in a table without one, SQLite gives a row of over a quarter page a page of its own.
    sqlite_strict=True,
)

Index("document_key", document.c.kind, document.c.key)
hashed("mention_url", mention.c.url)
hashed("mention_title", mention.c.title, sqlite_where=mention.c.url.is_(None))
Index("mention_target", mention.c.target_id)
