"""What both engines' tables are told of the parts that they put together: which are words of ours, which are JSON."""

from typing import Any

from sqlalchemy import ColumnElement, Text
from sqlalchemy.sql.elements import ColumnClause
from sqlalchemy.sql.functions import FunctionElement

__all__ = ["Constant", "Json", "Spelled"]


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
        super().__init__(*parts)
        self.meaning = meaning
        self.type = kind
