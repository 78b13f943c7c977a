"""The operation that is being answered: how long it takes, and what it was."""

from collections.abc import Collection
from contextlib import ExitStack
from contextvars import ContextVar, Token
from time import perf_counter
from types import TracebackType
from typing import Final, Self

from gateway.observing.metrics import Metrics, OperationLabel
from gateway.observing.slow import log_slow
from gateway.observing.spans import Span, are_traced, span

__all__ = ["OPERATION", "Operation", "Operations"]


class Operation:
    """A context manager around an operation. Those who find out what it is note it here: see `Described`."""

    __slots__ = (
        "_operations",
        "_spans",
        "_started",
        "_token",
        "document",
        "goes_on",
        "is_behind",
        "label",
        "size",
        "sql",
    )

    def __init__(self, operations: "Operations") -> None:
        self._operations = operations
        self.label: OperationLabel | None = None  # what was not understood has none
        self.document: str  # told together with the label
        self.sql = ""
        self.size = 0  # of the answer, in bytes
        self.goes_on = False  # after the block: whoever says so ends it
        self.is_behind = False  # it was refused because the server lacks a snapshot, which it waited for
        self._started = perf_counter()

    def __enter__(self) -> Self:
        self._token: Token[Operation | None] = OPERATION.set(self)
        self._spans = self._operations.trace(self) if self._operations.are_traced else None
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        OPERATION.reset(self._token)
        if not self.goes_on or error is not None:
            self.end()
        if self._spans is not None:
            self._spans.__exit__(kind, error, trace)

    def end(self, seconds: float | None = None) -> None:
        """It is over, and took so long, or as long as this has been here: also for one that went on after the block."""
        if self.label is not None:
            self._operations.ended(self, self.label, perf_counter() - self._started if seconds is None else seconds)


OPERATION: ContextVar[Operation | None] = ContextVar("operation", default=None)


class Operations:
    """What becomes of operations: they are counted and timed, those that take long are logged, and all are traced.

    `safe_documents` may be told in traces: they are the site's own.
    """

    def __init__(self, metrics: Metrics | None, slow_seconds: float, safe_documents: Collection[str] = ()) -> None:
        self.are_traced = are_traced()
        self._metrics = metrics
        self._slow_seconds = slow_seconds or float("inf")
        self._safe_documents: Final = frozenset(safe_documents)

    def is_slow(self, seconds: float) -> bool:
        """Whether an operation that takes so long is logged."""
        return seconds >= self._slow_seconds

    def ended(self, operation: Operation, label: OperationLabel, seconds: float) -> None:
        """Count it, and log it where it took long."""
        if self._metrics is not None:
            self._metrics.operation(label, seconds)
        if self.is_slow(seconds) and not operation.is_behind:
            name, kind = label
            log_slow(
                name=name,
                kind=kind,
                document=operation.document,
                sql=operation.sql,
                seconds=seconds,
                size=operation.size,
            )

    def trace(self, operation: Operation) -> ExitStack:
        """A span around it; what it is, is known at its end (OpenTelemetry, "GraphQL server spans")."""
        stack = ExitStack()
        begun = stack.enter_context(span("GraphQL Operation"))
        stack.callback(self._describe, operation, begun)
        return stack

    def _describe(self, operation: Operation, begun: Span) -> None:
        if operation.label is None:
            return
        name, kind = operation.label
        begun.name(kind)
        begun.note({"graphql.operation.type": kind, **({"graphql.operation.name": name} if name else {})})
        if operation.document in self._safe_documents:  # which whoever finds the label finds as well
            begun.note({"graphql.document": operation.document})
