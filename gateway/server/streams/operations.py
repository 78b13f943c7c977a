"""The operations that one connection has under way."""

import asyncio
from contextlib import aclosing

from gateway.errors import RequestError
from gateway.execution.operation import OperationRequest
from gateway.execution.responses import errors_body
from gateway.scopes import Scopes
from gateway.server.streams.closing import ConnectionEnded, subscriber_exists
from gateway.server.streams.messages import complete, error, next_result
from gateway.server.streams.results import results
from gateway.server.streams.sending import Sender
from gateway.server.streams.service import Streams

__all__ = ["Operations"]


class Operations:
    """Tasks by operation id; ids are free again when the operation has ended, whoever ended it."""

    def __init__(self, service: Streams, send: Sender, group: asyncio.TaskGroup, limit: int) -> None:
        self._service = service
        self._send = send
        self._group = group
        self._limit = limit
        self._under_way: dict[str, asyncio.Task[None]] = {}

    async def start(self, operation_id: str, request: OperationRequest, scopes: Scopes) -> None:
        """Begin an operation; its results are sent as they come.

        Raises:
            ConnectionEnded: when one of this id is under way.
        """
        if operation_id in self._under_way:
            raise ConnectionEnded(subscriber_exists(operation_id))
        if len(self._under_way) >= self._limit:
            await self._send(error(operation_id, too_many(self._limit)))
            return
        self._under_way[operation_id] = self._group.create_task(self._run(operation_id, request, scopes))

    def stop(self, operation_id: str) -> None:
        """End an operation at the client's wish; unknown ids are those of operations that have just ended."""
        task = self._under_way.pop(operation_id, None)
        if task is not None:
            task.cancel()

    async def _run(self, operation_id: str, request: OperationRequest, scopes: Scopes) -> None:
        try:
            await self._send_results(operation_id, request, scopes)
        finally:
            # Stopped, it has left its place, and another may have taken it.
            if self._under_way.get(operation_id) is asyncio.current_task():
                del self._under_way[operation_id]

    async def _send_results(self, operation_id: str, request: OperationRequest, scopes: Scopes) -> None:
        async with aclosing(results(self._service, request, scopes)) as found:
            async for result in found:
                if result.is_failure:
                    await self._send(error(operation_id, result.body))
                    return
                await self._send(next_result(operation_id, result.body))
        await self._send(complete(operation_id))


def too_many(limit: int) -> bytes:
    """Refuse one operation more than a connection may have."""
    message = f"This connection has {limit} operations under way, as many as it may have."
    return errors_body([RequestError(message, code="TOO_MANY_SUBSCRIPTIONS", hint="Complete some of them.")])
