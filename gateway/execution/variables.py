"""Variables of one operation: coerced as the specification says, fast for the plain cases (GraphQL, 6.1.2)."""

from collections.abc import Callable, Hashable, Mapping
from typing import Any

from graphql import GraphQLError, GraphQLNonNull, GraphQLSchema, OperationDefinitionNode, get_variable_values
from graphql.execution.get_variable_signature import get_variable_signature
from graphql.execution.values import VariableValues

from gateway.compiler import shape_reader
from gateway.execution.documents import DocumentError
from gateway.execution.limits import VariableLimits
from gateway.execution.responses import from_library

__all__ = ["VariableReader"]

INT_LIMIT = 2**31


def _is_int(value: Any) -> bool:
    return type(value) is int and -INT_LIMIT <= value < INT_LIMIT


def _is_text(value: Any) -> bool:
    return type(value) is str


def _is_boolean(value: Any) -> bool:
    return type(value) is bool


PLAIN: Mapping[str, Callable[[Any], bool]] = {
    "Int": _is_int,
    "String": _is_text,
    "ID": _is_text,
    "Boolean": _is_boolean,
}
"""The scalars whose values of the obvious Python type need no coercion."""

Read = tuple[Mapping[str, Any], Hashable]
"""Coerced variables, and their shape: what of them a plan depends on."""


class VariableReader:
    """Coerces the variables of one operation and tells their shape."""

    def __init__(self, schema: GraphQLSchema, operation: OperationDefinitionNode, limits: VariableLimits) -> None:
        self._schema = schema
        self._limits = limits
        self._definitions = operation.variable_definitions or ()
        self._shapes: dict[str, Callable[[Any], Hashable]] = {}
        self._plain: dict[str, Callable[[Any], bool]] = {}
        self._may_lack: set[str] = set()
        for definition in self._definitions:
            signature = get_variable_signature(schema, definition)
            assert not isinstance(signature, GraphQLError)  # validation has seen to it
            self._shapes[signature.name] = shape_reader(signature.type)
            self._plain[signature.name] = PLAIN.get(str(signature.type).removesuffix("!"), _never)
            if not isinstance(signature.type, GraphQLNonNull) and definition.default_value is None:
                self._may_lack.add(signature.name)

    def size(self, given: Mapping[str, Any]) -> int:
        """How many bytes the variables take, or 0 where these are few.

        Raises:
            RequestError: for more than there may be.
        """
        return self._limits.require_small(given) if given else 0

    def read(self, given: Mapping[str, Any]) -> Read:
        """The coerced variables and their shape, after their size has been looked at.

        Raises:
            DocumentError: with every variable that has a value of the wrong type.
        """
        coerced = self._coerced(given)
        return coerced, tuple([(name, self._shapes[name](value)) for name, value in coerced.items()])

    def values(self, given: Mapping[str, Any]) -> VariableValues:
        """The coerced variables with their types, as the GraphQL library gives them.

        Raises:
            DocumentError: as `read`.
        """
        values = get_variable_values(self._schema, self._definitions, dict(given), max_errors=10)
        if isinstance(values, list):
            raise DocumentError([from_library(error, "BAD_USER_INPUT") for error in values])
        return values

    def _coerced(self, given: Mapping[str, Any]) -> Mapping[str, Any]:
        if not self._definitions:
            return {}
        coerced: dict[str, Any] = {}
        for name, is_plain in self._plain.items():
            value = given.get(name)
            if value is None and name in self._may_lack:  # one that is not given stays away: it is not null
                if name in given:
                    coerced[name] = None
            elif is_plain(value):
                coerced[name] = value
            else:
                return self.values(given).coerced
        return coerced


def _never(_: Any) -> bool:
    return False
