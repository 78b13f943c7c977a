"""Plan to SQL: objects and lists as correlated subqueries that build the response's JSON from the inside out."""

from collections.abc import Callable
from typing import Any, assert_never

from sqlalchemy import Column, ColumnElement, Integer, MetaData, Table, case, func, literal_column, select, type_coerce

from gateway import sql
from gateway.compiler.forbidden import forbidden_json
from gateway.compiler.forms import as_json
from gateway.compiler.ids import local_ids
from gateway.compiler.lowering import ROOT, Lowering, over_rows
from gateway.compiler.pages import json_connection
from gateway.compiler.plan import (
    Alternatives,
    EventsPlan,
    FieldPlan,
    Forbidden,
    Introspection,
    Leaf,
    Many,
    ObjectPlan,
    One,
    Pages,
    PartPlan,
    Scalar,
    SuppliedLeaf,
    TypeName,
)
from gateway.content.identity import TYPE_LETTERS, local_id
from gateway.errors import InternalError
from gateway.marks import Row, Rows

__all__ = ["json_object", "response_key"]

_GIVEN = Table("given", MetaData(), Column("value", sql.Json))

MakePart = Callable[[PartPlan], ColumnElement[Any]]


def json_object(
    lowering: Lowering, plan: ObjectPlan, row: Row, make_part: MakePart | None = None
) -> ColumnElement[Any]:
    """`json_object('title', article_1.title, 'provider', (SELECT ...), ...)`; `make_part` makes what a page gives."""
    pairs = [(response_key(lowering, item), _value(lowering, item, row, make_part)) for item in plan.fields]
    return sql.object_of(pairs)


def response_key(lowering: Lowering, item: FieldPlan) -> ColumnElement[str]:
    """The response key: a name of the schema as it is, an alias as a parameter."""
    return lowering.bindings.constant(item.key, "response key") if item.is_alias else sql.quoted(item.key)


def _value(lowering: Lowering, item: FieldPlan, row: Row, make_part: MakePart | None) -> ColumnElement[Any]:
    match item.value:
        case One(mark, arguments, nested):
            return _single(lowering, nested, lowering.rows(mark.rows, row, arguments))
        case Many(mark, arguments, nested):
            return _list(lowering, nested, lowering.rows(mark.rows, row, arguments))
        case Alternatives():
            return _alternatives(lowering, item.value)
        case Pages():
            return json_connection(lowering, item.value, row, json_object)
        case PartPlan():
            if make_part is None:
                raise InternalError(f"{item.name} outside of a connection", site="part-outside")
            return make_part(item.value)
        case EventsPlan():
            raise InternalError(f"{item.name} outside of a subscription", site="events-outside")
        case _:
            return _scalar(lowering, item.value, row)


def _scalar(lowering: Lowering, value: Scalar, row: Row) -> ColumnElement[Any]:
    """What needs no rows but the parent's."""
    match value:
        case TypeName(type_name):
            return sql.quoted(type_name)
        case Leaf():
            return _leaf(value, row)
        case SuppliedLeaf(given):
            return type_coerce(given.bind(), Integer)
        case Forbidden(scope):
            return sql.json_text(lowering.bindings.constant(forbidden_json(scope), f"no scope {scope.value}"))
        case Introspection(result):
            return sql.json_text(result.bind())
        case _:
            assert_never(value)


def _leaf(leaf: Leaf, row: Row) -> ColumnElement[Any]:
    """`article_1.title`, or `CASE article_1.status WHEN 0 THEN 'PUBLISHED' ... END`."""
    column = as_json(leaf.mark.express(row, leaf.arguments), leaf.mark.form)
    if leaf.mark.choices is None:
        return column
    return case(
        {literal_column(str(number)): sql.quoted(name) for number, name in leaf.mark.choices.items()},
        value=column,
    )


def _single(lowering: Lowering, plan: ObjectPlan, rows: Rows) -> ColumnElement[Any]:
    """`(SELECT json_object(...) FROM provider AS provider_1 WHERE provider_1.id = article_1.provider_id)`.

    With an order, the first row is taken in a subquery of its own: what is sorted would lose that it is JSON.
    """
    if rows.order:
        return over_rows(rows, lambda shown: json_object(lowering, plan, shown), limit=literal_column("1"))
    made = json_object(lowering, plan, rows.child).label("json")
    return select(made).select_from(rows.clause).where(*rows.where).scalar_subquery()


def _list(lowering: Lowering, plan: ObjectPlan, rows: Rows) -> ColumnElement[Any]:
    """`(SELECT json_group_array(json_object(...)) FROM (SELECT ... ORDER BY article_topic_1.position) AS topic_1)`."""
    return over_rows(rows, lambda shown: sql.array_of(json_object(lowering, plan, shown)), limit=rows.limit)


def _alternatives(lowering: Lowering, plan: Alternatives) -> ColumnElement[Any]:
    """`coalesce((SELECT ... FROM article ...), (SELECT ... FROM provider ...), ...)`, once or for each id of a list."""
    if not plan.mark.is_list:
        return func.coalesce(*_options(lowering, plan, ROOT))
    ids = Row("given", _GIVEN)
    inner = sql.given_ids(plan.given.bind(local_ids(plan.mark.ids, plan.mark.most)))
    made = sql.array_of(sql.json_text(func.coalesce(*_options(lowering, plan, ids), sql.quoted("null"))))
    return select(made.label("json")).select_from(inner.subquery(ids.alias)).scalar_subquery()


def _options(lowering: Lowering, plan: Alternatives, ids: Row) -> list[ColumnElement[Any]]:
    options = []
    for rows_by_id, nested in plan.options:
        if plan.mark.is_list:
            identifier: ColumnElement[int] = sql.given_id(ids.value, TYPE_LETTERS[nested.type_name])
        else:
            identifier = plan.given.bind(local_id(nested.type_name))
        options.append(_single(lowering, nested, lowering.visible(rows_by_id(lowering.names, identifier))))
    return options
