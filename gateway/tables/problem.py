"""Problems: what is wrong with the content now, as the last load found it."""

from sqlalchemy import ColumnElement, Index, Table, func, literal_column

from gateway.tables.metadata import beginning, integer, metadata, text

__all__ = ["problem"]

problem = Table(
    "problem",
    metadata,
    text("severity"),  # ERROR | WARNING
    text("source"),
    text("file"),  # relative to the content root
    integer("line", required=False),
    integer("column", required=False),
    text("code"),
    text("message"),
    sqlite_strict=True,
)

_column = problem.c
_nowhere: ColumnElement[int] = literal_column("0")

Index(
    "problem_place",
    _column.severity,
    _column.source,
    _column.file,
    func.coalesce(_column.line, _nowhere),
    func.coalesce(_column.column, _nowhere),
    _column.code,
    beginning(_column.message),
)  # errors first, since their name comes first; then by place
