"""One connection of graphql-transport-ws, from its first message to its close."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, assert_never

from starlette.types import Receive, Send

from gateway.errors import RequestError
from gateway.scopes import Scopes
from gateway.server.streams import closing
from gateway.server.streams.closing import Close, ConnectionEnded
from gateway.server.streams.messages import (
    ClientMessage,
    Complete,
    ConnectionInit,
    Ping,
    Pong,
    Subscribe,
    complete,
    connection_ack,
    error,
    next_result,
    ping,
    pong,
    read_message,
)
from gateway.server.streams.operations import Operations, Wording
from gateway.server.streams.results import results
from gateway.server.streams.sending import Sender, TooSlowError
from gateway.server.streams.service import Authorizes, Streams, may_go_on

__all__ = ["Connection"]

logger = logging.getLogger(__name__)

INIT_SECONDS = 3
"""How long a client may take to introduce itself; the default of the protocol's reference."""

PING_SECONDS = 20
"""How often a client is asked whether it is there; shorter than proxies keep silent connections."""

PONG_SECONDS = 20
"""How long it may take to answer, or to send anything at all."""

WORDING = Wording(next_result, error, complete)

CREDENTIALS = ("authorization", "x-api-key")


class Connection:
    """One client, its scopes and its operations. A message of the client's is dealt with before the next is read."""

    def __init__(
        self, service: Streams, authorizes: Authorizes, credentials: Mapping[str, str], max_operations: int
    ) -> None:
        self.service = service
        self.authorizes = authorizes
        self.credentials = credentials
        self.max_operations = max_operations
        self.scopes: Scopes | None = None
        self.introduced = asyncio.Event()
        self.heard = asyncio.Event()

    async def run(self, receive: Receive, send: Send) -> Close | None:
        """Talk until either side ends it; return what the client is to be told, if it is still there."""
        self.send = Sender(text_sender(send))
        try:
            async with asyncio.TaskGroup() as group:
                self.operations = Operations(self.send, group.create_task, self.max_operations, WORDING)
                group.create_task(self.watch())
                while True:
                    await self.take(read_message(await received_text(receive)))
        except ExceptionGroup as errors:
            return close_after(errors.exceptions[0])

    async def take(self, message: ClientMessage) -> None:
        """Do what one message asks for."""
        self.heard.set()
        match message:
            case ConnectionInit():
                await self.let_in(message.payload or {})
            case Ping():
                await self.send(pong(message.payload))
            case Pong():
                pass
            case Subscribe():
                if self.scopes is None:
                    raise ConnectionEnded(closing.UNAUTHORIZED)
                if message.id in self.operations:
                    raise ConnectionEnded(closing.subscriber_exists(message.id))
                await self.operations.start(message.id, results(self.service, message.request(), self.scopes))
            case Complete():
                self.operations.stop(message.id)
            case _:
                assert_never(message)

    async def let_in(self, payload: Mapping[str, Any]) -> None:
        """Find out what the client may do: by the headers of its handshake, or else by its introduction."""
        if self.introduced.is_set():
            raise ConnectionEnded(closing.TOO_MANY_INITIALISATIONS)
        self.introduced.set()
        try:
            self.credentials = self.credentials or credentials_in(payload)
            self.scopes = await self.authorizes.scopes_of(self.credentials)
        except RequestError as error:
            is_wrong = error.code == "UNAUTHENTICATED"
            raise ConnectionEnded(closing.FORBIDDEN if is_wrong else closing.TRY_AGAIN_LATER) from None
        await self.send(connection_ack())

    async def watch(self) -> None:
        """End the connection of a client that does not introduce itself, may not go on, or is not there any more."""
        if not await happens(self.introduced, INIT_SECONDS):
            raise ConnectionEnded(closing.INITIALISATION_TIMEOUT)
        while True:
            await asyncio.sleep(PING_SECONDS)
            if not await may_go_on(self.authorizes, self.credentials, self.scopes):
                raise ConnectionEnded(closing.FORBIDDEN)
            self.heard.clear()
            await self.send(ping())
            if not await happens(self.heard, PONG_SECONDS):
                raise ConnectionEnded(closing.PONG_TIMEOUT)


def credentials_in(values: Mapping[str, Any]) -> dict[str, str]:
    """Pick credentials out of a payload, by names in any case."""
    found = {name.lower(): value for name, value in values.items() if name.lower() in CREDENTIALS}
    if not all(isinstance(value, str) for value in found.values()):
        raise ConnectionEnded(closing.FORBIDDEN)
    return found


async def received_text(receive: Receive) -> str:
    """Wait for the text of the next message."""
    event = await receive()
    if event["type"] == "websocket.disconnect":
        raise ConnectionEnded
    text = event.get("text")
    if not isinstance(text, str):
        raise ConnectionEnded(closing.invalid_message("binary, and messages are text"))
    return text


def text_sender(send: Send) -> Callable[[bytes], Awaitable[None]]:
    """Send bytes as text, which is what clients of the protocol read."""

    async def send_text(message: bytes) -> None:
        try:
            await send({"type": "websocket.send", "text": message.decode()})
        except OSError:
            raise ConnectionEnded from None

    return send_text


async def happens(event: asyncio.Event, seconds: float) -> bool:
    """Tell whether something happens within a time."""
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        return False
    return True


def close_after(error: Exception) -> Close | None:
    """What a client is told, by what ended its connection."""
    match error:
        case ConnectionEnded():
            return error.close
        case TooSlowError():
            return closing.TOO_SLOW
        case _:
            logger.error("a connection failed", exc_info=error)
            return closing.INTERNAL_SERVER_ERROR
