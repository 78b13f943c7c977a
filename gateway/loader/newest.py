"""SQL that finds the newest of some articles: by the first of each status, as indexes have them in that order."""

from typing import Any

from sqlalchemy import ColumnElement, select, union_all

from gateway.content.statuses import PUBLISHED, REMOVED, STUB, UNPUBLISHED
from gateway.tables.metadata import newest_first

__all__ = ["newest_of_each_status"]


def newest_of_each_status(said: Any, key: Any, of: Any) -> ColumnElement[Any]:
    """What the newest row says whose `key` is that `of` the row that is asked for; of several, the first by path.

    The table of the key has `status`, `published_at` and `path`.

    `(SELECT said FROM (SELECT * FROM (SELECT … WHERE key = dirty.id AND status = 0 ORDER BY … LIMIT 1) AS of_status
    UNION ALL …) AS newest ORDER BY published_at DESC, path LIMIT 1)`
    """
    columns: Any = key.table.c
    arms = []
    for status in (PUBLISHED, UNPUBLISHED, STUB, REMOVED):
        found = select(said.label("said"), columns.published_at, columns.path)
        found = found.where(key == of, columns.status == status).correlate(of.table)
        first = found.order_by(newest_first(columns.published_at), columns.path).limit(1)
        arms.append(select(first.subquery("of_status")))
    every: Any = union_all(*arms).subquery("newest").c
    query = select(every.said).order_by(newest_first(every.published_at), every.path)
    return query.limit(1).scalar_subquery()
