"""The one committed load that everything shown comes from, and the migrations applied."""

from sqlalchemy import CheckConstraint, Table

from gateway.tables.metadata import identifier, integer, metadata, text

__all__ = ["migration", "snapshot"]

snapshot = Table(
    "snapshot",
    metadata,
    integer("singleton", CheckConstraint("singleton = 1"), primary_key=True, autoincrement=False),
    text("id"),  # a hash of all that answers show
    text("loaded_at"),
    integer("published"),  # articles by status
    integer("unpublished"),
    integer("stubs"),
    integer("removed"),
    integer("providers"),
    integer("topics"),
    integer("images"),
    identifier("changes"),  # how many rows `article_change` ever had: the number of the last one
    text("whole_id", required=False),  # in a public edition: of the whole's snapshot that was loaded with it
    identifier("number", required=False),  # higher with each load: the microseconds from 1970 to it, at least
    sqlite_strict=True,
)

migration = Table(
    "migration",
    metadata,
    integer("version", primary_key=True, autoincrement=False),
    text("name"),
    text("applied_at"),
    sqlite_strict=True,
)
