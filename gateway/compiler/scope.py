"""What is shared while one statement is made, and the two shapes that lists and pages both have."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Select, literal_column

from gateway.compiler.inputs import Bindings
from gateway.marks import Names, Row, Term

__all__ = ["Scope", "columns_of", "limited", "order_by"]


@dataclass(frozen=True, slots=True)
class Scope:
    """The rows' names and the parameters of one statement."""

    bindings: Bindings
    names: Names = field(default_factory=Names)


def columns_of(shown: Row) -> list[ColumnElement[Any]]:
    """What an outer SELECT uses of a subquery: `article_1.title AS title, ...`."""
    used: list[ColumnElement[Any]] = [literal_column(f"{shown.alias}.{column}").label(column) for column in shown.used]
    return used or [literal_column("1").label("one")]


def order_by(terms: tuple[Term, ...], *, backward: bool = False) -> list[ColumnElement[Any]]:
    """`coalesce(article_1.published_at, '') DESC, article_1.path`; backward, each the other way."""
    return [term.key.desc() if term.descending is not backward else term.key for term in terms]


def limited(statement: Select[Any], size: ColumnElement[int]) -> Select[Any]:
    """`LIMIT ? OFFSET 0`; without an offset of ours SQLAlchemy binds one for SQLite."""
    return statement.limit(size).offset(literal_column("0"))
