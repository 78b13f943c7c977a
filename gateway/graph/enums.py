"""The enums of articles."""

from enum import Enum

import strawberry

from gateway.content.statuses import PUBLISHED, REMOVED, STUB, UNPUBLISHED

__all__ = ["ArticleStatus", "BodyFormat", "RelatedOrigin"]


@strawberry.enum(description="How far a story is public.")
class ArticleStatus(Enum):
    """The value is what `article.status` stores."""

    PUBLISHED = strawberry.enum_value(PUBLISHED, description="On lists.")
    UNPUBLISHED = strawberry.enum_value(
        UNPUBLISHED, description="Front matter says `published: false`: kept off lists unless asked for."
    )
    STUB = strawberry.enum_value(STUB, description="Known only from another article's related list.")
    REMOVED = strawberry.enum_value(REMOVED, description="Front matter says `removed: true`.")


@strawberry.enum(description="How a body is written.")
class BodyFormat(Enum):
    """The value is what `article_detail.body_format` stores."""

    HTML = strawberry.enum_value("HTML", description="HTML as published; not made safe.")
    MARKDOWN = strawberry.enum_value("MARKDOWN", description="Markdown.")
    TEXT = strawberry.enum_value("TEXT", description="Plain text.")


@strawberry.enum(description="Who says that a story is related.")
class RelatedOrigin(Enum):
    """Where an edge of a related list comes from."""

    EDITORIAL = strawberry.enum_value("EDITORIAL", description="Named in the document.")
    SUGGESTED = strawberry.enum_value("SUGGESTED", description="Found by the gateway.")
