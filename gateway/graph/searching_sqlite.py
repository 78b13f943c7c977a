"""How SQLite is searched: FTS5's tables, one for each status."""

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import add
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, Table, case, cast, func, literal_column, null, select

from gateway.graph.ranking_sqlite import are_ranked, ranked, ranked_count
from gateway.graph.relations import number, text
from gateway.marks import Arguments, Names, Row
from gateway.search import MARK_END, MARK_START, lone_word, match_expression, rest_expression
from gateway.tables import RANKED, SEARCH_INDEXES, SEARCHED

__all__ = ["best", "character", "counted", "found", "passage"]


def found(
    names: Names, statuses: Sequence[int], arguments: Arguments, units: int, *, is_scored: bool
) -> list[Select[Any]]:
    """What matches in the index of each status: ids, and scores."""
    whole = arguments["search"].bind(match_expression)
    return [_of_index(names.row(index), whole, units, is_scored=is_scored) for index in _indexes(statuses)]


def best(
    names: Names, statuses: Sequence[int], arguments: Arguments, units: int, most: ColumnElement[int]
) -> list[Select[Any]]:
    """The same with scores, and of what a lone word finds no more than can be among the best so many."""
    search = arguments["search"]
    queries = []
    for index in _indexes(statuses):
        expression = search.bind(match_expression)
        if index is RANKED:
            queries.append(ranked(names, search.bind(lone_word), most, units))
            expression = case((are_ranked(names), search.bind(rest_expression)), else_=expression)
        queries.append(_of_index(names.row(index), expression, units, is_scored=True))
    return queries


def counted(names: Names, statuses: Sequence[int], arguments: Arguments) -> ColumnElement[int]:
    """`coalesce((SELECT articles FROM search_word …), (SELECT count(*) FROM search_published … MATCH ?))`."""
    search = arguments["search"]
    counts: list[ColumnElement[int]] = []
    for index in _indexes(statuses):
        row = names.row(index)
        matching = select(func.count()).select_from(row.clause).where(_matches(row, search.bind(match_expression)))
        counts.append(matching.scalar_subquery())
        if index is RANKED:
            counts[-1] = func.coalesce(ranked_count(names, search.bind(lone_word)), counts[-1])
    return reduce(add, counts) if counts else number(0)


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


def _of_index(index: Row, expression: ColumnElement[str], units: int, *, is_scored: bool) -> Select[Any]:
    """`SELECT rowid AS article_id, CAST(round(-10000000000000 * bm25(…, 10.0, …)) AS INTEGER) AS score … MATCH ?`."""
    columns = [index.rowid.label("article_id")]
    if is_scored:
        weights: Iterable[ColumnElement[float]] = (literal_column(str(weight)) for weight in SEARCHED.values())
        score = func.round(number(-units) * func.bm25(_whole(index), *weights))
        columns.append(cast(score, Integer).label("score"))
    return select(*columns).select_from(index.clause).where(_matches(index, expression))


def _snippet(index: Row, row: Row, arguments: Arguments, words: int) -> ColumnElement[Any]:
    marks = (character(ord(mark)) for mark in (MARK_START, MARK_END))
    made: ColumnElement[Any] = func.snippet(_whole(index), number(-1), *marks, text("…"), number(words))
    expression = arguments["search"].bind(match_expression)
    query = select(made).select_from(index.clause).where(_matches(index, expression), index.rowid == row.id)
    return query.scalar_subquery()


def _matches(index: Row, expression: ColumnElement[str]) -> ColumnElement[bool]:
    return _whole(index).op("MATCH", is_comparison=True)(expression)


def _whole(index: Row) -> ColumnElement[Any]:
    """`search_published_1.search_published`: FTS5's name for the row."""
    whole: ColumnElement[Any] = getattr(index, index.table.name)
    return whole
