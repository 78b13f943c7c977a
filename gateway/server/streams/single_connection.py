"""The "single connection mode" of graphql-sse: one stream for all operations of a client.

PUT reserves a stream, GET opens it, POST begins an operation, and DELETE ends one.
"""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Any, Final

from gateway.errors import RequestError
from gateway.execution.operation import Answer, OperationRequest
from gateway.scopes import Scopes
from gateway.server.replies import NO_STORE, Reply
from gateway.server.request_body import RequestBody
from gateway.server.streams.event_stream import EventStream
from gateway.server.streams.operations import NotBegun
from gateway.server.streams.reservations import IsAllowed, Reservation, Reservations
from gateway.server.streams.results import Result, results_of
from gateway.server.streams.service import Streams
from gateway.settings import Settings

__all__ = ["SingleConnection"]

PLAIN: Final = b"text/plain; charset=utf-8"


class SingleConnection:
    """Answers the requests that have to do with reserved streams. Not with several workers: a token is one's own."""

    def __init__(self, service: Streams, settings: Settings, stopping: asyncio.Event) -> None:
        self._service = service
        self._stopping = stopping
        self._has_others = settings.workers > 1
        self._reservations = Reservations(settings.max_subscriptions_per_connection)

    def reserve(self, scopes: Scopes, is_allowed: IsAllowed, address: str) -> Reply:
        """A new token, as plain text.

        Raises:
            RequestError: METHOD_NOT_ALLOWED, where the stream could come to another worker.
        """
        if self._has_others:
            hint = "Use WebSocket, or a stream for each operation."
            message = "Streams cannot be reserved, since several processes answer here."
            raise RequestError(message, code="METHOD_NOT_ALLOWED", hint=hint)
        return Reply(201, self._reservations.make(scopes, is_allowed, address).encode(), PLAIN, (NO_STORE,))

    def open(self, token: str) -> EventStream:
        """The stream of a token; with it ends the reservation."""
        reservation = self._reservations.find(token)
        reservation.claim()
        return EventStream(
            reservation.run,
            self._stopping,
            reservation.is_allowed,
            when_ended=lambda: self._reservations.end(token),
            last_words=reservation.last_words,
        )

    async def begin(self, token: str, body: RequestBody, *, is_safe: bool) -> Reply:
        """Begin an operation: 202, and its results come over the stream; a refused one is answered at once."""
        reservation = self._reservations.find(token)
        if not await reservation.is_allowed():
            raise RequestError("The credentials are no longer valid.", code="UNAUTHENTICATED")
        operation_id = free_id(reservation, body.extensions)
        reservation.require_room()
        request = body.request(is_safe=is_safe)
        begun: asyncio.Future[bytes | None] = asyncio.get_running_loop().create_future()
        # All that an operation holds is its task's, which ends with the stream: also while it begins.
        task = await reservation.operations.start(operation_id, self._results(request, reservation.scopes, begun))
        if task is not None:
            task.add_done_callback(lambda _: begun.cancel())
            await asyncio.wait({begun})
        if begun.cancelled():
            raise RequestError("The stream or the operation has ended.", code="STREAM_NOT_FOUND")
        refusal = begun.result() if begun.done() else None
        if refusal is not None:
            # 400 whatever the media type: clients of the protocol take only 202 for begun.
            return Reply(400, refusal, headers=(NO_STORE,))
        return Reply(202, b"", PLAIN, (NO_STORE,))

    async def _results(
        self, request: OperationRequest, scopes: Scopes, begun: "asyncio.Future[bytes | None]"
    ) -> AsyncGenerator[Result]:
        """The results of an operation that is not refused; `begun` is told the refusal, or that there is none."""
        try:
            outcome = await self._service.subscribe(request, scopes)
        except Exception as error:  # noqa: BLE001 - it is the answer to another request
            begun.set_exception(error)
            raise NotBegun from None
        if isinstance(outcome, Answer) and outcome.kind != "data":
            begun.set_result(outcome.body)
            raise NotBegun
        async with aclosing(results_of(outcome)) as found:
            begun.set_result(None)
            async for result in found:
                yield result

    def stop(self, token: str, operation_id: str | None) -> Reply:
        """End an operation."""
        reservation = self._reservations.find(token)
        if not operation_id:
            raise missing_id("the parameter `operationId`")
        reservation.operations.stop(operation_id)
        return Reply(200, b"", PLAIN, (NO_STORE,))


def free_id(reservation: Reservation, extensions: dict[str, Any] | None) -> str:
    """The id that an operation is to have.

    Raises:
        RequestError: BAD_REQUEST without one, STREAM_CONFLICT for one that is under way.
    """
    operation_id = (extensions or {}).get("operationId")
    if not isinstance(operation_id, str) or not operation_id or len(operation_id) > 256:
        raise missing_id("`extensions.operationId`")
    if operation_id in reservation.operations:
        raise RequestError("An operation of this id is under way.", code="STREAM_CONFLICT")
    return operation_id


def missing_id(where: str) -> RequestError:
    """Refuse what cannot be told from other operations of the stream."""
    return RequestError(f"The operation has no id: {where} must be a text of 1 to 256 characters.", code="BAD_REQUEST")
