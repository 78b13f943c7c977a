"""What callers without the scope `preview` are not shown, where unpublished stories are hidden."""

from typing import Final

from gateway.content.statuses import UNPUBLISHED
from gateway.graph.enums import ArticleStatus
from gateway.graph.relations import number
from gateway.marks import Hidden
from gateway.tables import article, article_change

__all__ = ["UNPUBLISHED_HIDDEN"]

UNPUBLISHED_HIDDEN: Final = Hidden(
    values=frozenset({ArticleStatus.UNPUBLISHED}),
    rows={
        article.name: lambda row: row.status != number(UNPUBLISHED),
        article_change.name: lambda row: row.public_kind.is_not(None),
    },
)
"""No unpublished article is a row of any statement, and no change of one: `article_1.status != 1`."""
