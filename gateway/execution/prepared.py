"""Prepared operations: parsed and validated once, compiled once for each shape of their variables."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any, Final

from cachetools import LRUCache
from graphql import OperationType

from gateway.compiler import Compiler, Statement
from gateway.execution.apart import Apart
from gateway.execution.documents import DocumentReader, SelectedOperation
from gateway.execution.limits import VariableLimits
from gateway.execution.variables import VariableReader
from gateway.scopes import Scopes

__all__ = ["MAX_TEXT", "BoundStatement", "PreparedOperation", "Preparer"]

NOTHING_SUPPLIED: Mapping[str, Any] = {}

MAX_TEXT = 16 * 2**20
"""How many characters of SQL are kept in all; a plan takes about ten times its text in memory."""

LONG_TEXT: Final = 1000
"""A document of more characters takes the places of as many others as it is times longer: kept ones take memory."""

Statements = LRUCache[tuple[int, Hashable, Scopes], Statement]
"""The compiled statements of all operations, by the operation, the shape of its variables and the caller's scopes."""


@dataclass(frozen=True, slots=True)
class BoundStatement:
    """A statement with its parameters: ready to run."""

    statement: Statement
    parameters: list[Any]
    variables: Mapping[str, Any]


@dataclass(slots=True)
class PreparedOperation:
    """One operation of one document."""

    selected: SelectedOperation
    variables: VariableReader
    compiler: Compiler
    statements: Statements
    apart: Apart
    text: str
    number: int

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
        """
        coerced = self.variables.read(given)
        key = (self.number, self.variables.shape(coerced), scopes)
        statement = self.statements.get(key)
        if statement is None:
            statement = await self.apart.do(key, lambda: self._compile(given, scopes))
            if len(statement.text) <= MAX_TEXT:
                self.statements[key] = statement
        variables = {**coerced, **supplied} if supplied else coerced
        return BoundStatement(statement, statement.bind(variables), variables)

    def _compile(self, given: Mapping[str, Any], scopes: Scopes) -> Statement:
        values = self.variables.values(given)
        return self.compiler.compile(self.selected.operation, self.selected.fragments, values, scopes)


class Preparer:
    """Prepares operations, and remembers the most recently used."""

    def __init__(self, reader: DocumentReader, compiler: Compiler, limits: VariableLimits, cache_size: int) -> None:
        self.apart = Apart()
        self._reader = reader
        self._limits = limits
        self._compiler = compiler
        self._statements: Statements = LRUCache(MAX_TEXT, getsizeof=lambda statement: len(statement.text))
        self._numbers = count()
        self._prepared: LRUCache[tuple[str, str | None], PreparedOperation] = LRUCache(
            cache_size, getsizeof=lambda prepared: 1 + len(prepared.text) // LONG_TEXT
        )

    async def prepare(self, text: str, operation_name: str | None) -> PreparedOperation:
        """The operation, ready for variables.

        Raises:
            DocumentError: when the document cannot be executed.
        """
        key = (text, operation_name)
        prepared = self._prepared.get(key)
        if prepared is None:
            prepared = await self.apart.do(key, lambda: self._prepare(text, operation_name))
            if self._prepared.getsizeof(prepared) <= self._prepared.maxsize:
                self._prepared[key] = prepared
        return prepared

    def _prepare(self, text: str, operation_name: str | None) -> PreparedOperation:
        selected = self._reader.read(text, operation_name)
        variables = VariableReader(self._compiler.schema, selected.operation, self._limits)
        return PreparedOperation(
            selected, variables, self._compiler, self._statements, self.apart, text, next(self._numbers)
        )
