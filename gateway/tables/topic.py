"""Topics: defined by a file, or only named by articles."""

from sqlalchemy import ForeignKey, Index, Table

from gateway.tables.metadata import binary, hashed, identifier, integer, metadata, text

__all__ = ["topic"]

topic = Table(
    "topic",
    metadata,
    identifier("id", primary_key=True, autoincrement=False),
    text("source"),
    text("name"),
    text("folded_name"),  # what `topic(by: {name})` compares
    text("slug"),
    text("description", required=False),
    identifier("parent_id", ForeignKey("topic.id"), required=False),
    integer("is_defined"),
    text("file_name", required=False),  # of the definition; null: undefined
    integer("article_count", default=0),  # PUBLISHED ones
    binary("digest"),
    sqlite_strict=True,
)

hashed("topic_slug", topic.c.slug)
hashed("topic_folded_name", topic.c.folded_name)
Index("topic_parent", topic.c.parent_id)
