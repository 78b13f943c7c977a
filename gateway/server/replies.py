"""What is sent back: status, headers and body, compressed where the client likes it."""

from typing import Final

import msgspec
from starlette.types import Send

from gateway.errors import StoreError
from gateway.observing.requests import HEADER
from gateway.server.compression import MIN_BYTES, Encoder
from gateway.server.error_responses import respond_to_error
from gateway.server.negotiation import JSON, VARY
from gateway.server.request_head import RequestHead
from gateway.server.under_way import LARGE_BYTES, UNDER_WAY
from gateway.server.uvicorn_sending import sent_at_once

__all__ = [
    "NOT_MODIFIED",
    "NO_STORE",
    "PRIVATE",
    "Header",
    "Reply",
    "headers_of_status",
    "if_there_is_room",
    "reply_to_error",
    "send_reply",
]

Header = tuple[bytes, bytes]

NOT_MODIFIED: Final = 304

FIXED_HEADERS: tuple[Header, ...] = (VARY, (b"x-content-type-options", b"nosniff"))

PRIVATE: Final[Header] = (b"cache-control", b"private, no-store")
"""Of every answer to a caller with credentials, right or wrong: no cache may give it to anybody else."""

NO_STORE: Final[Header] = (b"cache-control", b"no-store")
"""Of every error: some statuses may be kept by caches that are told nothing (RFC 9110, 15.1)."""

CHALLENGES: tuple[Header, ...] = (
    (b"www-authenticate", b'Bearer realm="graphql", error="invalid_token"'),  # RFC 6750, 3
    (b"www-authenticate", b'ApiKey realm="graphql"'),
)


class Reply(msgspec.Struct, frozen=True):
    """All that is sent back."""

    status: int
    body: bytes
    content_type: bytes | None = None
    headers: tuple[Header, ...] = ()


def reply_to_error(error: Exception, method: str, content_type: bytes | None = None) -> Reply:
    """Answer a request that went wrong."""
    status, body, retry_seconds = respond_to_error(error)
    retry: tuple[Header, ...] = () if retry_seconds is None else ((b"retry-after", b"%d" % retry_seconds),)
    return Reply(status, body, content_type, (*headers_of_status(status, method), *retry))


def headers_of_status(status: int, method: str) -> tuple[Header, ...]:
    """Add what RFC 9110 wants beside the status of an error: 15.5.2, 15.5.6, 15.5.9, and 12.5.3 for 415."""
    match status:
        case 401:
            return (NO_STORE, *CHALLENGES)
        case 405:
            return (NO_STORE, (b"allow", b"POST" if method in ("GET", "HEAD") else b"GET, HEAD, POST, PUT, DELETE"))
        case 408:
            return (NO_STORE, (b"connection", b"close"))
        case 415:
            return (NO_STORE, (b"accept-encoding", b"identity"))
        case _:
            return (NO_STORE,)


def if_there_is_room(reply: Reply) -> Reply:
    """The reply, or an error in its place where too much waits to be read already."""
    if UNDER_WAY.has_room(len(reply.body)):
        return reply
    message = "Too many answers wait to be read."
    return reply_to_error(StoreError(message, code="TOO_MANY_OPERATIONS", hint="Try again in a moment."), "POST")


async def send_reply(
    send: Send, reply: Reply, head: RequestHead, encoder: Encoder, request_id: bytes | None = None
) -> None:
    """Send the messages of ASGI. What is large counts among what clients have not taken, until they have."""
    headers, body = await _encoded(reply, head, encoder, request_id)
    start = {"type": "http.response.start", "status": reply.status, "headers": headers}
    if len(reply.body) > LARGE_BYTES:
        with UNDER_WAY.held(len(reply.body)):
            await send(start)
            await send({"type": "http.response.body", "body": body, "more_body": True})
            await send({"type": "http.response.body", "body": b""})  # once nearly all has been taken
    elif not sent_at_once(send, reply.status, headers, body):
        await send(start)
        await send({"type": "http.response.body", "body": body})


async def _encoded(
    reply: Reply, head: RequestHead, encoder: Encoder, request_id: bytes | None
) -> tuple[list[Header], bytes]:
    """The headers, and the body that goes with them."""
    body = reply.body
    headers = [(b"content-type", reply.content_type or head.accepted.json or JSON), *FIXED_HEADERS, *reply.headers]
    if request_id is not None:
        headers.append((HEADER, request_id))
    if head.coding is not None and len(body) >= MIN_BYTES:
        body = await encoder.encode(body, head.coding)
        headers.append((b"content-encoding", head.coding.name.encode()))
    if reply.status != NOT_MODIFIED:
        headers.append((b"content-length", b"%d" % len(body)))
    if head.credentials:
        headers = [header for header in headers if header[0] != PRIVATE[0]] + [PRIVATE]
    return headers, body
