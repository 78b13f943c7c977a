"""The scripts and styles of the page. Their names are hashes of what they hold: browsers keep them for ever."""

import asyncio
from typing import Final

from starlette.routing import BaseRoute, Route
from starlette.types import Receive, Scope, Send

from gateway.errors import RequestError
from gateway.execution.responses import errors_body
from gateway.server.compression import Encoder
from gateway.server.negotiation import JSON
from gateway.server.playground.page import BUILT
from gateway.server.replies import NO_STORE, Reply, if_there_is_room, send_reply
from gateway.server.request_head import read_head

__all__ = ["files_route"]

TYPES: Final = {
    ".js": b"text/javascript; charset=utf-8",
    ".css": b"text/css; charset=utf-8",
    ".ttf": b"font/ttf",
    ".txt": b"text/plain; charset=utf-8",
}

FOR_EVER: Final = (b"cache-control", b"public, max-age=31536000, immutable")  # RFC 8246
FOR_A_DAY: Final = (b"cache-control", b"public, max-age=86400")

NOT_THERE: Final = Reply(
    404, errors_body([RequestError("There is no such file.", code="NOT_FOUND")]), JSON, (NO_STORE,)
)


class PlaygroundFiles:
    """An ASGI application for the files that are there when it is made, and no others."""

    def __init__(self) -> None:
        self._files = {path.name: path for path in BUILT.glob("*.*") if path.suffix in TYPES}
        self._encoder = Encoder()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002 - there is no body
        """Send one."""
        path = self._files.get(scope["path_params"]["file"])
        head = read_head(scope)
        if path is None:
            await send_reply(send, NOT_THERE, head, self._encoder)
            return
        body = await asyncio.to_thread(path.read_bytes)
        kept = FOR_A_DAY if path.suffix == ".txt" else FOR_EVER
        reply = if_there_is_room(Reply(200, body, TYPES[path.suffix], (kept,)))
        await send_reply(send, reply, head, self._encoder)


def files_route(address: str) -> BaseRoute:
    """The files below an address."""
    return Route(f"{address}/{{file}}", PlaygroundFiles(), methods=["GET", "HEAD"])
