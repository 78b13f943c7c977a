"""Images: a picture, one row for each address."""

from sqlalchemy import Table

from gateway.tables.metadata import binary, identifier, integer, metadata, text

__all__ = ["image"]

image = Table(
    "image",
    metadata,
    identifier("id", primary_key=True, autoincrement=False),
    text("url"),
    integer("width", required=False),
    integer("height", required=False),
    integer("is_cached"),
    text("title", required=False),
    text("attribution", required=False),
    binary("digest"),
    sqlite_strict=True,
)
