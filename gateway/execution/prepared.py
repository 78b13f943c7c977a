"""Prepared operations: parsed and validated once, compiled once for each shape of their variables."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from graphql import OperationType

from gateway.compiler import Compiler, Statement
from gateway.errors import RequestError
from gateway.execution.documents import DocumentError, DocumentReader, SelectedOperation
from gateway.execution.variables import VariableReader

__all__ = ["BoundStatement", "PreparedOperation", "Preparer"]

MAX_SHAPES = 64
"""How many statements one operation keeps; a client that needs more has them compiled again."""


@dataclass(frozen=True, slots=True)
class BoundStatement:
    """A statement with its parameters: ready to run."""

    statement: Statement
    parameters: list[Any]


@dataclass(slots=True)
class PreparedOperation:
    """One operation of one document."""

    selected: SelectedOperation
    variables: VariableReader
    compiler: Compiler
    statements: dict[Hashable, Statement] = field(default_factory=dict)

    def bind(self, given: Mapping[str, Any]) -> BoundStatement:
        """The statement for these variables.

        Raises:
            DocumentError: when variables have values of the wrong type.
            RequestError: when arguments have values that are not possible.
        """
        coerced = self.variables.read(given)
        shape = self.variables.shape(coerced)
        statement = self.statements.get(shape)
        if statement is None:
            statement = self._compile(given)
            if len(self.statements) >= MAX_SHAPES:
                self.statements.pop(next(iter(self.statements)))
            self.statements[shape] = statement
        return BoundStatement(statement, statement.bind(coerced))

    def _compile(self, given: Mapping[str, Any]) -> Statement:
        values = self.variables.values(given)
        return self.compiler.compile(self.selected.operation, self.selected.fragments, values)


class Preparer:
    """Prepares operations, and remembers the most recently used."""

    def __init__(self, reader: DocumentReader, compiler: Compiler, cache_size: int) -> None:
        self._reader = reader
        self._compiler = compiler
        self.prepare = lru_cache(maxsize=cache_size)(self._prepare)

    def _prepare(self, text: str, operation_name: str | None) -> PreparedOperation:
        """The operation, ready for variables.

        Raises:
            DocumentError: when the document cannot be executed.
        """
        selected = self._reader.read(text, operation_name)
        if selected.operation.operation is not OperationType.QUERY:
            kind = selected.operation.operation.value
            message = f"A {kind} is not possible here."
            error = RequestError(message, code="OPERATION_RESOLUTION_FAILURE")
            raise DocumentError([error], is_of_other_kind=True)
        variables = VariableReader(self._compiler.schema, selected.operation)
        return PreparedOperation(selected, variables, self._compiler)
