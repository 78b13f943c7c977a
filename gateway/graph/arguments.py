"""Arguments that several lists of articles take."""

from typing import Annotated

import strawberry

from gateway.graph.enums import ArticleStatus
from gateway.graph.filters import ArticleFilter
from gateway.graph.orders import ArticleOrder

__all__ = ["PUBLISHED_ONLY", "ArticlesOrder", "ArticlesWhere", "Statuses"]

ArticlesWhere = Annotated[ArticleFilter | None, strawberry.argument(description="Only such articles.")]
ArticlesOrder = Annotated[
    list[ArticleOrder] | None, strawberry.argument(description="Keys of the order; newest first without any.")
]
Statuses = Annotated[list[ArticleStatus], strawberry.argument(description="Only articles of these statuses.")]
PUBLISHED_ONLY = [ArticleStatus.PUBLISHED]
"""What lists show unless asked otherwise."""
