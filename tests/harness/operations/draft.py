"""One operation while it is being drawn: its variables, fragments and the response keys already given away."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, TypeVar

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from tests.harness.operations.vocabulary import Vocabulary

__all__ = ["Draft", "Name", "Variable", "write_value"]

T = TypeVar("T")


class Name(str):
    """A value written without quotes: an enum value."""

    __slots__ = ()


class Variable(str):
    """A value that is a variable's."""

    __slots__ = ()


def write_value(value: Any) -> str:
    """A GraphQL literal."""
    match value:
        case Variable():
            return f"${value}"
        case Name():
            return str(value)
        case str():
            return json.dumps(value, ensure_ascii=False)
        case dict():
            return "{" + ", ".join(f"{name}: {write_value(each)}" for name, each in value.items()) + "}"
        case list():
            return "[" + ", ".join(write_value(each) for each in value) + "]"
        case _:
            return json.dumps(value)


class Draft:
    """Draws decisions and remembers what they mean for the rest of the operation."""

    def __init__(self, draw: DrawFn, vocabulary: Vocabulary) -> None:
        self._draw = draw
        self.vocabulary = vocabulary
        self.variables: dict[str, Any] = {}
        self.declarations: list[str] = []
        self.fragments: dict[str, str] = {}
        self.reusable: list[tuple[str, str, int, int]] = []
        self._numbers: dict[str, int] = {}
        self._plain_keys: dict[str, str] = {}

    def chance(self, percent: int) -> bool:
        """True that often; simplest is False."""
        return self._draw(_place(100)) >= 100 - percent

    def number(self, lowest: int, highest: int) -> int:
        """A whole number; simplest is the lowest."""
        return self._draw(st.integers(lowest, highest))

    def choose(self, values: Sequence[T]) -> T:
        """One of the values; simplest is the first."""
        return values[self._draw(_place(len(values)))]

    def choose_some(self, values: Sequence[T], least: int, most: int) -> list[T]:
        """Different ones of the values, in any order."""
        if not values:
            return []
        size = min(most, len(values))
        return [values[place] for place in self._draw(_places(len(values), min(least, size), size))]

    def fresh(self, letter: str) -> str:
        """A name not yet used in this operation."""
        self._numbers[letter] = self._numbers.get(letter, 0) + 1
        return f"{letter}{self._numbers[letter]}"

    def response_key(self, field: str, arguments: str, *, aliased: bool) -> str:
        """`alias: field` or `field`, so that no two selections of this operation can be in conflict."""
        if not aliased and self._plain_keys.setdefault(field, arguments) == arguments:
            return field
        return f"{self.fresh('a')}: {field}"

    def declare(self, type_text: str, value: Any, *, default: Any = None, is_given: bool = True) -> Variable:
        """A new variable of this value; a default is written as a literal."""
        name = self.fresh("v")
        self.declarations.append(f"${name}: {type_text}" + ("" if default is None else f" = {write_value(default)}"))
        if is_given:
            self.variables[name] = value
        return Variable(name)

    def boolean(self) -> Any:
        """A condition of @skip or @include: a literal, or a variable with or without a default."""
        value = self.chance(50)
        match self.number(0, 3):
            case 0:
                return value
            case 1:
                return self.declare("Boolean!", value)
            case 2:
                return self.declare("Boolean", value, default=not value, is_given=True)
            case _:
                return self.declare("Boolean!", None, default=value, is_given=False)

    def written_arguments(self, arguments: Mapping[str, Any]) -> str:
        """`(first: 2, where: {…})`, or nothing."""
        written = ", ".join(f"{name}: {write_value(value)}" for name, value in arguments.items())
        return f"({written})" if written else ""


@cache  # to make a strategy takes longer than to draw from it
def _place(count: int) -> st.SearchStrategy[int]:
    return st.integers(0, count - 1)


@cache
def _places(count: int, least: int, most: int) -> st.SearchStrategy[list[int]]:
    return st.lists(_place(count), min_size=least, max_size=most, unique=True)
