"""The operations that one connection has under way."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Coroutine
from contextlib import aclosing, suppress
from typing import Any, NamedTuple

from gateway.errors import RequestError
from gateway.execution.responses import errors_body
from gateway.server.streams.results import Result

__all__ = ["NotBegun", "Operations", "Wording"]

Results = AsyncGenerator[Result]

StartTask = Callable[[Coroutine[Any, Any, None]], "asyncio.Task[None]"]


class NotBegun(Exception):  # noqa: N818 - it is no error of the connection's
    """An operation was refused, and its client has been told elsewhere."""


class Wording(NamedTuple):
    """How a protocol says, of an operation by its id: a result, a failure after which nothing comes, and the end."""

    result: Callable[[str, bytes], bytes]
    failure: Callable[[str, bytes], bytes]
    complete: Callable[[str], bytes]


class Operations:
    """Tasks by operation id; ids are free again when the operation has ended, whoever ended it."""

    def __init__(
        self, send: Callable[[bytes], Awaitable[None]], start_task: StartTask, limit: int, wording: Wording
    ) -> None:
        self._send = send
        self._start_task = start_task
        self._limit = limit
        self._wording = wording
        self._under_way: dict[str, asyncio.Task[None]] = {}

    def __len__(self) -> int:
        return len(self._under_way)

    def __contains__(self, operation_id: str) -> bool:
        return operation_id in self._under_way

    @property
    def ids(self) -> list[str]:
        """Of those under way."""
        return list(self._under_way)

    async def start(self, operation_id: str, results: Results) -> "asyncio.Task[None] | None":
        """Begin to send results as they come; the id must be free. None when there are too many, which is told."""
        if len(self._under_way) >= self._limit:
            await results.aclose()
            await self._send(self._wording.failure(operation_id, too_many(self._limit)))
            return None
        task = self._under_way[operation_id] = self._start_task(self._run(operation_id, results))
        return task

    def stop(self, operation_id: str) -> None:
        """End an operation at the client's wish; unknown ids are those of operations that have just ended."""
        task = self._under_way.pop(operation_id, None)
        if task is not None:
            task.cancel()

    def stop_all(self) -> None:
        """End all of them."""
        for operation_id in list(self._under_way):
            self.stop(operation_id)

    async def _run(self, operation_id: str, results: Results) -> None:
        try:
            with suppress(NotBegun):
                await self._send_results(operation_id, results)
        finally:
            # Stopped, it has left its place, and another may have taken it.
            if self._under_way.get(operation_id) is asyncio.current_task():
                del self._under_way[operation_id]

    async def _send_results(self, operation_id: str, results: Results) -> None:
        async with aclosing(results) as found:
            async for result in found:
                if result.is_failure:
                    await self._send(self._wording.failure(operation_id, result.body))
                    return
                await self._send(self._wording.result(operation_id, result.body))
        await self._send(self._wording.complete(operation_id))


def too_many(limit: int) -> bytes:
    """Refuse one operation more than a connection may have."""
    message = f"This connection has {limit} operations under way, as many as it may have."
    return errors_body([RequestError(message, code="TOO_MANY_SUBSCRIPTIONS", hint="Complete some of them.")])
