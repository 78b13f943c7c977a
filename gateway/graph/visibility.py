"""What callers without the scope `preview` are not shown, where unpublished stories are hidden."""

from typing import Final

from sqlalchemy import ColumnElement

from gateway.content.statuses import REMOVED, UNPUBLISHED
from gateway.graph.enums import ArticleStatus
from gateway.graph.relations import number
from gateway.marks import Hidden, Row
from gateway.tables import article, article_kind

__all__ = ["UNPUBLISHED_HIDDEN"]


def _is_shown(row: Row) -> ColumnElement[bool]:
    return row.status.not_in([number(UNPUBLISHED), number(REMOVED)])


UNPUBLISHED_HIDDEN: Final = Hidden(
    values=frozenset({ArticleStatus.UNPUBLISHED, ArticleStatus.REMOVED}),
    rows={article.name: _is_shown, article_kind.name: _is_shown},
)
"""No unpublished or removed article is a row of any statement, or counted: `article_1.status NOT IN (1, 3)`.

Those who may not see them are answered from the public edition, which is made without them: providers, topics, pictures
and stubs that only they name would show that they are there. In it such an article is still a row, with what other
documents find it by, so that who names it names no stub. This keeps that row from being shown.
"""
