"""A log of the articles whose answer a load has changed: what subscribers are told."""

from sqlalchemy import Table

from gateway.tables.metadata import identifier, integer, metadata, text

__all__ = ["CHANGED", "CREATED", "REMOVED", "article_change"]

CREATED = 0
CHANGED = 1
REMOVED = 2

article_change = Table(
    "article_change",
    metadata,
    identifier("number", primary_key=True, autoincrement=False),  # counted from 1 over all loads, without gaps
    text("snapshot_id"),  # of the load that changed it
    identifier("article_id"),  # of an article that may be gone
    integer("kind"),  # to those who are answered from this edition
    sqlite_strict=True,
)
