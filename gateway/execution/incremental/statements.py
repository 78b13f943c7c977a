"""The statements of a split operation: one for what is answered first, and one for each deferred fragment."""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from gateway.compiler import Statement
from gateway.errors import RequestError
from gateway.execution.incremental.splitting import Split, conditions_of, split
from gateway.execution.prepared import MAX_TEXT, BoundStatement, PreparedOperation
from gateway.execution.remembering import Remembered, weight_of
from gateway.observing.spans import span
from gateway.scopes import Scopes

__all__ = ["BoundSplit", "Splitter"]

MOST_DEFERRED: Final = 20
"""Each is a statement of its own."""

SPLIT_BYTES: Final = 1000
"""What a split operation takes beside its statements, about."""


class BoundSplit(NamedTuple):
    """A split operation that is ready to run."""

    split: Split
    statements: list[BoundStatement]


class _Compiled(NamedTuple):
    split: Split
    statements: tuple[Statement, ...]


class Splitter:
    """Splits and compiles operations, and remembers the most recently used."""

    def __init__(self) -> None:
        self._compiled: Remembered[_Compiled] = Remembered(MAX_TEXT)

    async def bind(self, prepared: PreparedOperation, given: Mapping[str, Any], scopes: Scopes) -> BoundSplit | None:
        """The statements for these variables and scopes; None when nothing of the operation comes later.

        Raises:
            DocumentError: when variables have values of the wrong type.
            RequestError: when arguments have values that are not possible, or too much is deferred.
        """
        watched = prepared.noted()
        coerced, shape = await prepared.read(given)
        selected = prepared.selected
        conditions = tuple(coerced.get(name) for name in sorted(conditions_of(selected.fragments, selected.operation)))
        key = (prepared.number, shape, conditions, scopes)
        compiled = self._compiled.find(key)
        if compiled is None:
            with span("compile"):
                compiled = await prepared.kept.apart.do(key, lambda: self._compile(prepared, given, scopes))
            told = sum(len(each.text) for each in compiled.statements)
            self._compiled.keep(key, compiled, SPLIT_BYTES + told + weight_of(key))
        if not compiled.split:
            return None
        if watched is not None:
            watched.sql = ";\n".join(each.text for each in compiled.statements)
        return BoundSplit(
            compiled.split, [BoundStatement(each, each.bind(coerced), coerced) for each in compiled.statements]
        )

    def _compile(self, prepared: PreparedOperation, given: Mapping[str, Any], scopes: Scopes) -> _Compiled:
        values = prepared.variables.values(given)
        parts = split(prepared.selected.operation, prepared.selected.fragments, values.coerced)
        if len(parts.deferred) > MOST_DEFERRED:
            message = f"The operation defers {len(parts.deferred)} fragments; the limit is {MOST_DEFERRED}."
            raise RequestError(message, code="MAX_FIELDS_EXCEEDED", limit=MOST_DEFERRED)
        operations = (parts.initial, *(each.operation for each in parts.deferred)) if parts else ()
        return _Compiled(parts, tuple(prepared.kept.compiler.compile(each, {}, values, scopes) for each in operations))
