"""Problem: something wrong with one file of the content."""

from enum import Enum
from typing import Any, Final

import strawberry
from sqlalchemy import ColumnElement, Integer, cast, func

from gateway.content.problems import ERROR, WARNING
from gateway.errors import RequestError
from gateway.graph.fields import stored
from gateway.graph.relations import number
from gateway.marks import Arguments, Names, Row, Rows, Term
from gateway.tables import problem

__all__ = ["MAX_PROBLEMS", "Problem", "problems_of_content"]

MAX_PROBLEMS: Final = 1000


def problems_of_content(names: Names, _: Row, arguments: Arguments) -> Rows:
    """`FROM problem ORDER BY severity, source, file, coalesce(line, 0), … LIMIT CAST(? AS INTEGER)`."""
    row = names.row(problem)
    keys: list[ColumnElement[Any]] = [row.severity, row.source, row.file]
    keys += [func.coalesce(row.line, number(0)), func.coalesce(row.column, number(0)), row.code, row.message]
    limit = cast(arguments["first"].bind(how_many), Integer)
    return Rows(row, row.clause, order=tuple(Term(key) for key in keys), limit=limit)


def how_many(value: int) -> int:
    """The number, if so many may be asked for.

    Raises:
        RequestError: when it is negative or over `MAX_PROBLEMS`.
    """
    if not 0 <= value <= MAX_PROBLEMS:
        raise RequestError(
            f"A list of problems has 0 to {MAX_PROBLEMS} items; {value} were asked for.", limit=MAX_PROBLEMS
        )
    return value


@strawberry.enum(description="How bad a problem is.")
class Severity(Enum):
    """As `problem.severity` has it."""

    ERROR = strawberry.enum_value(
        ERROR, description="The document cannot be read; its last good version is served, if it ever had one."
    )
    WARNING = strawberry.enum_value(
        WARNING, description="The document is served; something of it was left out or mended."
    )


@strawberry.type(description="Something wrong with one file of the content.")
class Problem:
    """Stored in `problem`."""

    source: str = stored(problem.c.source, "The named content root; empty for the unnamed one.")
    severity: Severity = stored(problem.c.severity, "How bad it is.")
    code: str = stored(problem.c.code, "A stable name of the rule, e.g. `yaml-syntax`.")
    message: str = stored(problem.c.message, "What is wrong, for people.")
    file: str = stored(problem.c.file, "Relative to its content root.")
    line: int | None = stored(problem.c.line, "Counted from 1; null for the file as a whole.")
    column: int | None = stored(problem.c.column, "Counted from 1.")
