"""Articles and stubs: a narrow row for lists, a wide one for the rest, and their topics, images and related lists."""

from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    Index,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
    func,
    literal_column,
)

from gateway.tables.metadata import (
    HIGHEST,
    beginning,
    binary,
    hashed,
    identifier,
    integer,
    metadata,
    newest_first,
    text,
)

__all__ = [
    "HIGHEST_NUMBER",
    "LOWEST_NUMBER",
    "article",
    "article_detail",
    "article_image",
    "article_related",
    "article_topic",
]

LOWEST_NUMBER: ColumnElement[int] = literal_column("-2147483649")
"""Below every GraphQL Int: an unrated article where the highest come first."""

HIGHEST_NUMBER: ColumnElement[int] = literal_column("2147483648")
"""Above every GraphQL Int: an unrated article where the lowest come first."""

article = Table(
    "article",
    metadata,
    identifier("id", primary_key=True, autoincrement=False),
    text("path"),
    text("source"),
    text("collection"),
    text("slug"),
    text("category"),
    text("type"),
    integer("status"),  # see gateway.content.statuses
    text("title"),
    text("excerpt"),
    text("published_at", required=False),
    text("web_url", required=False),
    text("original_url", required=False),
    integer("quality", required=False),
    integer("heat", required=False),
    identifier("provider_id", ForeignKey("provider.id"), required=False),
    text("provider_name", required=False),  # as this article spells it
    identifier("document_id", ForeignKey("document.id"), required=False),  # null: a stub
    binary("digest"),
    UniqueConstraint("path").ddl_if(dialect="sqlite"),
    sqlite_strict=True,
)

article_detail = Table(
    "article_detail",
    metadata,
    identifier("article_id", ForeignKey("article.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    text("body", required=False),
    text("body_format", required=False),
    text("featured_content", required=False),
    text("amp_web_url", required=False),
    text("cdn_amp_web_url", required=False),
    text("extra", required=False),  # JSON object; null: {}
    text("cipher_text", required=False),
    text("initialization_vector", required=False),
    binary("provider_images", required=False),  # MessagePack list of ImageUse, as this article names them
    sqlite_strict=True,
)

article_topic = Table(
    "article_topic",
    metadata,
    identifier("article_id", ForeignKey("article.id", ondelete="CASCADE")),
    integer("position"),
    identifier("topic_id", ForeignKey("topic.id")),
    text("name"),  # as this article spells it
    integer("status"),  # these three are the article's, for the index by which a topic's pages are read
    text("published_at", required=False),
    text("path"),
    PrimaryKeyConstraint("article_id", "position"),
    sqlite_with_rowid=False,
    sqlite_strict=True,
)

article_image = Table(
    "article_image",
    metadata,
    identifier("article_id", ForeignKey("article.id", ondelete="CASCADE")),
    integer("position"),
    identifier("image_id", ForeignKey("image.id")),
    integer("width", required=False),  # these five as this article has them
    integer("height", required=False),
    integer("is_cached", required=False),
    text("title", required=False),
    text("attribution", required=False),
    PrimaryKeyConstraint("article_id", "position"),
    sqlite_with_rowid=False,
    sqlite_strict=True,
)

article_related = Table(
    "article_related",
    metadata,
    identifier("article_id", ForeignKey("article.id", ondelete="CASCADE")),
    integer("position"),
    identifier("related_id", ForeignKey("article.id")),
    PrimaryKeyConstraint("article_id", "position"),
    sqlite_with_rowid=False,
    sqlite_strict=True,
)

_column = article.c
_path = beginning(_column.path)

Index("article_newest", _column.status, newest_first(_column.published_at), _path)
Index("article_oldest", _column.status, func.coalesce(_column.published_at, HIGHEST), _path)
Index("article_hottest", _column.status, func.coalesce(_column.heat, LOWEST_NUMBER).desc(), _path)
Index("article_coldest", _column.status, func.coalesce(_column.heat, HIGHEST_NUMBER), _path)
Index("article_best", _column.status, func.coalesce(_column.quality, LOWEST_NUMBER).desc(), _path)
Index("article_worst", _column.status, func.coalesce(_column.quality, HIGHEST_NUMBER), _path)
Index("article_title", _column.status, beginning(_column.title), _path)
Index("article_of_provider", _column.provider_id, _column.status, newest_first(_column.published_at), _path)
Index(
    "article_facets",  # what is counted by, and what filters mostly look at, so that counting needs no rows
    _column.status,
    _column.type,
    _column.collection,
    _column.category,
    _column.source,
    _column.provider_id,
    _column.published_at,
    _column.quality,
    _column.heat,
)
hashed("article_web_url", _column.web_url, sqlite_where=_column.web_url.is_not(None))
hashed(
    "article_original_url",
    _column.original_url,
    sqlite_where=_column.original_url.is_not(None),
)
Index("article_document", _column.document_id)
hashed(
    "article_detail_amp_web_url",
    article_detail.c.amp_web_url,
    sqlite_where=article_detail.c.amp_web_url.is_not(None),
)
hashed(
    "article_detail_cdn_amp_web_url",
    article_detail.c.cdn_amp_web_url,
    sqlite_where=article_detail.c.cdn_amp_web_url.is_not(None),
)
Index(
    "article_of_topic",
    article_topic.c.topic_id,
    article_topic.c.status,
    newest_first(article_topic.c.published_at),
    beginning(article_topic.c.path),
)
Index("article_of_image", article_image.c.image_id)
Index("article_naming", article_related.c.related_id)
