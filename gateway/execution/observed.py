"""A gateway whose operations are watched: counted, timed, traced, and logged where they take long."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing, suppress
from datetime import UTC, datetime
from time import perf_counter
from typing import Any, Final

from gateway import __version__
from gateway.errors import RequestError, StoreError
from gateway.execution.documents import DocumentError
from gateway.execution.gateway import Gateway
from gateway.execution.incremental import Delivery
from gateway.execution.live import Subscriber
from gateway.execution.mutations import Reload
from gateway.execution.operation import Answer, OperationRequest
from gateway.execution.remembering import Remembered
from gateway.observing import Figures, Metrics
from gateway.observing.operations import OPERATION, Operation, Operations
from gateway.scopes import NO_SCOPES, Scopes
from gateway.settings import Settings
from gateway.store import Store

__all__ = ["ObservedGateway"]

LOADED_AT: Final = "SELECT loaded_at FROM snapshot"

BEHIND: Final = "SNAPSHOT_NOT_YET"
"""What has waited for a snapshot that did not come says nothing of its statement."""

MEASURE_SECONDS: Final = 1.0
"""Who asks for figures does not wait longer for the database: where it is busy, that is what there is to see."""


class ObservedGateway(Gateway):
    """Answers as `Gateway` does."""

    def __init__(
        self, store: Store, settings: Settings, reload: Reload | None = None, metrics: Metrics | None = None
    ) -> None:
        super().__init__(store, settings, reload)
        documents = self._lookup.documents
        self._store = store
        self._metrics = metrics
        self._operations = Operations(metrics, settings.slow_operation_seconds, self.examples)
        if metrics is not None:
            metrics.tell_only({document.name for document in documents})

    async def answer(self, request: OperationRequest, scopes: Scopes = NO_SCOPES) -> Answer:
        """See `Gateway.answer`."""
        if OPERATION.get() is not None:  # one of the others has been asked, and it is the same operation
            return await super().answer(request, scopes)
        if self._operations.are_traced:
            with Operation(self._operations) as operation:
                return await self._answer_noted(operation, request, scopes)
        if self._metrics is not None:
            return await self._answer_counted(request, scopes)
        # Nothing is counted: it is enough to know what an operation was when it has taken long.
        started, size, is_behind = perf_counter(), 0, False
        try:
            answer = await super().answer(request, scopes)
            size = len(answer.body)
        except StoreError as error:
            is_behind = error.code == BEHIND
            raise
        else:
            return answer
        finally:
            seconds = perf_counter() - started
            if self._operations.is_slow(seconds) and not is_behind:
                operation = await self._recalled(request, scopes)
                operation.size = size
                operation.end(seconds)

    async def _answer_counted(self, request: OperationRequest, scopes: Scopes) -> Answer:
        """As within an `Operation`, by hand: a context manager costs a microsecond of each request."""
        operation = Operation(self._operations)
        token = OPERATION.set(operation)
        try:
            return await self._answer_noted(operation, request, scopes)
        finally:
            OPERATION.reset(token)
            operation.end()

    async def _answer_noted(self, operation: Operation, request: OperationRequest, scopes: Scopes) -> Answer:
        try:
            answer = await super().answer(request, scopes)
        except StoreError as error:
            operation.is_behind = error.code == BEHIND
            raise
        operation.size = len(answer.body)
        return answer

    async def _recalled(self, request: OperationRequest, scopes: Scopes) -> Operation:
        """What is remembered of an operation that has just been answered."""
        operation = Operation(self._operations)
        with suppress(RequestError, DocumentError, StoreError):
            text = self._lookup.text_of(request, scopes)
            prepared = self._preparer.prepared.recall((text, request.operation_name))
            if prepared is not None:
                operation.label, operation.document = prepared.label, text
                operation.sql = await prepared.known_text(request.variables or {}, scopes)
        return operation

    async def subscribe(self, request: OperationRequest, scopes: Scopes = NO_SCOPES) -> Subscriber | Answer:
        """See `Gateway.subscribe`; of a subscription the beginning is watched."""
        with Operation(self._operations) as operation:
            outcome = await super().subscribe(request, scopes)
            operation.size = len(outcome.body) if isinstance(outcome, Answer) else 0
            return outcome

    async def deliver(self, request: OperationRequest, scopes: Scopes = NO_SCOPES) -> Delivery | Answer:
        """See `Gateway.deliver`; watched until the last part."""
        with Operation(self._operations) as operation:
            outcome = await super().deliver(request, scopes)
            if isinstance(outcome, Answer):
                operation.size = len(outcome.body)
            else:
                operation.goes_on = True
                outcome.answers = watched(outcome.answers, operation)
            return outcome

    async def figures(self) -> Figures:
        """What can be counted now, and what has been counted."""
        stores = [edition.store.usage for edition in self._editions]
        caches: dict[str, list[Remembered[Any]]] = {
            "documents": [self._preparer.prepared],
            "plans": [self._preparer.kept.statements],
            "answers": [edition.answers.kept for edition in self._editions],
        }
        figures: Figures = {
            ("gateway_info", __version__): [1],
            ("gateway_database_connections",): [sum(usage.connections for usage in stores)],
            ("gateway_database_statements_running",): [sum(usage.running for usage in stores)],
            ("gateway_database_statements_waiting",): [sum(usage.waiting for usage in stores)],
            ("gateway_subscriptions",): [self.subscriptions],
        }
        for name, kept in caches.items():
            figures["gateway_cache_lookups_total", name, "hit"] = [sum(each.hits for each in kept)]
            figures["gateway_cache_lookups_total", name, "miss"] = [sum(each.misses for each in kept)]
            figures["gateway_cache_entries", name] = [sum(len(each) for each in kept)]
        with suppress(StoreError, TimeoutError):
            async with asyncio.timeout(MEASURE_SECONDS):
                for (loaded_at,) in await self._store.fetch_rows(LOADED_AT):
                    figures["gateway_snapshot_timestamp_seconds",] = [seconds_of(loaded_at)]
        return figures | (self._metrics.figures() if self._metrics is not None else {})


async def watched(answers: AsyncIterator[list[Any]], operation: Operation) -> AsyncIterator[list[Any]]:
    """The same answers; with the last of them, or whatever comes instead, the operation has ended."""
    try:
        async with aclosing(answers):  # type: ignore[type-var]
            async for rows in answers:
                operation.size += len(rows[0][0])
                yield rows
    finally:
        operation.end()


def seconds_of(loaded_at: str) -> float:
    """A time of the database, which is in UTC, as Prometheus has times."""
    return datetime.fromisoformat(loaded_at).replace(tzinfo=UTC).timestamp()
