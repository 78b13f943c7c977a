"""What is shared while one statement is made, what of the rows its caller may see, and the shape of lists."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, Final

from sqlalchemy import ColumnElement, MetaData, Select, Table, literal_column, select

from gateway import sql
from gateway.compiler.inputs import Bindings
from gateway.compiler.parted import Marks
from gateway.marks import NOTHING_HIDDEN, Arguments, Hidden, Names, Row, Rows, RowsOf, Term
from gateway.tables import beginning

__all__ = ["ROOT", "Lowering", "columns_of", "limited", "order_by", "over_rows"]

ROOT: Final = Row("root", Table("root", MetaData()))
"""The parent of the operation's own fields: a row of no table."""


@dataclass(frozen=True, slots=True)
class Lowering:
    """The rows' names and the parameters of one statement, what is hidden from its caller, and marks for nodes.

    Where what is made goes through all rows that fulfil a filter, in whatever order, these columns are `sought` by.
    """

    bindings: Bindings
    names: Names = field(default_factory=Names)
    hidden: Hidden = NOTHING_HIDDEN
    marks: Marks | None = None
    sought: frozenset[str] | None = None

    def rows(self, of: RowsOf, parent: Row, arguments: Arguments) -> Rows:
        """The rows of a mark that the caller may see; every row of a statement comes through here or `visible`."""
        return self.visible(of(self.names, parent, arguments))

    def visible(self, rows: Rows) -> Rows:
        """`... AND article_1.status NOT IN (1, 3)`, where rows of the child's table may be hidden."""
        condition = self.hidden.rows.get(rows.child.table.name)
        return rows if condition is None else replace(rows, where=(*rows.where, condition(rows.child)))


def columns_of(shown: Row) -> list[ColumnElement[Any]]:
    """What an outer SELECT uses of a subquery: `article_1.title AS title, ...`."""
    used: list[ColumnElement[Any]] = [literal_column(f"{shown.alias}.{column}").label(column) for column in shown.used]
    return used or [literal_column("1").label("one")]


def order_by(terms: tuple[Term, ...], *, backward: bool = False) -> list[ColumnElement[Any]]:
    """`coalesce(article_1.published_at, '') DESC, article_1.path`; backward, each the other way."""
    return [_sorted_by(term, descending=term.descending is not backward) for term in terms]


def _sorted_by(term: Term, *, descending: bool) -> ColumnElement[Any]:
    if term.is_long:
        return sql.sorted_by(term.key, beginning(term.key), descending=descending)
    return term.key.desc() if descending else term.key


def over_rows(
    rows: Rows, make: Callable[[Row], ColumnElement[Any]], limit: ColumnElement[int] | None = None
) -> ColumnElement[Any]:
    """`(SELECT made FROM (SELECT columns FROM clause WHERE ... ORDER BY ... [LIMIT ?]) AS child)`."""
    shown = Row(rows.child.alias, rows.child.table)
    made = make(shown).label("json")
    inner: Any = select(*columns_of(shown)).select_from(rows.clause).where(*rows.where).order_by(*order_by(rows.order))
    if limit is not None:
        inner = limited(inner, limit)
    return select(made).select_from(inner.subquery(shown.alias)).scalar_subquery()


def limited(statement: Select[Any], size: ColumnElement[int]) -> Select[Any]:
    """`LIMIT ? OFFSET 0`; without an offset of ours SQLAlchemy binds one for SQLite."""
    return statement.limit(size).offset(literal_column("0"))
