"""Arguments that several lists of articles take."""

from typing import Annotated

import strawberry

from gateway.graph.enums import ArticleStatus
from gateway.graph.filters import ArticleFilter
from gateway.graph.orders import ArticleOrder

__all__ = ["PUBLISHED_ONLY", "ArticlesOrder", "ArticlesSearch", "ArticlesWhere", "Statuses"]

ArticlesSearch = Annotated[
    str | None,
    strawberry.argument(
        description='Only articles that match: words, which must all be there, "phrases", beginnings* and -excluded '
        "words. Everything else is punctuation. Case and accents do not matter. A blank one counts as not given."
    ),
]
ArticlesWhere = Annotated[ArticleFilter | None, strawberry.argument(description="Only such articles.")]
ArticlesOrder = Annotated[
    list[ArticleOrder] | None,
    strawberry.argument(
        description="Keys of the order; without any, by relevance when `search` is given, else newest first."
    ),
]
Statuses = Annotated[list[ArticleStatus], strawberry.argument(description="Only articles of these statuses.")]
PUBLISHED_ONLY = [ArticleStatus.PUBLISHED]
"""What lists show unless asked otherwise."""
