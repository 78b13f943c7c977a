"""What both engines' tables put together: words of ours, JSON, what is meant, and the calls that it is spelled by."""

from typing import Any

from sqlalchemy import ColumnElement, Text
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.elements import ClauseList, ColumnClause, Grouping
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.sql.operators import comma_op

__all__ = ["Call", "Constant", "Json", "Spelled"]


class Json(Text):
    """The type of what is JSON already. Where an engine does not know it from text, what has another type is quoted.

    `is_certain`: it is never null.
    """

    def __init__(self, *, is_certain: bool = False) -> None:
        super().__init__()
        self.is_certain = is_certain


class Constant(ColumnClause[str]):
    """`'text'`, a word of ours that stands in the statement."""

    inherit_cache = True

    def __init__(self, value: str) -> None:
        super().__init__("'" + value.replace("'", "''") + "'", Text(), is_literal=True)
        self.value = value


class Spelled(FunctionElement[Any]):
    """What is meant, by a name that the tables of the engines have, and the parts it is made of."""

    inherit_cache = True

    def __init__(self, meaning: str, *parts: ColumnElement[Any], kind: Any) -> None:
        # What a function takes may be anything, and is looked at twice; this takes elements.
        clauses = ClauseList(operator=comma_op)
        clauses.clauses = [part.self_group(against=comma_op) for part in parts]
        self.clause_expr = Grouping(clauses)
        self.meaning = meaning
        self.type = kind


class Call(ColumnElement[Any]):
    """A call of a function, while a statement is printed. SQLAlchemy's own goes three times as deep."""

    inherit_cache = True

    def __init__(self, name: str, *parts: ColumnElement[Any], kind: Any) -> None:
        self.name = name
        self.parts = parts
        self.type = kind


@compiles(Call)
def _print(call: Call, compiler: SQLCompiler, **options: Any) -> str:
    return f"{call.name}({', '.join([compiler.process(part, **options) for part in call.parts])})"
