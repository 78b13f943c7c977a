"""Search: how the rows of a list are narrowed to those that match, how well they do, and by which passage."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache, partial
from types import ModuleType
from typing import Any, Final

from sqlalchemy import CTE, Column, ColumnElement, Integer, MetaData, Table, func, literal_column, select, union_all

from gateway.graph.relations import number, text
from gateway.marks import Arguments, Matches, Names, Row, Rows, Searching
from gateway.search import CUT, MARK_END, MARK_START
from gateway.tables import article

__all__ = ["ARTICLE_SEARCH"]

_UNITS: Final = 10**13
"""A score is compared, and kept in cursors, as a whole number of such parts: that is exact, and a float is not."""

_PASSAGE_WORDS: Final = 30

_MATCH: Final = Table("match", MetaData(), Column("article_id", Integer), Column("score", Integer))
"""What searching gives."""

_SEARCH: Final = Table("search", MetaData())

_ESCAPES: Final = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("''", "&#39;"))
"""In this order; an apostrophe is doubled, as it stands in a text of SQL."""


def matching(
    names: Names,
    rows: Rows,
    arguments: Arguments,
    *,
    is_scored: bool,
    is_nested: bool,
    most: ColumnElement[int] | None = None,
) -> Rows:
    """`FROM article JOIN (SELECT … AS article_id FROM … WHERE …) AS match_1 ON …`.

    With `most` there are at least the best so many, where the engine finds them sooner than all: statuses that are
    hidden are not asked for, so that none of these is hidden afterwards. For a nested list
    `JOIN search_1 AS match_1 ON …`: what matches is found once, and not for each of its parents.
    The index of a status holds its articles alone, so that there are no arms.
    """
    match = names.row(_MATCH)
    find = _found_once if is_nested else _found
    best = None if most is None or is_nested else _best(names, arguments, most)
    found = find(names, arguments, is_scored=is_scored) if best is None else best

    def current(key: ColumnElement[Any], keys: Sequence[ColumnElement[Any]]) -> ColumnElement[int]:
        """How well the article of a cursor matches now; how well it did, if it is gone.

        coalesce((SELECT score FROM (SELECT …) WHERE article_id = (SELECT id FROM article WHERE path = ?)), ?)
        """
        now = find(names, arguments, is_scored=True).alias("now")
        its_id = select(article.c.id).where(article.c.path == keys[-1]).scalar_subquery()
        return func.coalesce(select(now.c.score).where(now.c.article_id == its_id).scalar_subquery(), key)

    clause = rows.clause.join(found.alias(match.alias), match.article_id == rows.child.id)
    count = None if is_nested else partial(_count, names, arguments)
    return replace(rows, clause=clause, arms=None, matches=Matches(match.score, current, count))


def passages(names: Names, row: Row, arguments: Arguments) -> ColumnElement[Any]:
    """The passage with its marks as tags, and all else escaped: `replace(replace((SELECT …), …), …)`.

    Cut out for the rows of a page, one by one, and not for all that match.
    """
    engine = _engine(names.engine)
    made: ColumnElement[Any] = engine.passage(names, row, _statuses(arguments), arguments, _PASSAGE_WORDS)
    # Control characters do not stand in the text of a statement.
    made = func.replace(made, engine.character(ord(CUT)), text(""))
    for character, escaped in _ESCAPES:
        made = func.replace(made, text(character), text(escaped))
    for mark, tag in ((MARK_START, "<mark>"), (MARK_END, "</mark>")):
        made = func.replace(made, engine.character(ord(mark)), text(tag))
    return made


ARTICLE_SEARCH: Final = Searching(matching, passages, _UNITS)
"""Of every list of articles that takes `search`."""


@cache
def _engine(name: str) -> ModuleType:
    """How an engine is asked for matches and for passages. The other one's is not imported."""
    if name == "sqlite":
        from gateway.graph import searching_sqlite  # noqa: PLC0415

        return searching_sqlite
    from gateway.graph import searching_postgresql  # noqa: PLC0415

    return searching_postgresql


def _statuses(arguments: Arguments) -> list[int]:
    return sorted({status.value for status in arguments["status"]})


def _found(names: Names, arguments: Arguments, *, is_scored: bool) -> Any:
    """What matches in the index of each status asked for: ids, and scores."""
    queries = _engine(names.engine).found(names, _statuses(arguments), arguments, _UNITS, is_scored=is_scored)
    if not queries:
        return select(number(0).label("article_id"), number(0).label("score")).where(number(1) == number(0))
    return queries[0] if len(queries) == 1 else union_all(*queries)


def _count(names: Names, arguments: Arguments) -> ColumnElement[int]:
    """How many match: nobody is shown an index of what is hidden."""
    made: ColumnElement[int] = _engine(names.engine).counted(names, _statuses(arguments), arguments)
    return made


def _best(names: Names, arguments: Arguments, most: ColumnElement[int]) -> Any:
    """`SELECT … FROM search_1 WHERE search_1.score >= (SELECT min(score) FROM (SELECT … ORDER BY … LIMIT ?))`.

    Of all that match only those are looked up, and sorted by what decides between equals, that can be on the page. None
    where the engine cannot find them sooner than all, or where nothing can match.
    """
    find = getattr(_engine(names.engine), "best", None)
    queries = find(names, _statuses(arguments), arguments, _UNITS, most) if find else ()
    if not queries:
        return None
    matches: Any = queries[0] if len(queries) == 1 else union_all(*queries)
    once = matches.cte(names.row(_SEARCH).alias).prefix_with("MATERIALIZED")
    page = select(once.c.score).order_by(once.c.score.desc()).limit(most).offset(number(0)).subquery("page")
    least = select(func.min(page.c.score)).scalar_subquery()
    key = literal_column(f"{once.name}.article_id + 0", Integer).label("article_id")  # each is looked up in `article`
    return select(key, once.c.score).where(once.c.score >= least)


def _found_once(names: Names, arguments: Arguments, *, is_scored: bool) -> CTE:
    """`WITH search_1 AS MATERIALIZED (SELECT … AS article_id, … AS score FROM … WHERE …)`.

    One for all lists with the same search, and with scores if the first of them needs them.
    """
    key = (arguments["search"].key, *_statuses(arguments))
    is_scored = is_scored or names.shares((*key, True))

    def make() -> CTE:
        found = _found(names, arguments, is_scored=is_scored)
        once: CTE = found.cte(names.row(_SEARCH).alias).prefix_with("MATERIALIZED")
        return once

    return names.shared((*key, is_scored), make)
