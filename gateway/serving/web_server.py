"""One process that answers: uvicorn, as the gateway wants it."""

import asyncio
import signal
import time
from collections.abc import Awaitable, Callable
from importlib import import_module
from importlib.util import find_spec
from socket import socket
from types import FrameType
from typing import Any, Final, Literal, cast

import uvicorn
from starlette.applications import Starlette

from gateway.interpreter import tune_interpreter
from gateway.server import end_readiness, end_streams
from gateway.serving.open_files import allow_files
from gateway.settings import Settings

__all__ = ["DRAIN_SECONDS", "WebServer"]

DRAIN_SECONDS = 10
"""How long a server that is told to stop waits for answers under way to be read."""


FILES_BESIDE = 200
"""What a process has open beside its connections: databases, pipes, sockets of its own."""


WANTED_LATER: Final = ("gateway.server.streams.uvicorn_websocket", "gateway.search.foreign")
"""What some requests need, and takes long to import: it is there a moment after the first request can be answered."""


def import_later() -> None:
    """Import it, so that no client waits for it, and no other clients for that one."""
    for module in WANTED_LATER:
        import_module(module)


def server_config(app: Starlette, settings: Settings) -> uvicorn.Config:
    """Say how to serve; the pings and the limits of graphql-transport-ws are our own."""
    return uvicorn.Config(
        app,
        http=http_protocol(),
        log_config=None,  # its lines are lines of our log
        log_level="error",  # a warning is that a client speaks no HTTP
        access_log=False,
        server_header=False,
        limit_concurrency=settings.max_connections + 1,  # uvicorn refuses when there are so many
        forwarded_allow_ips=settings.trusted_proxies,
        lifespan="on",
        timeout_graceful_shutdown=DRAIN_SECONDS,
        ws=cast("type[asyncio.Protocol]", web_socket_protocol),  # whatever makes one will do
        ws_max_size=settings.max_body_bytes,
        ws_per_message_deflate=False,  # it would cost each connection hundreds of kilobytes
        ws_ping_interval=None,
    )


def http_protocol() -> type[asyncio.Protocol] | Literal["h11"]:
    """HTTP as our own bounds want it; on systems without httptools h11, which has bounds of its own."""
    if find_spec("httptools") is None:
        return "h11"
    from gateway.server.uvicorn_http import BoundedHTTP  # noqa: PLC0415 - it needs httptools

    return BoundedHTTP


def web_socket_protocol(**options: Any) -> asyncio.Protocol:
    """A connection over WebSocket. Its library takes long to import, and is imported once a server can be reached."""
    from gateway.server.streams.uvicorn_websocket import BoundedWebSocket  # noqa: PLC0415

    return BoundedWebSocket(**options)


class WebServer(uvicorn.Server):
    """A server that tells when it can be reached, and has things ended before it stops."""

    def __init__(
        self,
        app: Starlette,
        settings: Settings,
        *,
        when_reachable: Callable[[], None],
        before_end: Callable[[], Awaitable[None]],
    ) -> None:
        super().__init__(server_config(app, settings))
        self.app = app
        self.when_reachable = when_reachable
        self.before_end = before_end
        self.max_connections = settings.max_connections
        self.drain_seconds = settings.drain_seconds
        self.drained_at: float | None = None

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:  # noqa: ARG002 - the signature is uvicorn's
        """Stop, which is no failure: after SIGTERM when requests go elsewhere, or else when answers under way are sent.

        A further signal ends the first wait, and one more the second.
        """
        if sig == signal.SIGTERM and self.drained_at is None and not self.should_exit:
            self.drain()
        else:
            self.force_exit = self.should_exit
            self.should_exit = True

    def drain(self) -> None:
        """Be ready no more, and let each connection end with its next answer; then stop. Begun once."""
        if self.drained_at is not None:
            return
        self.drained_at = time.monotonic() + self.drain_seconds
        end_readiness(self.app)
        self.config.encoded_headers.append((b"connection", b"close"))
        self.server_state.default_headers = [*self.server_state.default_headers, (b"connection", b"close")]

    async def on_tick(self, counter: int) -> bool:
        """Look whether it is time to stop; uvicorn asks ten times a second."""
        is_drained = self.drained_at is not None and time.monotonic() >= self.drained_at
        return await super().on_tick(counter) or is_drained

    async def startup(self, sockets: list[socket] | None = None) -> None:
        """Start, then tell."""
        tune_interpreter()
        allow_files(self.max_connections + FILES_BESIDE)
        await super().startup(sockets)
        if self.started:
            self.when_reachable()
            asyncio.get_running_loop().run_in_executor(None, import_later)

    async def shutdown(self, sockets: list[socket] | None = None) -> None:
        """Stop; streams, and those who wait for a load, would keep the server waiting."""
        end_streams(self.app)
        await self.before_end()
        await super().shutdown(sockets)
