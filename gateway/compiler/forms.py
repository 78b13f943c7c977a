"""How a stored column becomes JSON."""

from typing import Any

from sqlalchemy import ColumnElement

from gateway import sql
from gateway.marks import Form

__all__ = ["as_json"]


def as_json(column: ColumnElement[Any], form: Form) -> ColumnElement[Any]:
    """A column as the JSON value that clients see."""
    match form:
        case Form.PLAIN:
            return column
        case Form.BOOLEAN:
            return sql.flag(column)
        case Form.JSON:
            return sql.json_text(column)
        case Form.INSTANT:
            return sql.instant_text(column)
        case _:
            return sql.id_text(form.value, column)
