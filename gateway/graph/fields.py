"""How the types of the graph declare their fields: what a field is for, and the mark that says how it is stored."""

from collections.abc import Callable, Mapping
from typing import Annotated, Any, NoReturn, TypeVar

import strawberry
from sqlalchemy import Column, ColumnElement

from gateway.errors import InternalError
from gateway.marks import MARK, Compared, Form, Mark, Quantified, RowsOf, Value

__all__ = ["After", "Before", "First", "Last", "compared", "declared", "marked", "quantified", "stored", "unresolved"]

Method = TypeVar("Method", bound=Callable[..., Any])

First = Annotated[int | None, strawberry.argument(description="The first so many, at most 100.")]
After = Annotated[str | None, strawberry.argument(description="Only what follows this cursor.")]
Last = Annotated[int | None, strawberry.argument(description="The last so many, at most 100.")]
Before = Annotated[str | None, strawberry.argument(description="Only what precedes this cursor.")]


def marked(mark: Mark, description: str) -> Any:
    """A field with a mark and no arguments."""
    return strawberry.field(metadata={MARK: mark}, description=description)


def declared(mark: Mark, description: str, name: str | None = None) -> Callable[[Method], Method]:
    """A field with a mark, declared by a method whose signature gives the arguments, and its name unless another is."""
    field: Callable[[Method], Method] = strawberry.field(name=name, metadata={MARK: mark}, description=description)
    return field


def stored(
    column: Column[Any], description: str, form: Form = Form.PLAIN, choices: Mapping[int, str] | None = None
) -> Any:
    """A field that is a column of the parent's row."""
    name = column.name
    return marked(Value(lambda row, _: getattr(row, name), form, choices), description)


def compared(column: Column[Any], description: str, lowest: ColumnElement[Any] | None = None) -> Any:
    """A field of a filter, on a column."""
    mark = Compared(column.name, is_nullable=bool(column.nullable), lowest=lowest)
    return strawberry.field(default=strawberry.UNSET, metadata={MARK: mark}, description=description)


def quantified(rows: RowsOf, description: str, **how: Any) -> Any:
    """A field of a filter, on related rows; the rest is as in `Quantified`."""
    return strawberry.field(default=strawberry.UNSET, metadata={MARK: Quantified(rows, **how)}, description=description)


def unresolved() -> NoReturn:
    """The body of every method that declares a field: queries are compiled, so no resolver is ever called."""
    raise InternalError("a compiled field was resolved", site="resolver")
