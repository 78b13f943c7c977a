"""Providers: a name on a domain, with the pictures shown for it."""

from sqlalchemy import ForeignKey, Index, PrimaryKeyConstraint, Table

from gateway.tables.metadata import binary, hashed, identifier, integer, metadata, text

__all__ = ["provider", "provider_image"]

provider = Table(
    "provider",
    metadata,
    identifier("id", primary_key=True, autoincrement=False),
    text("name"),
    text("domain", required=False),
    text("description", required=False),
    integer("article_count", default=0),  # PUBLISHED ones
    binary("digest"),
    sqlite_strict=True,
)

provider_image = Table(
    "provider_image",
    metadata,
    identifier("provider_id", ForeignKey("provider.id", ondelete="CASCADE")),
    integer("position"),
    identifier("image_id", ForeignKey("image.id")),
    integer("width", required=False),  # these five as the organization or the newest article has them
    integer("height", required=False),
    integer("is_cached", required=False),
    text("title", required=False),
    text("attribution", required=False),
    PrimaryKeyConstraint("provider_id", "position"),
    sqlite_with_rowid=False,
    sqlite_strict=True,
)

hashed("provider_domain", provider.c.domain)
Index("provider_of_image", provider_image.c.image_id)
