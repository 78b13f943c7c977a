"""How PostgreSQL is searched: a `tsquery` looks words up in the index of each status, `LIKE` compares phrases."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Select,
    Text,
    all_,
    and_,
    cast,
    func,
    literal_column,
    select,
    union_all,
)
from sqlalchemy.dialects.postgresql import TSQUERY, array

from gateway.graph.relations import number, text
from gateway.marks import Arguments, Names, Row
from gateway.search import (
    BETWEEN,
    MARK_END,
    MARK_START,
    lexeme_query,
    unwanted_patterns,
    wanted_patterns,
    wanted_terms,
)
from gateway.tables import LABELS, SEARCHED, article_text
from gateway.tables.words import article_words

__all__ = ["character", "counted", "found", "passage"]


_BY_LENGTH: Final = 1
"""`ts_rank` divides by 1 + the logarithm of the length: a word in a short text says more."""


def _weights() -> ColumnElement[Any]:
    """Those of the labels D, C, B and A, as an array."""
    most = {label: max(SEARCHED[column] for column in SEARCHED if LABELS[column] == label) for label in "DCBA"}
    heaviest = max(most.values())
    return literal_column(f"CAST('{{{', '.join(str(weight / heaviest) for weight in most.values())}}}' AS REAL[])")


def found(
    names: Names, statuses: Sequence[int], arguments: Arguments, units: int, *, is_scored: bool
) -> list[Select[Any]]:
    """What matches in the index of each status: ids, and scores."""
    return [_of_status(names.row(article_words), status, arguments, units, is_scored=is_scored) for status in statuses]


def counted(names: Names, statuses: Sequence[int], arguments: Arguments) -> ColumnElement[int]:
    """How many match: `(SELECT count(*) FROM (SELECT … UNION ALL SELECT …) AS match)`."""
    queries = found(names, statuses, arguments, 1, is_scored=False)
    if not queries:
        return number(0)
    return select(func.count()).select_from(union_all(*queries).subquery("match")).scalar_subquery()


def passage(names: Names, row: Row, _statuses: Sequence[int], arguments: Arguments, words: int) -> ColumnElement[Any]:
    """What the database's own function of this name gives for a row: `(SELECT … FROM article_text JOIN … WHERE …)`."""
    shown, searched = names.row(article_text), names.row(article_words)
    marks = (character(ord(mark)) for mark in (MARK_START, MARK_END))
    texts = array([getattr(shown, column) for column in SEARCHED])
    made = func.passage(texts, searched.words, _given(arguments, wanted_terms), number(words), *marks, text("…"))
    rows = shown.clause.join(searched.clause, searched.article_id == shown.article_id)
    return select(made).select_from(rows).where(shown.article_id == row.id).scalar_subquery()


def character(code: int) -> ColumnElement[str]:
    """`chr(2)`."""
    return func.chr(number(code))


def _of_status(searched: Row, status: int, arguments: Arguments, units: int, *, is_scored: bool) -> Select[Any]:
    """`SELECT article_id, CAST(round(10000000000000 * ts_rank(…)) AS BIGINT) AS score FROM article_words WHERE …`."""
    columns = [searched.article_id.label("article_id")]
    query = cast(_given(arguments, lexeme_query), TSQUERY)
    if is_scored:
        score = func.round(number(units) * func.ts_rank(_weights(), searched.lexemes, query, number(_BY_LENGTH)))
        columns.append(cast(score, BigInteger).label("score"))
    return select(*columns).select_from(searched.clause).where(_matches(searched, status, query, arguments))


def _matches(searched: Row, status: int, query: ColumnElement[Any], arguments: Arguments) -> ColumnElement[bool]:
    """`status = 0 AND lexemes @@ CAST($1 AS TSQUERY) AND words LIKE ALL (string_to_array($2, '|')) AND …`."""
    return and_(
        searched.status == number(status),
        searched.lexemes.op("@@", is_comparison=True)(query),
        searched.words.like(_all(arguments, wanted_patterns)),
        searched.words.not_like(_all(arguments, unwanted_patterns)),
    )


def _all(arguments: Arguments, patterns: Callable[[str], str]) -> ColumnElement[Any]:
    return all_(func.string_to_array(_given(arguments, patterns), text(BETWEEN)))


def _given(arguments: Arguments, convert: Callable[[str], str]) -> ColumnElement[str]:
    return cast(arguments["search"].bind(convert), Text)
