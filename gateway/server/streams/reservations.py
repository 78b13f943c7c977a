"""Streams that are reserved before they are opened: one for all operations of a client, in "single connection mode"."""

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, Final, NoReturn

import msgspec

from gateway.errors import RequestError
from gateway.scopes import Scopes
from gateway.server.error_responses import respond_to_error
from gateway.server.streams.event_stream import StreamEnded, event
from gateway.server.streams.operations import Operations, Wording
from gateway.server.streams.sending import Sender, TooSlowError
from gateway.server.under_way import UNDER_WAY

__all__ = ["IsAllowed", "Reservation", "Reservations"]

IsAllowed = Callable[[], Awaitable[bool]]
"""Asks whether who reserved may still do what they might then."""

RESERVED_SECONDS = 30
"""So long a reservation is kept for the stream that is to come."""

MOST: Final = 1000
"""How many there are at once."""

MOST_UNCLAIMED: Final = 100
"""How many of them wait for their stream."""

MOST_UNCLAIMED_OF_ONE: Final = 50
"""And how many of one address: nobody takes all places."""

MOST_EARLY: Final = 2
"""How many operations may begin before the stream is opened: their results wait in memory."""

_encode = msgspec.json.Encoder().encode


def _next(operation_id: str, body: bytes) -> bytes:
    return event("next", _encode({"id": operation_id, "payload": msgspec.Raw(body)}))


def _complete(operation_id: str) -> bytes:
    return event("complete", _encode({"id": operation_id}))


def _failure(operation_id: str, body: bytes) -> bytes:
    return _next(operation_id, body) + _complete(operation_id)


WORDING: Final = Wording(_next, _failure, _complete)


class Reservation:
    """One client, its scopes and its operations. What there is to send waits for the stream, then for its client."""

    def __init__(self, scopes: Scopes, is_allowed: IsAllowed, max_operations: int, address: str = "") -> None:
        self.scopes = scopes
        self.address = address
        self.is_allowed = is_allowed
        self.operations = Operations(self._send, self._start, max_operations, WORDING)
        self._sender: asyncio.Future[Sender] = asyncio.get_running_loop().create_future()
        self._failed: asyncio.Future[NoReturn] = asyncio.get_running_loop().create_future()
        self._is_claimed = False

    def claim(self) -> None:
        """Be the one stream of this reservation.

        Raises:
            RequestError: STREAM_CONFLICT, when there is one.
        """
        if self._is_claimed:
            raise RequestError("The stream of this token is open.", code="STREAM_CONFLICT")
        self._is_claimed = True

    @property
    def is_claimed(self) -> bool:
        """Whether the stream has come."""
        return self._is_claimed

    def require_room(self) -> None:
        """Let an operation begin.

        Raises:
            RequestError: STREAM_CONFLICT, when the stream is to be opened first.
        """
        if not self._is_claimed and len(self.operations) >= MOST_EARLY:
            raise RequestError("Open the stream first: its results wait already.", code="STREAM_CONFLICT")

    async def run(self, send: Sender) -> NoReturn:
        """Send what there is, until one of the operations could not."""
        self._sender.set_result(send)
        await self._failed

    def last_words(self, error: Exception) -> bytes:
        """Why the stream ends, for each operation under way."""
        if isinstance(error, StreamEnded):
            return b""
        body = respond_to_error(error).body
        return b"".join(_failure(operation_id, body) for operation_id in self.operations.ids)

    async def _send(self, message: bytes) -> None:
        if not UNDER_WAY.has_room(len(message)):
            raise TooSlowError("Too many results wait to be read.", hint="Open the stream first.")
        with UNDER_WAY.held(len(message)):
            sender = await asyncio.shield(self._sender)
        await sender(message)

    def _start(self, coroutine: Coroutine[Any, Any, None]) -> "asyncio.Task[None]":
        task = asyncio.create_task(coroutine)
        task.add_done_callback(self._note)
        return task

    def _note(self, task: "asyncio.Task[None]") -> None:
        if not task.cancelled() and (error := task.exception()) is not None and not self._failed.done():
            self._failed.set_exception(error)

    def end(self) -> None:
        """End all that is under way."""
        self.operations.stop_all()
        self._sender.cancel()
        self._failed.cancel()


class Reservations:
    """Reservations by their tokens, which nobody can guess."""

    def __init__(self, max_operations: int) -> None:
        self._max_operations = max_operations
        self._found: dict[str, Reservation] = {}

    def make(self, scopes: Scopes, is_allowed: IsAllowed, address: str) -> str:
        """Make one for somebody at an address; gives its token.

        Raises:
            RequestError: SERVICE_UNAVAILABLE, when there are too many.
        """
        unclaimed = [each.address for each in self._found.values() if not each.is_claimed]
        is_full = len(self._found) >= MOST or len(unclaimed) >= MOST_UNCLAIMED
        if is_full or unclaimed.count(address) >= MOST_UNCLAIMED_OF_ONE:
            raise RequestError("Too many streams are reserved.", code="SERVICE_UNAVAILABLE", hint="Try again later.")
        token = secrets.token_urlsafe(24)
        self._found[token] = Reservation(scopes, is_allowed, self._max_operations, address)
        asyncio.get_running_loop().call_later(RESERVED_SECONDS, self._drop_unclaimed, token)
        return token

    def find(self, token: str | None) -> Reservation:
        """The reservation of a token.

        Raises:
            RequestError: STREAM_NOT_FOUND.
        """
        found = self._found.get(token or "")
        if found is None:
            hint = "Reserve one with PUT, and open it within 30 seconds."
            raise RequestError("There is no stream of this token.", code="STREAM_NOT_FOUND", hint=hint)
        return found

    def end(self, token: str) -> None:
        """Forget one, and end what it has under way."""
        found = self._found.pop(token, None)
        if found is not None:
            found.end()

    def _drop_unclaimed(self, token: str) -> None:
        found = self._found.get(token)
        if found is not None and not found.is_claimed:
            self.end(token)
