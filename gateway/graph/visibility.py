"""What callers without the scope `preview` are not shown, where unpublished stories are hidden."""

from typing import Final

from gateway.content.statuses import REMOVED, UNPUBLISHED
from gateway.graph.enums import ArticleStatus
from gateway.graph.relations import number
from gateway.marks import Hidden
from gateway.tables import article, article_change

__all__ = ["UNPUBLISHED_HIDDEN"]

UNPUBLISHED_HIDDEN: Final = Hidden(
    values=frozenset({ArticleStatus.UNPUBLISHED, ArticleStatus.REMOVED}),
    rows={
        article.name: lambda row: row.status.not_in([number(UNPUBLISHED), number(REMOVED)]),
        article_change.name: lambda row: row.public_kind.is_not(None),
    },
)
"""No unpublished or removed article is a row of any statement, and no change of one: `article_1.status NOT IN (1, 3)`.

This alone would not do: providers, topics, pictures and stubs that only such articles name would show that they are
there. So those who may not see them are answered from the public edition, which is made without them.
"""
