"""An operation of any kind as the bodies it is answered with, whatever goes wrong."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import NamedTuple

from gateway.execution.operation import Answer, OperationRequest
from gateway.scopes import Scopes
from gateway.server.error_responses import respond_to_error
from gateway.server.streams.service import Streams, Subscription

__all__ = ["Result", "results", "results_of"]


class Result(NamedTuple):
    """One whole response. A failure has only `errors`, and is the last."""

    body: bytes
    is_failure: bool = False


async def results(service: Streams, request: OperationRequest, scopes: Scopes) -> AsyncGenerator[Result]:
    """Yield what an operation is answered with. It never raises; to close it ends the subscription behind it."""
    try:
        outcome = await service.subscribe(request, scopes)
    except Exception as error:  # noqa: BLE001 - one operation must not end others on its connection
        yield Result(respond_to_error(error).body, is_failure=True)
        return
    async with aclosing(results_of(outcome)) as found:
        async for result in found:
            yield result


async def results_of(outcome: Subscription | Answer) -> AsyncGenerator[Result]:
    """The same for an operation that has begun."""
    if isinstance(outcome, Answer):
        yield Result(outcome.body, is_failure=outcome.kind != "data")
        return
    try:
        async with aclosing(outcome):
            async for body in outcome:
                yield Result(body)
    except Exception as error:  # noqa: BLE001 - as above
        yield Result(respond_to_error(error).body, is_failure=True)
