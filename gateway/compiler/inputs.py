"""What the caller gives: variables and literals as inputs to be bound, and the shape that a plan depends on.

A plan depends on a variable's *shape*: what is null, which keys of an input object are there, enums and booleans. All
other values are bound parameters, so one plan serves every value of one shape.
"""

import json
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLScalarType,
)
from sqlalchemy import BindParameter, bindparam

from gateway.errors import RequestError

__all__ = ["Bindings", "Given", "Place", "Read", "settle", "shape_reader", "supplied_key", "symbolize"]

SHOWN_LENGTH = 60

Read = Callable[[Mapping[str, Any]], Any]
"""From the coerced variables to one value."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the operation an argument stands, for errors."""

    path: tuple[str, ...]
    line: int
    column: int

    def error(self, message: str, *, code: str | None = None, limit: int | None = None) -> RequestError:
        """An error of the caller's, at this place."""
        return RequestError(message, code=code, path=self.path, locations=[(self.line, self.column)], limit=limit)


class Bindings:
    """The parameters of one statement, in the order in which they were asked for."""

    def __init__(self) -> None:
        self.reads: dict[str, Read] = {}
        self.labels: dict[str, str] = {}  # what each parameter holds, for people

    def bind(self, read: Read, label: str) -> BindParameter[Any]:
        """A new parameter."""
        name = f"p{len(self.reads) + 1}"
        self.reads[name], self.labels[name] = read, label
        return bindparam(name, unique=False)

    def constant(self, value: Any, label: str) -> BindParameter[Any]:
        """A parameter that is the same in every request of this plan."""
        return self.bind(lambda _: value, label)


@dataclass(frozen=True, slots=True)
class Given:
    """A scalar, or list of scalars, that the caller gives: a variable, a part of one, or a literal."""

    read: Read
    label: str
    place: Place | None = None
    bindings: Bindings | None = None
    is_blank: bool = False  # a text without any: part of the shape

    @property
    def key(self) -> Hashable:
        """What reads a variable is one function for all places that it is given in."""
        return self.read

    def beside(self, other: "Given") -> "Given":
        """Both values, as a list, for conversions that depend on both."""
        one, two = self.read, other.read
        return replace(self, read=lambda variables: [one(variables), two(variables)])

    def bind(self, convert: Callable[[Any], Any] | None = None) -> BindParameter[Any]:
        """The parameter that holds it; errors of `convert` are told with this argument's place."""
        assert self.bindings is not None
        return self.bindings.bind(self._checked(convert), self.label)

    def _checked(self, convert: Callable[[Any], Any] | None) -> Read:
        read, place = self.read, self.place

        def checked(variables: Mapping[str, Any]) -> Any:
            try:
                value = bindable(read(variables))
                return value if convert is None else convert(value)
            except RequestError as error:
                if place is not None and not error.path:
                    error.path, error.locations = place.path, ((place.line, place.column),)
                raise

        return checked


def bindable(value: Any) -> Any:
    """The value, if every engine can hold it: no NUL and no lone surrogate in text.

    Raises:
        RequestError: for text that cannot be stored, and so cannot be compared with what is.
    """
    if isinstance(value, str):
        if "\0" in value:
            raise RequestError("Text may not contain the character U+0000.")
        if not value.isascii() and any("\ud800" <= character <= "\udfff" for character in value):
            raise RequestError("Text may not contain lone surrogates.")
    elif isinstance(value, list):
        for item in value:
            bindable(item)
    elif isinstance(value, dict):
        for name, item in value.items():
            bindable(name)
            bindable(item)
    return value


def supplied_key(name: str) -> str:
    """Where among the coerced variables a value stands that the execution supplies: no variable has such a name."""
    return f"${name}"


def symbolize(input_type: GraphQLInputType, value: Any, read: Read, label: str) -> Any:
    """A coerced variable with its scalars replaced by `Given`; null, enums, booleans and structure stay."""
    match input_type:
        case GraphQLNonNull():
            return symbolize(input_type.of_type, value, read, label)
        case _ if value is None:
            return None
        case GraphQLList() if not is_scalar_list(input_type):
            item = input_type.of_type
            return [symbolize(item, part, _item(read, n), f"{label}[{n}]") for n, part in enumerate(value)]
        case GraphQLInputObjectType():
            fields = input_type.fields
            return {
                name: symbolize(fields[name].type, part, _item(read, name), f"{label}.{name}")
                for name, part in value.items()
            }
        case _ if is_plain(input_type):
            return value
        case _:
            return Given(read, label, is_blank=is_blank(value))


def settle(input_type: GraphQLInputType, value: Any, place: Place, bindings: Bindings) -> Any:
    """An argument's value with its literal scalars made `Given` as well, and each `Given` told its place."""
    match input_type:
        case GraphQLNonNull():
            return settle(input_type.of_type, value, place, bindings)
        case _ if value is None:
            return None
        case _ if isinstance(value, Given):
            return replace(value, place=place, bindings=bindings)
        case GraphQLList() if not is_scalar_list(input_type):
            return [settle(input_type.of_type, part, place, bindings) for part in value]
        case GraphQLInputObjectType():
            fields = input_type.fields
            return {name: settle(fields[name].type, part, place, bindings) for name, part in value.items()}
        case _ if is_plain(input_type):
            return value
        case _:
            return Given(_literal(value), _shown(value), place, bindings, is_blank(value))


def shape_reader(input_type: GraphQLInputType) -> Callable[[Any], Hashable]:
    """Gives what of a coerced variable of this type a plan depends on."""
    match input_type:
        case GraphQLNonNull():
            return shape_reader(input_type.of_type)
        case GraphQLList() if not is_scalar_list(input_type):
            item = shape_reader(input_type.of_type)
            return lambda value: None if value is None else tuple([item(part) for part in value])
        case GraphQLInputObjectType():
            return partial(_shape_of_object, {}, input_type)
        case _ if is_plain(input_type):
            return _itself
        case _:
            return _shape_of_scalar


def _itself(value: Any) -> Hashable:
    return value  # type: ignore[no-any-return]


def _shape_of_scalar(value: Any) -> Hashable:
    return None if value is None else not is_blank(value)


def _shape_of_object(
    known: dict[str, Callable[[Any], Hashable]], input_type: GraphQLInputObjectType, value: Any
) -> Hashable:
    """Readers of fields are made when they are first met, and kept in `known`: a type may have fields of itself."""
    if value is None:
        return None
    for name in value:
        if name not in known:
            known[name] = shape_reader(input_type.fields[name].type)
    return tuple([(name, known[name](part)) for name, part in value.items()])


def is_blank(value: Any) -> bool:
    """Whether this is a text without anything in it: a `search` that nobody has typed yet."""
    return isinstance(value, str) and (not value or value.isspace())


def is_plain(input_type: GraphQLInputType) -> bool:
    """Whether the values are few and part of the shape: enums and booleans."""
    return isinstance(input_type, GraphQLEnumType) or (
        isinstance(input_type, GraphQLScalarType) and input_type.name == "Boolean"
    )


def is_scalar_list(input_type: GraphQLList[Any]) -> bool:
    """Whether this is a list of scalars, which is bound as one value."""
    item = input_type.of_type
    item = item.of_type if isinstance(item, GraphQLNonNull) else item
    return isinstance(item, GraphQLScalarType) and not is_plain(item)


def _item(read: Read, key: str | int) -> Read:
    return lambda variables: read(variables)[key]


def _shown(value: Any) -> str:
    """A literal as people read it, cut when it is long."""
    text = json.dumps(value, default=lambda part: getattr(part, "label", "?"), ensure_ascii=False)
    return text if len(text) <= SHOWN_LENGTH else text[: SHOWN_LENGTH - 1] + "…"


def _literal(value: Any) -> Read:
    if isinstance(value, Sequence) and not isinstance(value, str) and any(isinstance(v, Given) for v in value):
        return lambda variables: [v.read(variables) if isinstance(v, Given) else v for v in value]
    return lambda _: value
