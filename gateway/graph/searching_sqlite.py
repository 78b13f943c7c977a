"""How SQLite is searched: FTS5's tables, one for each status."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, Table, case, cast, func, literal_column, null, select

from gateway.graph.relations import number, text
from gateway.marks import Arguments, Names, Row
from gateway.search import MARK_END, MARK_START, match_expression
from gateway.tables import SEARCH_INDEXES, SEARCHED

__all__ = ["character", "found", "passage"]


def found(
    names: Names, statuses: Sequence[int], arguments: Arguments, units: int, *, is_scored: bool
) -> list[Select[Any]]:
    """What matches in the index of each status: ids, and scores."""
    return [_of_index(names.row(index), arguments, units, is_scored=is_scored) for index in _indexes(statuses)]


def passage(names: Names, row: Row, statuses: Sequence[int], arguments: Arguments, words: int) -> ColumnElement[Any]:
    """`(SELECT snippet(search_published, …) FROM search_published WHERE … MATCH ? AND rowid = article.id)`."""
    made = {index.info["status"]: _snippet(names.row(index), row, arguments, words) for index in _indexes(statuses)}
    if not made:
        return null()
    if len(made) == 1:
        return next(iter(made.values()))
    return case({number(status): snippet for status, snippet in made.items()}, value=row.status)


def character(code: int) -> ColumnElement[str]:
    """`char(2)`."""
    return func.char(number(code))


def _indexes(statuses: Sequence[int]) -> list[Table]:
    return [index for index in SEARCH_INDEXES if index.info["status"] in statuses]


def _of_index(index: Row, arguments: Arguments, units: int, *, is_scored: bool) -> Select[Any]:
    """`SELECT rowid AS article_id, CAST(round(-10000000000000 * bm25(…, 10.0, …)) AS INTEGER) AS score … MATCH ?`."""
    columns = [index.rowid.label("article_id")]
    if is_scored:
        weights: Iterable[ColumnElement[float]] = (literal_column(str(weight)) for weight in SEARCHED.values())
        score = func.round(number(-units) * func.bm25(_whole(index), *weights))
        columns.append(cast(score, Integer).label("score"))
    return select(*columns).select_from(index.clause).where(_matches(index, arguments))


def _snippet(index: Row, row: Row, arguments: Arguments, words: int) -> ColumnElement[Any]:
    marks = (character(ord(mark)) for mark in (MARK_START, MARK_END))
    made: ColumnElement[Any] = func.snippet(_whole(index), number(-1), *marks, text("…"), number(words))
    query = select(made).select_from(index.clause).where(_matches(index, arguments), index.rowid == row.id)
    return query.scalar_subquery()


def _matches(index: Row, arguments: Arguments) -> ColumnElement[bool]:
    return _whole(index).op("MATCH", is_comparison=True)(arguments["search"].bind(match_expression))


def _whole(index: Row) -> ColumnElement[Any]:
    """`search_published_1.search_published`: FTS5's name for the row."""
    whole: ColumnElement[Any] = getattr(index, index.table.name)
    return whole
