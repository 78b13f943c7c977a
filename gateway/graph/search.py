"""Search: how the rows of a list are narrowed to those that match, how well they do, and by which passage."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, Final

from sqlalchemy import (
    CTE,
    Column,
    ColumnElement,
    Integer,
    MetaData,
    Select,
    Table,
    case,
    cast,
    func,
    literal_column,
    null,
    select,
    union_all,
)

from gateway.graph.relations import number, text
from gateway.marks import Arguments, Matches, Names, Row, Rows, Searching
from gateway.search import CUT, MARK_END, MARK_START, match_expression
from gateway.tables import SEARCH_INDEXES, SEARCHED, article

__all__ = ["ARTICLE_SEARCH"]

_UNITS: Final = 10**13
"""A score is compared, and kept in cursors, as a whole number of such parts: that is exact, and a float is not."""

_PASSAGE_WORDS: Final = 30

_MATCH: Final = Table("match", MetaData(), Column("article_id", Integer), Column("score", Integer))
"""What searching gives."""

_SEARCH: Final = Table("search", MetaData())

_ESCAPES: Final = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("''", "&#39;"))
"""In this order; an apostrophe is doubled, as it stands in a text of SQL."""


def matching(names: Names, rows: Rows, arguments: Arguments, *, is_scored: bool, is_nested: bool) -> Rows:
    """`FROM article JOIN (SELECT rowid AS article_id FROM search_published WHERE … MATCH ?) AS match_1 ON …`.

    For a nested list `JOIN search_1 AS match_1 ON …`: what matches is found once, and not for each of its parents.
    The index of a status holds its articles alone, so that there are no arms.
    """
    match = names.row(_MATCH)
    find = _found_once if is_nested else _found
    found = find(names, arguments, is_scored=is_scored)

    def current(key: ColumnElement[Any], keys: Sequence[ColumnElement[Any]]) -> ColumnElement[int]:
        """How well the article of a cursor matches now; how well it did, if it is gone.

        coalesce((SELECT score FROM (SELECT … MATCH ?) WHERE article_id = (SELECT id FROM article WHERE path = ?)), ?)
        """
        now = find(names, arguments, is_scored=True).alias("now")
        its_id = select(article.c.id).where(article.c.path == keys[-1]).scalar_subquery()
        return func.coalesce(select(now.c.score).where(now.c.article_id == its_id).scalar_subquery(), key)

    clause = rows.clause.join(found.alias(match.alias), match.article_id == rows.child.id)
    return replace(rows, clause=clause, arms=None, matches=Matches(match.score, current))


def passages(names: Names, row: Row, arguments: Arguments) -> ColumnElement[Any]:
    """`(SELECT replace(…, snippet(search_published, …)) FROM search_published WHERE … MATCH ? AND rowid = article.id)`.

    Cut out for the rows of a page, one by one, and not for all that match.
    """
    found = {index.info["status"]: _passage(names.row(index), row, arguments) for index in _indexes(arguments)}
    if not found:
        return null()
    if len(found) == 1:
        return next(iter(found.values()))
    return case({number(status): passage for status, passage in found.items()}, value=row.status)


ARTICLE_SEARCH: Final = Searching(matching, passages, _UNITS)
"""Of every list of articles that takes `search`."""


def _indexes(arguments: Arguments) -> list[Table]:
    asked = {status.value for status in arguments["status"]}
    return [index for index in SEARCH_INDEXES if index.info["status"] in asked]


def _found(names: Names, arguments: Arguments, *, is_scored: bool) -> Any:
    """What matches in the index of each status asked for: ids, and scores."""
    queries = [_of_index(names.row(index), arguments, is_scored=is_scored) for index in _indexes(arguments)]
    if not queries:
        return select(number(0).label("article_id"), number(0).label("score")).where(number(1) == number(0))
    return queries[0] if len(queries) == 1 else union_all(*queries)


def _found_once(names: Names, arguments: Arguments, *, is_scored: bool) -> CTE:
    """`WITH search_1 AS MATERIALIZED (SELECT rowid AS article_id, … AS score FROM search_published WHERE … MATCH ?)`.

    One for all lists with the same search, and with scores if the first of them needs them.
    """
    key = (arguments["search"].key, *(index.name for index in _indexes(arguments)))
    is_scored = is_scored or names.shares((*key, True))

    def make() -> CTE:
        found = _found(names, arguments, is_scored=is_scored)
        once: CTE = found.cte(names.row(_SEARCH).alias).prefix_with("MATERIALIZED")
        return once

    return names.shared((*key, is_scored), make)


def _of_index(index: Row, arguments: Arguments, *, is_scored: bool) -> Select[Any]:
    """`SELECT rowid AS article_id, CAST(round(-10000000000000 * bm25(…, 10.0, …)) AS INTEGER) AS score … MATCH ?`."""
    columns = [index.rowid.label("article_id")]
    if is_scored:
        weights: Iterable[ColumnElement[float]] = (literal_column(str(weight)) for weight in SEARCHED.values())
        score = func.round(number(-_UNITS) * func.bm25(_whole(index), *weights))
        columns.append(cast(score, Integer).label("score"))
    return select(*columns).select_from(index.clause).where(_matches(index, arguments))


def _passage(index: Row, row: Row, arguments: Arguments) -> ColumnElement[Any]:
    marks = (_character(MARK_START), _character(MARK_END))
    made: ColumnElement[Any] = func.snippet(_whole(index), number(-1), *marks, text("…"), number(_PASSAGE_WORDS))
    made = func.replace(made, _character(CUT), text(""))
    for character, escaped in _ESCAPES:
        made = func.replace(made, text(character), text(escaped))
    for mark, tag in zip(marks, ("<mark>", "</mark>"), strict=True):
        made = func.replace(made, mark, text(tag))
    found = select(made).select_from(index.clause).where(_matches(index, arguments), index.rowid == row.id)
    return found.scalar_subquery()


def _matches(index: Row, arguments: Arguments) -> ColumnElement[bool]:
    return _whole(index).op("MATCH", is_comparison=True)(arguments["search"].bind(match_expression))


def _whole(index: Row) -> ColumnElement[Any]:
    """`search_published_1.search_published`: FTS5's name for the row."""
    found: ColumnElement[Any] = getattr(index, index.table.name)
    return found


def _character(character: str) -> ColumnElement[str]:
    """`char(2)`: control characters do not stand in the text of a statement."""
    return func.char(number(ord(character)))
