"""What is shared while one statement is made, what of the rows its caller may see, and two shapes of lists."""

from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import ColumnElement, Select, literal_column

from gateway.compiler.inputs import Bindings
from gateway.marks import NOTHING_HIDDEN, Arguments, Hidden, Names, Row, Rows, RowsOf, Term

__all__ = ["Lowering", "columns_of", "limited", "order_by"]


@dataclass(frozen=True, slots=True)
class Lowering:
    """The rows' names and the parameters of one statement, and what is hidden from its caller."""

    bindings: Bindings
    names: Names = field(default_factory=Names)
    hidden: Hidden = NOTHING_HIDDEN

    def rows(self, of: RowsOf, parent: Row, arguments: Arguments) -> Rows:
        """The rows of a mark that the caller may see; every row of a statement comes through here or `visible`."""
        return self.visible(of(self.names, parent, arguments))

    def visible(self, rows: Rows) -> Rows:
        """`... AND article_1.status != 1`, where rows of the child's table may be hidden."""
        condition = self.hidden.rows.get(rows.child.table.name)
        return rows if condition is None else replace(rows, where=(*rows.where, condition(rows.child)))


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
