"""What is around requests to be seen: their ids, who counts them, and traces.

`graphql_endpoint.py`, the hot path, does by itself what `Identified` does for all others.
"""

from collections.abc import Collection
from typing import Any, Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gateway.observing import Metrics
from gateway.observing.requests import HEADER, request_of
from gateway.observing.spans import span

__all__ = ["Identified", "Traced", "with_headers"]

SERVER_ERRORS: Final = 500

STARTS: Final = frozenset(("http.response.start", "websocket.accept"))

TRACE_HEADERS: Final = (b"traceparent", b"tracestate")


class Identified:
    """An application whose requests have ids, which their answers tell, and are counted by their statuses."""

    def __init__(self, app: ASGIApp, metrics: Metrics | None) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or run the lifespan."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        given = next((value for name, value in scope["headers"] if name == HEADER), None)
        request = request_of(given, self._metrics)
        metrics = self._metrics

        async def counted(message: Message) -> None:
            if metrics is not None and message["type"] == "http.response.start":
                metrics.request(scope["method"], message["status"])
            await send(message)

        await self._app(scope, receive, with_headers(counted, (HEADER, request.id)))


def with_headers(send: Send, *headers: tuple[bytes, bytes]) -> Send:
    """Send, and more headers with the beginning of the answer."""

    async def send_with_headers(message: Message) -> None:
        if message["type"] in STARTS:
            message["headers"] = [*message.get("headers", ()), *headers]
        await send(message)

    return send_with_headers


class Traced:
    """An application with a span around each request over HTTP (OpenTelemetry, "HTTP server spans").

    `routes` are the addresses that there are: spans are named after no others, which clients make up.
    """

    def __init__(self, app: ASGIApp, routes: Collection[str]) -> None:
        self._app = app
        self._routes = routes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = {name.decode(): value.decode("latin-1") for name, value in scope["headers"] if name in TRACE_HEADERS}
        method, path = scope["method"], scope["path"]
        name = f"{method} {path}" if path in self._routes else method
        with span(name, attributes_of(scope), kind="server", headers=headers) as begun:
            if path in self._routes:
                begun.note({"http.route": path})

            async def noted(message: Message) -> None:
                if message["type"] == "http.response.start":
                    status = message["status"]
                    begun.note({"http.response.status_code": status})
                    if status >= SERVER_ERRORS:
                        begun.fail(str(status))
                await send(message)

            await self._app(scope, receive, noted)


def attributes_of(scope: Scope) -> dict[str, str | int]:
    """What is known of a request; not its query string, which holds what the client asks for."""
    server: Any = scope.get("server") or ()
    places = dict(zip(("server.address", "server.port"), server, strict=False))
    return {
        "http.request.method": scope["method"],
        "url.path": scope["path"],
        "url.scheme": scope.get("scheme", "http"),
        "network.protocol.version": scope.get("http_version", "1.1"),
        **{name: value for name, value in places.items() if value is not None},
    }
