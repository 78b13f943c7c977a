"""The one committed load that everything shown comes from, hashes of its parts, and the migrations applied."""

from sqlalchemy import CheckConstraint, Table

from gateway.tables.metadata import binary, identifier, integer, metadata, text

__all__ = ["migration", "snapshot", "snapshot_part"]

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

snapshot_part = Table(
    "snapshot_part",
    metadata,
    integer("kind", primary_key=True, autoincrement=False),
    identifier("part", primary_key=True, autoincrement=False),
    binary("digest"),
    sqlite_with_rowid=False,
    sqlite_strict=True,
)
"""What the id of the snapshot is a hash of, so that a load need not look at all that it has not changed.

The loader knows what kinds and parts are.
"""

migration = Table(
    "migration",
    metadata,
    integer("version", primary_key=True, autoincrement=False),
    text("name"),
    text("applied_at"),
    sqlite_strict=True,
)
