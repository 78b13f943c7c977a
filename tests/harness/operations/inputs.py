"""Arguments: filters, orders, look-ups and statuses, as literals, as variables or with variables inside."""

from collections.abc import Mapping, Sequence
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLScalarType,
)

from tests.harness.operations.draft import Draft, Name, Variable
from tests.harness.oracle.answer import oracle_schema

__all__ = ["draw_argument", "draw_choices", "draw_filter", "draw_lookup", "draw_order", "draw_origins", "draw_statuses"]

_TYPES: Mapping[str, Any] = oracle_schema().type_map


def draw_filter(draft: Draft, type_name: str) -> Any:
    """A `where`: an input object up to three levels deep."""
    return draw_argument(draft, _TYPES[type_name], hint=type_name, depth=3)


_CHOICES = ("topics", "provider", "type", "collection", "publishedDateTime", "heat")


def draw_choices(draft: Draft, depth: int = 3) -> dict[str, Any]:
    """A `where` that is mostly of what facets count by, one and several together, in `and`, `or` and `not`."""
    drawn: dict[str, Any] = {}
    for name in draft.choose_some([*_CHOICES, *(("and", "or", "not") if depth else ())], 0, 3):
        match name:
            case "and" | "or":
                drawn[name] = [draw_choices(draft, depth - 1) for _ in range(draft.number(0, 3))]
            case "not":
                drawn[name] = draw_choices(draft, depth - 1)
            case _:
                kind = _TYPES["ArticleFilter"].fields[name].type
                drawn[name] = draw_argument(draft, kind, hint=f"ArticleFilter.{name}", depth=1)
    return drawn


def draw_lookup(draft: Draft, type_name: str) -> Any:
    """A `by`: one field of a @oneOf input object, whole or in part a variable."""
    name = draft.choose(list(_TYPES[type_name].fields))
    value = draft.choose(draft.vocabulary.values[f"{type_name}.{name}"])
    match draft.number(0, 2):
        case 0:
            return {name: value}
        case 1:
            return {name: draft.declare(f"{_TYPES[type_name].fields[name].type}!", value)}
        case _:
            return draft.declare(f"{type_name}!", {name: value})


def draw_statuses(draft: Draft, *, with_default: bool = True) -> Any:
    """A list of statuses; as a nullable variable only where the argument's own default can step in."""
    return _draw_names(draft, "ArticleStatus", 4, with_default=with_default)


def draw_origins(draft: Draft) -> Any:
    """A list of origins of related stories."""
    return _draw_names(draft, "RelatedOrigin", 2, with_default=True)


def _draw_names(draft: Draft, enum: str, most: int, *, with_default: bool) -> Any:
    chosen = [Name(name) for name in draft.choose_some(tuple(_TYPES[enum].values), 0, most)]
    match draft.number(0, 4):
        case 0 | 1:
            return chosen
        case 2:
            return draft.declare(f"[{enum}!]!", [str(name) for name in chosen])
        case 3 if chosen:
            return chosen[0]
        case _ if with_default:
            return draft.declare(f"[{enum}!]", None, is_given=False)
        case _:
            return chosen


def draw_order(
    draft: Draft, type_name: str, asked: Sequence[tuple[str, str]] | None = None, *, is_literal: bool = False
) -> Any:
    """An `orderBy`: as told, else of any fields; a direction equal to the default may be left out."""
    fields = list(_TYPES[f"{type_name}Field"].values)
    if asked is None:
        asked = [(name, draft.choose(("ASC", "DESC"))) for name in draft.choose_some(fields, 0, 2)]
    default = "DESC" if type_name == "ArticleOrder" else "ASC"
    orders: list[dict[str, str]] = []
    for name, direction in asked:
        orders.append({"field": Name(name), "direction": Name(direction)})
        if direction == default and draft.chance(40):
            del orders[-1]["direction"]
    if not is_literal and draft.chance(25):
        return draft.declare(f"[{type_name}!]", [{key: str(value) for key, value in each.items()} for each in orders])
    return orders[0] if len(orders) == 1 and draft.chance(20) else orders


def draw_argument(draft: Draft, kind: GraphQLInputType, *, hint: str, depth: int, literal: bool = False) -> Any:
    """A value of an input type. `literal`: without variables inside, for the value of a variable."""
    if not literal and draft.chance(20):
        return _draw_variable(draft, kind, hint, depth)
    if isinstance(kind, GraphQLNonNull):
        return _draw_value(draft, kind.of_type, hint, depth, literal)
    return None if draft.chance(4) else _draw_value(draft, kind, hint, depth, literal)


def _draw_variable(draft: Draft, kind: GraphQLInputType, hint: str, depth: int) -> Any:
    value = _json(draw_argument(draft, kind, hint=hint, depth=depth, literal=True))
    if isinstance(kind, GraphQLNonNull):
        return draft.declare(str(kind), value)
    match draft.number(0, 3):
        case 1 if value is not None:
            return draft.declare(f"{kind}!", value)
        case 2:
            return draft.declare(str(kind), None, is_given=False)
        case 3:
            default = draw_argument(draft, kind, hint=hint, depth=1, literal=True)
            return draft.declare(str(kind), value, default=default, is_given=draft.chance(50))
        case _:
            return draft.declare(str(kind), value)


def _draw_value(draft: Draft, kind: Any, hint: str, depth: int, literal: bool) -> Any:
    match kind:
        case GraphQLList():
            inner = [
                draw_argument(draft, kind.of_type, hint=hint, depth=depth, literal=literal)
                for _ in range(draft.number(0, 3))
            ]
            is_coerced = len(inner) == 1 and not isinstance(inner[0], Variable) and draft.chance(25)
            return inner[0] if is_coerced else inner
        case GraphQLInputObjectType():
            return _draw_object(draft, kind, hint, depth, literal)
        case GraphQLEnumType():
            return Name(draft.choose(list(kind.values)))
        case GraphQLScalarType():
            return _draw_scalar(draft, kind.name, hint)
        case _:
            raise AssertionError(kind)


def _draw_object(draft: Draft, kind: GraphQLInputObjectType, hint: str, depth: int, literal: bool) -> dict[str, Any]:
    fields = list(kind.fields) if depth > 0 else [name for name in kind.fields if _is_shallow(kind, name)]
    required = [name for name, field in kind.fields.items() if isinstance(field.type, GraphQLNonNull)]
    drawn = {}
    least = 0 if draft.chance(8) else 1
    for name in [*required, *draft.choose_some([name for name in fields if name not in required], least, 2)]:
        drawn[name] = draw_argument(
            draft, kind.fields[name].type, hint=_inner_hint(kind.name, name, hint), depth=depth - 1, literal=literal
        )
    return drawn


def _is_shallow(kind: GraphQLInputObjectType, name: str) -> bool:
    """Is it a filter of a plain value, or a value?"""
    inner = kind.fields[name].type
    return not isinstance(inner, GraphQLList) and (
        not isinstance(inner, GraphQLInputObjectType) or inner.name in _VALUE_FILTERS
    )


_VALUE_FILTERS = ("StringFilter", "IntFilter", "DateTimeFilter", "BooleanFilter")


def _inner_hint(type_name: str, field_name: str, hint: str) -> str:
    if type_name in _VALUE_FILTERS:
        return f"{hint} {field_name}"
    return f"{type_name}.{field_name}"


def _draw_scalar(draft: Draft, type_name: str, hint: str) -> Any:
    if type_name == "Boolean":
        return draft.chance(50)
    place, _, operator = hint.partition(" ")
    value = draft.choose(draft.vocabulary.values[place])
    if not isinstance(value, str) or operator not in ("startsWith", "contains", "icontains"):
        return value
    return _part(draft, value, operator)


def _part(draft: Draft, text: str, operator: str) -> str:
    start = 0 if operator == "startsWith" else draft.number(0, max(0, len(text) - 1))
    part = text[start : start + draft.number(0, 6)]
    return part.swapcase() if operator == "icontains" and draft.chance(60) else part


def _json(value: Any) -> Any:
    match value:
        case Name():
            return str(value)
        case dict():
            return {name: _json(each) for name, each in value.items()}
        case list():
            return [_json(each) for each in value]
        case _:
            return value
