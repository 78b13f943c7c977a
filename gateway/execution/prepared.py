"""Prepared operations: parsed and validated once, compiled once for each shape of their variables."""

import asyncio
from collections.abc import Hashable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from typing import Any, Final, NamedTuple

import msgspec
from graphql import OperationType

from gateway.compiler import WHOLE, Compiler, Parted, Statement
from gateway.errors import StoreError
from gateway.execution.apart import SHORT_BYTES, Apart
from gateway.execution.documents import DocumentReader, SelectedOperation
from gateway.execution.limits import VariableLimits
from gateway.execution.remembering import Remembered, weight_of
from gateway.execution.variables import Read, VariableReader
from gateway.observing.metrics import OperationLabel
from gateway.observing.operations import OPERATION, Operation
from gateway.observing.spans import span
from gateway.scopes import Scopes

__all__ = ["MAX_TEXT", "BoundStatement", "Kept", "PreparedOperation", "Preparer"]

NOTHING_SUPPLIED: Mapping[str, Any] = {}

MAX_TEXT = 16 * 2**20
"""How many characters of SQL are kept in all; a plan takes about ten times its text in memory."""

MAX_INTROSPECTED: Final = 4 * 2**20
"""How many characters of answers about the schema are kept in all."""

LONG_TEXT: Final = 1000
"""A document of more characters takes the places of as many others as it is times longer: kept ones take memory."""

encode = msgspec.msgpack.Encoder(enc_hook=str).encode


class BoundStatement(msgspec.Struct, frozen=True):
    """A statement with its parameters: ready to run. One that comes again may be `parted`, which is quicker."""

    statement: Statement
    parameters: list[Any]
    variables: Mapping[str, Any]
    parted: Parted = WHOLE


class Compiled(NamedTuple):
    """A statement, and what it is parted into; None until that is found out."""

    statement: Statement
    parted: Parted | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """What all operations have in common: how they are compiled, and what of it is remembered.

    `statements` are by the operation, the shape of its variables and the caller's scopes; `introspected`, by the
    statement and its variables, are the parameters of those that have answers about the schema among them. What is new
    is read and compiled `apart`, what is large `beside` that: so operations that are known never wait for new ones.
    """

    compiler: Compiler
    apart: Apart
    beside: Apart
    has_parts: bool = False
    tasks: "set[asyncio.Task[None]]" = field(default_factory=set)
    statements: Remembered[Compiled] = field(default_factory=lambda: Remembered(MAX_TEXT))
    introspected: Remembered[list[Any]] = field(default_factory=lambda: Remembered(MAX_INTROSPECTED))


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
        coerced, shape = await self.read(given)
        key = (self.number, shape, scopes)
        compiled = self.kept.statements.find(key)
        if compiled is None:
            with span("compile"):
                compiled = Compiled(await self.kept.apart.do(key, lambda: self.compile(given, scopes)))
            self.kept.statements.keep(key, compiled, len(compiled.statement.text) + weight_of(key))
        elif compiled.parted is None and self.kept.has_parts:
            self._find_parts(key, compiled.statement, given, scopes)
        statement = compiled.statement
        if watched is not None:
            watched.sql = statement.text
        variables = {**coerced, **supplied} if supplied else coerced
        if statement.has_introspection:
            return BoundStatement(statement, await self._introspect(key, statement, variables), variables)
        return BoundStatement(statement, statement.bind(variables), variables, compiled.parted or WHOLE)

    def noted(self) -> Operation | None:
        """Tell who watches, if anybody does, which operation this is."""
        watched = OPERATION.get()
        if watched is not None:
            watched.label, watched.document = self.label, self.text
        return watched

    async def read(self, given: Mapping[str, Any]) -> Read:
        """The coerced variables and their shape. Thousands of values take long, and are read apart.

        Raises:
            DocumentError: when they have values of the wrong type.
            RequestError: when they are more than there may be.
            StoreError: TOO_MANY_OPERATIONS, when too much is to be read.
        """
        size = self.variables.size(given)
        if size <= SHORT_BYTES:
            return self.variables.read(given)
        return await self.kept.beside.do_of(size, partial(self.variables.read, given))

    async def known_text(self, given: Mapping[str, Any], scopes: Scopes) -> str:
        """The text of the statement, if it is remembered.

        Raises:
            DocumentError, RequestError, StoreError: as `read`.
        """
        _, shape = await self.read(given)
        compiled = self.kept.statements.recall((self.number, shape, scopes))
        return "" if compiled is None else compiled.statement.text

    def compile(self, given: Mapping[str, Any], scopes: Scopes) -> Statement:
        """Compile for variables of this shape."""
        values = self.variables.values(given)
        return self.kept.compiler.compile(self.selected.operation, self.selected.fragments, values, scopes)

    def _find_parts(self, key: Hashable, statement: Statement, given: Mapping[str, Any], scopes: Scopes) -> None:
        """Find out what a query that comes again is parted into, when there is nothing else to do."""
        is_possible = self.kind is OperationType.QUERY and not statement.has_introspection
        if is_possible and not self.kept.apart.is_busy:
            task = asyncio.create_task(self._part(key, statement, given, scopes))
            self.kept.tasks.add(task)
            task.add_done_callback(self.kept.tasks.discard)

    async def _part(self, key: Hashable, statement: Statement, given: Mapping[str, Any], scopes: Scopes) -> None:
        def compile_parted() -> Parted:
            values = self.variables.values(given)
            return self.kept.compiler.compile_parted(self.selected.operation, self.selected.fragments, values, scopes)

        with suppress(StoreError):  # too much else has come meanwhile
            parted = await self.kept.apart.do(("parted", key), compile_parted)
            told = len(statement.text) + len(parted.text) + sum(len(each.text) for each in parted.nodes)
            self.kept.statements.keep(key, Compiled(statement, parted), told + weight_of(key))

    async def _introspect(self, key: Hashable, statement: Statement, variables: Mapping[str, Any]) -> list[Any]:
        known = (key, encode(sorted(variables.items())))
        parameters = self.kept.introspected.recall(known)
        if parameters is None:
            parameters = await self.kept.apart.do(known, lambda: statement.bind(variables))
            told = sum(len(each) for each in parameters if isinstance(each, str))
            self.kept.introspected.keep(known, parameters, told + weight_of(known))
        return parameters


class Preparer:
    """Prepares operations, and remembers the most recently used."""

    def __init__(self, reader: DocumentReader, kept: Kept, limits: VariableLimits, cache_size: int) -> None:
        self.kept = kept
        self._reader = reader
        self._limits = limits
        self._numbers = count()
        self.prepared: Remembered[PreparedOperation] = Remembered(cache_size, largest_part=1)

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
            self.prepared.keep(key, prepared, 1 + len(text) // LONG_TEXT)
        return prepared

    def _prepare(self, text: str, operation_name: str | None) -> PreparedOperation:
        selected = self._reader.read(text, operation_name)
        operation = selected.operation
        variables = VariableReader(self.kept.compiler.schema, operation, self._limits)
        label = (operation.name.value if operation.name else None, operation.operation.value)
        return PreparedOperation(selected, variables, text, next(self._numbers), self.kept, label)
