"""`/graphql` over WebSocket: the handshake of graphql-transport-ws, and the close."""

import asyncio
from collections.abc import Callable
from contextlib import suppress

from starlette.types import Receive, Scope, Send

from gateway.server.streams.closing import SUBPROTOCOL_NOT_ACCEPTABLE, Close
from gateway.server.streams.connection import Connection
from gateway.server.streams.sending import SEND_SECONDS
from gateway.server.streams.service import Authorizes, Streams, credentials_with
from gateway.settings import Settings

__all__ = ["WebSocketEndpoint"]

SUBPROTOCOL = "graphql-transport-ws"


Limited = Callable[[Streams, Scope], Streams]
"""The same streams, but for a caller who may begin only so many operations."""


class WebSocketEndpoint:
    """An ASGI application for one address.

    Origins are not looked at. Browsers let any page open a WebSocket anywhere and send cookies along, but no cookie
    means anything here: a foreign page would have to know a key or token, and then it needs nobody else's browser.
    """

    def __init__(
        self, service: Streams, authorizes: Authorizes, settings: Settings, limited: Limited | None = None
    ) -> None:
        self.service = service
        self.authorizes = authorizes
        self.limited = limited
        self.max_operations = settings.max_subscriptions_per_connection

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection. `send` raises OSError when the client has gone: nothing is left to do then."""
        with suppress(OSError, TimeoutError):
            await receive()  # websocket.connect
            close = await self.serve(scope, receive, send)
            if close is not None:
                async with asyncio.timeout(SEND_SECONDS):  # who reads nothing does not read this either
                    await send({"type": "websocket.close", "code": close.code, "reason": close.reason})

    async def serve(self, scope: Scope, receive: Receive, send: Send) -> Close | None:
        """Accept, and talk as long as both sides wish to."""
        if SUBPROTOCOL not in scope["subprotocols"]:
            # Refused after the handshake, since browsers do not tell pages why a handshake failed.
            await send({"type": "websocket.accept"})
            return SUBPROTOCOL_NOT_ACCEPTABLE
        await send({"type": "websocket.accept", "subprotocol": SUBPROTOCOL})
        credentials: dict[str, str] = {}
        for name, value in scope["headers"]:
            if name in (b"authorization", b"x-api-key"):
                credentials = credentials_with(credentials, name, value)
        service = self.service if self.limited is None else self.limited(self.service, scope)
        connection = Connection(service, self.authorizes, credentials, self.max_operations)
        return await connection.run(receive, send)
