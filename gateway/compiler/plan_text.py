"""A plan as text, for `gateway explain` and for people who read tests."""

from collections.abc import Iterator
from enum import Enum
from typing import Any

from gateway.compiler.inputs import Given
from gateway.compiler.plan import (
    All,
    Alternatives,
    Comparison,
    Either,
    EventsPlan,
    Forbidden,
    Many,
    Not,
    ObjectPlan,
    One,
    Pages,
    PartPlan,
    Predicate,
    Quantifier,
    ValuePlan,
)
from gateway.marks import Arguments, Facet, Part

__all__ = ["plan_text"]


def plan_text(plan: ObjectPlan) -> str:
    """The plan as an indented tree, a field a line."""
    return "\n".join([plan.type_name, *_object_lines(plan, 1)])


def _object_lines(plan: ObjectPlan, level: int) -> Iterator[str]:
    for item in plan.fields:
        label = f"{item.key}: {item.name}" if item.key != item.name else item.name
        yield f"{'  ' * level}{label}  {_describe(item.value)}".rstrip()
        for child in _children(item.value):
            if isinstance(item.value, Alternatives):
                yield f"{'  ' * (level + 1)}... on {child.type_name}"
            yield from _object_lines(child, level + 1 + isinstance(item.value, Alternatives))


def _children(value: ValuePlan) -> tuple[ObjectPlan, ...]:
    match value:
        case One() | Many() | Pages() | EventsPlan():
            return (value.object,)
        case PartPlan(_, ObjectPlan() as child):
            return (child,)
        case Alternatives():
            return tuple(option for _, option in value.options)
        case _:
            return ()


def _describe(value: ValuePlan) -> str:
    match value:
        case One():
            return f"-> {value.object.type_name}{_arguments(value.arguments)}"
        case Many():
            return f"-> [{value.object.type_name}]{_arguments(value.arguments)}"
        case Alternatives():
            return (
                f"-> by id, for each of {value.given.label}" if value.mark.is_list else f"-> by id {value.given.label}"
            )
        case PartPlan(Facet(dimension), _, arguments):
            return f"-> counts by {dimension}{_arguments(arguments)}"
        case PartPlan(Part.FACETS, _, arguments) if arguments["disjunctive"]:
            return "-> each without its own filter"
        case EventsPlan():
            where = f" where {predicate_text(value.where)}" if value.where else ""
            return f"-> each {value.object.type_name}{where}"
        case Forbidden(scope):
            return f"-> forbidden without the scope {scope.value}"
        case Pages():
            order = ", ".join(f"{name} {'DESC' if down else 'ASC'}" for name, down in value.order) or "as listed"
            where = f" where {predicate_text(value.where)}" if value.where else ""
            rest = {name: part for name, part in value.arguments.items() if name not in ("where", "orderBy")}
            return f"-> page of {value.mark.name}{_arguments(rest)} by {order}{where}"
        case _:
            return ""


def _arguments(arguments: Arguments) -> str:
    shown = {name: _shown(value) for name, value in arguments.items() if value is not None}
    return "(" + ", ".join(f"{name}: {text}" for name, text in shown.items()) + ")" if shown else ""


def _shown(value: Any) -> str:
    match value:
        case Given():
            return value.label
        case Enum():
            return value.name
        case list():
            return "[" + ", ".join(map(_shown, value)) + "]"
        case dict():
            return "{" + ", ".join(f"{name}: {_shown(part)}" for name, part in value.items()) + "}"
        case _:
            return str(value)


def predicate_text(predicate: Predicate) -> str:
    """A predicate in words, for people."""
    match predicate:
        case Comparison(_, column, operator, operand):
            return f"{column} {operator} {_shown(operand)}"
        case All(parts):
            return "(" + " and ".join(map(predicate_text, parts)) + ")" if parts else "true"
        case Either(parts):
            return "(" + " or ".join(map(predicate_text, parts)) + ")" if parts else "false"
        case Not(part):
            return f"not {predicate_text(part)}"
        case Quantifier(name, word, _, part, _):
            return f"{word} of {name} {predicate_text(part)}"
