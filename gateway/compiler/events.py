"""Subscriptions as SQL: each row is one event, its number and the data of its answer."""

from typing import Any

from sqlalchemy import ColumnElement, Select, exists, literal_column, or_, select

from gateway import sql
from gateway.compiler.lowering import ROOT, Lowering, limited
from gateway.compiler.objects import json_object, response_key
from gateway.compiler.plan import EventsPlan, FieldPlan, ObjectPlan
from gateway.compiler.predicates import lower_predicate
from gateway.errors import InternalError
from gateway.marks import Rows

__all__ = ["select_events"]


def select_events(lowering: Lowering, plan: ObjectPlan) -> Select[Any]:
    """The events after the one with a number, oldest first, at most so many; both are supplied.

    SELECT article_change_1.number AS number, json_object('articleChanged', json_object(...)) AS data
    FROM article_change AS article_change_1 WHERE article_change_1.number > ? AND ... ORDER BY number LIMIT ?
    """
    (field,) = plan.fields
    if not isinstance(field.value, EventsPlan):
        raise InternalError(f"{field.name} is no event", site="events-field")
    rows = lowering.rows(field.value.mark.rows, ROOT, field.value.arguments)
    number = rows.child.number
    selected = select(number.label("number"), _data(lowering, field, field.value, rows)).select_from(rows.clause)
    conditions = [*rows.where, number > field.value.after.bind(), *_passes(lowering, field.value, rows)]
    return limited(selected.where(*conditions).order_by(number), field.value.size.bind())


def _data(lowering: Lowering, field: FieldPlan, events: EventsPlan, rows: Rows) -> ColumnElement[Any]:
    event = json_object(lowering, events.object, rows.child)
    return sql.as_bytes(sql.object_of([(response_key(lowering, field), event)])).label("data")


def _passes(lowering: Lowering, events: EventsPlan, rows: Rows) -> list[ColumnElement[bool]]:
    """`kind = 2 OR EXISTS (SELECT 1 FROM article WHERE id = article_change.article_id AND ...)`."""
    if events.where is None:
        return []
    filtered = lowering.rows(events.mark.filtered, rows.child, events.arguments)
    predicate = lower_predicate(lowering, filtered.child, events.where)
    found = exists(select(literal_column("1")).select_from(filtered.clause).where(*filtered.where, predicate))
    return [or_(events.mark.passes(rows.child), found)]
