"""The best matches of a lone word on SQLite, found without looking at all matches.

The score is FTS5's `bm25` ("FTS5", section 5.1.1) to the last digit: how rare the word is among all articles, times how
much it weighs in this one for its length. Articles stand in `search_weight` by weight and then by length, so that of
each weight the shortest come first. The heaviest so many give a score that the best so many reach; then of each
weight those are read that are short enough to reach it, whoever is not shorter than that being out.
"""

from typing import Any, Final

from sqlalchemy import CTE, ColumnElement, Float, Integer, MetaData, Select, Table, cast, exists, func, select
from sqlalchemy import literal_column as sql

from gateway.graph.relations import number, text
from gateway.marks import Names, Row
from gateway.tables import EVERY_WORD, search_weight, search_word

__all__ = ["are_ranked", "ranked", "ranked_count"]

_SATURATION: Final = 1.2
_BY_LENGTH: Final = 0.75
"""The constants k1 and b of `bm25`."""

_LEAST_RARITY: Final = 1e-6
"""Of a word that is in half of all articles or more."""

_KNOWN: Final = Table("known", MetaData())
_LEVEL: Final = Table("level", MetaData())


def ranked(names: Names, word: ColumnElement[str], most: ColumnElement[int], units: int) -> Select[Any]:
    """All that can be among the best so many: ids, and scores. Nothing when the word is null.

    `SELECT search_weight_4.article_id, CAST(round(…) AS INTEGER) AS score FROM level_1 JOIN search_weight AS
    search_weight_4 ON search_weight_4.word = +level_1.word AND … = +level_1.weight AND search_weight_4.length <= …`
    """
    known = _known(names, word, most, units)
    level = _levels(names, known)
    row = names.row(search_weight)
    share = _share(f"{level.name}.weight", f"{row.alias}.length", f"{level.name}.average")
    score = sql(f"round({units}.0 * ({level.name}.rarity * {share}))", Float)
    is_short: ColumnElement[bool] = sql(f"{row.alias}.length <= {_longest(level.name)}")
    # With a plus no index is made of the levels: articles are looked up for each, whatever SQLite knows of tables.
    is_at = (row.word == sql(f"+{level.name}.word")) & (row.weight == sql(f"+{level.name}.weight"))
    rows = level.join(row.clause, is_at & is_short)
    return select(row.article_id.label("article_id"), cast(score, Integer).label("score")).select_from(rows)


def are_ranked(names: Names) -> ColumnElement[bool]:
    """`EXISTS (SELECT 1 FROM search_word AS search_word_1 WHERE search_word_1.word = '')`."""
    every = names.row(search_word)
    return exists(select(number(1)).select_from(every.clause).where(every.word == text(EVERY_WORD)))


def ranked_count(names: Names, word: ColumnElement[str]) -> ColumnElement[int]:
    """How many articles have a word, null for none: `(SELECT search_word_1.articles FROM search_word … WHERE …)`."""
    row = names.row(search_word)
    return select(row.articles).select_from(row.clause).where(row.word == word).scalar_subquery()


def _known(names: Names, word: ColumnElement[str], most: ColumnElement[int], units: int) -> CTE:
    """How long articles are on average, how rare the word is, and the share that the best so many have at least.

    Or a little less: scores are rounded, and shares that differ by less than a unit may have the same.
    """
    own, every, heavy = names.row(search_word), names.row(search_word), names.row(search_weight)
    average = f"({every.lengths} * 1.0 / {every.articles})"
    rarity = f"max({_LEAST_RARITY}, ln(({every.articles} - {own.articles} + 0.5) / ({own.articles} + 0.5)))"
    share = sql(_share(heavy.weight, heavy.length, average), Float).label("share")
    heaviest = select(share).select_from(heavy.clause).where(heavy.word == word)
    shares = heaviest.order_by(heavy.weight.desc(), heavy.length).limit(most).offset(number(0))
    least: Select[Any] = select(func.min(sql("share"))).select_from(shares.correlate(every.clause).subquery("heaviest"))
    columns = (
        own.word.label("word"),
        sql(average, Float).label("average"),
        sql(rarity, Float).label("rarity"),
        func.max(least.scalar_subquery() - sql(f"1.0 / ({units} * {rarity})", Float), sql("1e-9")).label("least"),
    )
    both = own.clause.join(every.clause, every.word == text(EVERY_WORD))
    query = select(*columns).select_from(both).where(own.word == word)
    return query.cte(names.row(_KNOWN).alias).prefix_with("MATERIALIZED")


def _levels(names: Names, known: CTE) -> CTE:
    """The weights that the word has, from the heaviest down to those that cannot reach the least share."""
    carried = ("word", "average", "rarity", "least")
    first = _heaviest(names.row(search_weight), known.c.word)
    level = select(first, *(known.c[name] for name in carried)).cte(names.row(_LEVEL).alias, recursive=True)
    row = names.row(search_weight)
    lighter = _heaviest(row, level.c.word, row.weight < level.c.weight)
    can_reach: ColumnElement[bool] = sql(f"{_share(f'{level.name}.weight', '0', '1')} >= {level.name}.least")
    return level.union_all(select(lighter, *(level.c[name] for name in carried)).where(can_reach))


def _heaviest(row: Row, word: ColumnElement[str], *conditions: ColumnElement[bool]) -> ColumnElement[int]:
    query = select(func.max(row.weight)).select_from(row.clause).where(row.word == word, *conditions)
    return query.scalar_subquery().label("weight")


def _share(weight: object, length: object, average: object) -> str:
    """`((weight * 2.2) / (weight + 1.2 * (0.25 + 0.75 * length / average)))`, in the order in which FTS5 reckons."""
    norm = f"{_SATURATION} * ({1 - _BY_LENGTH} + {_BY_LENGTH} * {length} / {average})"
    return f"(({weight} * {_SATURATION + 1}) / ({weight} + {norm}))"


def _longest(level: str) -> str:
    """The length at which a weight has the least share; one more, for what rounding may have taken away."""
    norm = f"({level}.weight * {_SATURATION + 1} / {level}.least - {level}.weight) / {_SATURATION}"
    return f"(({norm} - {1 - _BY_LENGTH}) * {level}.average / {_BY_LENGTH} + 1)"
