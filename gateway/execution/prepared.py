"""Prepared operations: parsed and validated once, compiled once for each shape of their variables."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Final, Generic, NamedTuple, TypeVar

import msgspec
from graphql import OperationType

from gateway.compiler import Compiler, Statement
from gateway.execution.apart import Apart
from gateway.execution.documents import DocumentReader, SelectedOperation
from gateway.execution.limits import VariableLimits
from gateway.execution.remembering import Remembered
from gateway.execution.variables import VariableReader
from gateway.observing.metrics import OperationLabel
from gateway.observing.operations import OPERATION, Operation
from gateway.observing.spans import span
from gateway.scopes import Scopes

__all__ = ["MAX_TEXT", "BoundStatement", "PreparedOperation", "Preparer"]

NOTHING_SUPPLIED: Mapping[str, Any] = {}

MAX_TEXT = 16 * 2**20
"""How many characters of SQL are kept in all; a plan takes about ten times its text in memory."""

MAX_INTROSPECTED: Final = 4 * 2**20
"""How many characters of answers about the schema are kept in all."""

_TUPLE_BYTES: Final = 64
_ITEM_BYTES: Final = 8

LONG_TEXT: Final = 1000
"""A document of more characters takes the places of as many others as it is times longer: kept ones take memory."""

encode = msgspec.msgpack.Encoder(enc_hook=str).encode


@dataclass(frozen=True, slots=True)
class BoundStatement:
    """A statement with its parameters: ready to run."""

    statement: Statement
    parameters: list[Any]
    variables: Mapping[str, Any]


Value = TypeVar("Value")


class Weighed(NamedTuple, Generic[Value]):
    """What is remembered, and how much of the room it takes together with its key."""

    value: Value
    weight: int


@dataclass(frozen=True, slots=True)
class Kept:
    """What all operations have in common: how they are compiled, and what of it is remembered.

    `statements` are by the operation, the shape of its variables and the caller's scopes; `introspected`, by the
    statement and its variables, are the parameters of those that have answers about the schema among them.
    """

    compiler: Compiler
    apart: Apart = field(default_factory=Apart)
    statements: Remembered[Hashable, "Weighed[Statement]"] = field(default_factory=lambda: _weighed(MAX_TEXT))
    introspected: Remembered[Hashable, "Weighed[list[Any]]"] = field(default_factory=lambda: _weighed(MAX_INTROSPECTED))


@dataclass(frozen=True, slots=True)
class PreparedOperation:
    """One operation of one document."""

    selected: SelectedOperation
    variables: VariableReader
    text: str
    number: int
    kept: Kept
    label: OperationLabel

    @property
    def kind(self) -> OperationType:
        """A query, a mutation or a subscription."""
        return self.selected.operation.operation

    async def bind(
        self, given: Mapping[str, Any], scopes: Scopes, supplied: Mapping[str, Any] = NOTHING_SUPPLIED
    ) -> BoundStatement:
        """The statement for these variables and scopes.

        Raises:
            DocumentError: when variables have values of the wrong type.
            RequestError: when arguments have values that are not possible.
            StoreError: TOO_MANY_OPERATIONS, when too many are to be compiled.
        """
        watched = self.noted()
        coerced = self.variables.read(given)
        key = (self.number, self.variables.shape(coerced), scopes)
        kept = self.kept.statements.find(key)
        if kept is None:
            with span("compile"):
                statement = await self.kept.apart.do(key, lambda: self.compile(given, scopes))
            _keep(self.kept.statements, key, statement, len(statement.text))
        else:
            statement = kept.value
        if watched is not None:
            watched.sql = statement.text
        variables = {**coerced, **supplied} if supplied else coerced
        if statement.has_introspection:
            return BoundStatement(statement, await self._introspect(key, statement, variables), variables)
        return BoundStatement(statement, statement.bind(variables), variables)

    def noted(self) -> Operation | None:
        """Tell who watches, if anybody does, which operation this is."""
        watched = OPERATION.get()
        if watched is not None:
            watched.label, watched.document = self.label, self.text
        return watched

    def known_text(self, given: Mapping[str, Any], scopes: Scopes) -> str:
        """The text of the statement, if it is remembered.

        Raises:
            DocumentError: when variables have values of the wrong type.
        """
        key = (self.number, self.variables.shape(self.variables.read(given)), scopes)
        kept = self.kept.statements.get(key)
        return "" if kept is None else kept.value.text

    def compile(self, given: Mapping[str, Any], scopes: Scopes) -> Statement:
        """Compile for variables of this shape."""
        values = self.variables.values(given)
        return self.kept.compiler.compile(self.selected.operation, self.selected.fragments, values, scopes)

    async def _introspect(self, key: Hashable, statement: Statement, variables: Mapping[str, Any]) -> list[Any]:
        known = (key, encode(sorted(variables.items())))
        kept = self.kept.introspected.get(known)
        if kept is not None:
            return kept.value
        parameters = await self.kept.apart.do(known, lambda: statement.bind(variables))
        _keep(self.kept.introspected, known, parameters, sum(len(each) for each in parameters if isinstance(each, str)))
        return parameters


class Preparer:
    """Prepares operations, and remembers the most recently used."""

    def __init__(self, reader: DocumentReader, compiler: Compiler, limits: VariableLimits, cache_size: int) -> None:
        self.kept = Kept(compiler)
        self._reader = reader
        self._limits = limits
        self._numbers = count()
        self.prepared: Remembered[tuple[str, str | None], PreparedOperation] = Remembered(
            cache_size, getsizeof=lambda prepared: 1 + len(prepared.text) // LONG_TEXT
        )

    async def prepare(self, text: str, operation_name: str | None) -> PreparedOperation:
        """The operation, ready for variables.

        Raises:
            DocumentError: when the document cannot be executed.
            StoreError: TOO_MANY_OPERATIONS, when too many are to be read.
        """
        key = (text, operation_name)
        prepared = self.prepared.find(key)
        if prepared is None:
            with span("prepare"):
                prepared = await self.kept.apart.do(key, lambda: self._prepare(text, operation_name))
            if self.prepared.getsizeof(prepared) <= self.prepared.maxsize:
                self.prepared[key] = prepared
        return prepared

    def close(self) -> None:
        """Prepare nothing more."""
        self.kept.apart.close()

    def _prepare(self, text: str, operation_name: str | None) -> PreparedOperation:
        selected = self._reader.read(text, operation_name)
        operation = selected.operation
        variables = VariableReader(self.kept.compiler.schema, operation, self._limits)
        label = (operation.name.value if operation.name else None, operation.operation.value)
        return PreparedOperation(selected, variables, text, next(self._numbers), self.kept, label)


def _weighed(size: int) -> "Remembered[Any, Weighed[Any]]":
    return Remembered(size, getsizeof=lambda kept: kept.weight)


def _keep(remembered: "Remembered[Any, Weighed[Value]]", key: Hashable, value: Value, length: int) -> None:
    """Remember something of this length, unless it takes a large part of all the room together with its key."""
    weight = length + weight_of(key)
    if weight <= remembered.maxsize // 4:
        remembered[key] = Weighed(value, weight)


def weight_of(key: object) -> int:
    """About how many bytes a key takes: callers may make it long, with values or with shapes of them."""
    if isinstance(key, tuple):
        return _TUPLE_BYTES + sum(map(weight_of, key))
    return _ITEM_BYTES + len(key) if isinstance(key, str | bytes) else _ITEM_BYTES
