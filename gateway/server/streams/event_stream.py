"""Streams of events: graphql-sse over RFC 9110 and HTML, 9.2. What is in them is for those who make one to say."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import aclosing, suppress
from typing import Final, NoReturn

from starlette.types import Receive, Send

from gateway.errors import RequestError
from gateway.execution.operation import OperationRequest
from gateway.scopes import Scopes
from gateway.server.error_responses import respond_to_error
from gateway.server.negotiation import VARY
from gateway.server.streams.results import results
from gateway.server.streams.sending import SEND_SECONDS, Sender
from gateway.server.streams.service import Streams
from gateway.server.under_way import LARGE_BYTES

__all__ = ["EVENT_STREAM", "EventStream", "StreamEnded", "distinct", "event", "part_sender"]

EVENT_STREAM: Final = b"text/event-stream"

HEADERS: Final = (
    (b"content-type", EVENT_STREAM + b"; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),  # nginx would hold events back
    VARY,
    (b"x-content-type-options", b"nosniff"),
)

KEEP_ALIVE_SECONDS = 12
"""How often a comment is sent, so that proxies do not take a silent stream for a dead one."""

KEEP_ALIVE = b":\n\n"

COMPLETE = b"event: complete\ndata:\n\n"


class StreamEnded(Exception):  # noqa: N818 - it is no error, only the end
    """There is nothing more to send, or nobody to send it to."""


class EventStream:
    """A response. Once the request has been read, whatever goes wrong is an event: clients see no other answer.

    `run` sends what there is, until `StreamEnded`. `is_allowed` is asked from time to time: credentials can expire.
    `when_ended` is called in any case.
    """

    status: Final = 200

    def __init__(
        self,
        run: Callable[[Sender], Awaitable[NoReturn]],
        stopping: asyncio.Event,
        is_allowed: Callable[[], Awaitable[bool]],
        when_ended: Callable[[], None] = lambda: None,
        last_words: Callable[[Exception], bytes] | None = None,
    ) -> None:
        self._run = run
        self._stopping = stopping
        self._is_allowed = is_allowed
        self._when_ended = when_ended
        self._last_words = last_words or last_words_of

    async def respond(self, receive: Receive, send: Send) -> None:
        """Send results until there are no more, the client goes away, or the server stops."""
        with suppress(OSError, TimeoutError):
            try:
                await send({"type": "http.response.start", "status": self.status, "headers": HEADERS})
                last = await self._send_events(receive, send)
            finally:
                self._when_ended()
            async with asyncio.timeout(SEND_SECONDS):  # who reads nothing does not read this either
                await send({"type": "http.response.body", "body": last})

    async def _send_events(self, receive: Receive, send: Send) -> bytes:
        """Send all but the last words; return them."""
        sender = Sender(part_sender(send))
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(end_without_client(receive))
                group.create_task(self._end_with_server())
                group.create_task(self._keep_alive(sender))
                await self._run(sender)
        except ExceptionGroup as errors:
            return self._last_words(errors.exceptions[0])

    async def _end_with_server(self) -> None:
        """End without `complete`: clients come again, to the server that takes over."""
        await self._stopping.wait()
        raise StreamEnded

    async def _keep_alive(self, send: Sender) -> None:
        """Say at once, and then from time to time, that the stream is open."""
        while True:
            await send(KEEP_ALIVE)
            await asyncio.sleep(KEEP_ALIVE_SECONDS)
            if not await self._is_allowed():
                raise RequestError("The credentials are no longer valid.", code="UNAUTHENTICATED")


def distinct(service: Streams, request: OperationRequest, scopes: Scopes) -> Callable[[Sender], Awaitable[NoReturn]]:
    """What a stream of one operation sends, in the "distinct connections mode": its results, then that it is over."""

    async def send_results(send: Sender) -> NoReturn:
        async with aclosing(results(service, request, scopes)) as found:
            async for result in found:
                await send(event("next", result.body))
        await send(COMPLETE)
        raise StreamEnded

    return send_results


async def end_without_client(receive: Receive) -> None:
    """Wait until the client goes away."""
    while (await receive())["type"] != "http.disconnect":
        pass
    raise StreamEnded


def part_sender(send: Send) -> Callable[[bytes], Awaitable[None]]:
    """Send bytes as a part of a response; of a large one most has been taken in the end."""

    async def send_part(part: bytes) -> None:
        try:
            await send({"type": "http.response.body", "body": part, "more_body": True})
            if len(part) > LARGE_BYTES:
                await send({"type": "http.response.body", "body": b"", "more_body": True})  # waits for room
        except OSError:
            raise StreamEnded from None

    return send_part


def event(name: str, data: bytes) -> bytes:
    """One event; JSON may have line ends, and they would end the event."""
    return b"event: %b\n" % name.encode() + b"".join(b"data: %b\n" % line for line in data.splitlines()) + b"\n"


def last_words_of(error: Exception) -> bytes:
    """What is sent last, by what ended the stream."""
    match error:
        case StreamEnded():
            return b""
        case _:
            return event("next", respond_to_error(error).body) + COMPLETE
