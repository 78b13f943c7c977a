"""`/graphql`, from the first byte of a request to the last of its answer.

Plain ASGI without Request and Response objects: this is the hot path.
"""

import asyncio
from collections.abc import Mapping
from typing import NamedTuple, Protocol

from starlette.types import Receive, Scope, Send

from gateway.errors import RequestError
from gateway.execution.operation import Answer, OperationRequest
from gateway.scopes import NO_SCOPES, Scopes
from gateway.server.deadlines import Deadlines
from gateway.server.error_responses import STATUS_OF_KIND, respond_to_error
from gateway.server.negotiation import JSON, VARY, Accepted, is_json, negotiate
from gateway.server.playground import HTML, playground_page
from gateway.server.request_reading import (
    BODY_TIMEOUT_SECONDS,
    ClientDisconnected,
    read_body,
    read_parameters,
    request_from_body,
    request_from_parameters,
)
from gateway.server.streams.event_stream import EventStream
from gateway.server.streams.service import Authorizes, Streams, credentials_with
from gateway.settings import Settings

__all__ = ["AnswersOperations", "GraphQLEndpoint"]

Header = tuple[bytes, bytes]

FIXED_HEADERS: tuple[Header, ...] = (VARY, (b"x-content-type-options", b"nosniff"))

PRIVATE: Header = (b"cache-control", b"private, no-store")
"""Of every answer to a caller with credentials, right or wrong: no cache may give it to anybody else."""

CHALLENGES: tuple[Header, ...] = (
    (b"www-authenticate", b'Bearer realm="graphql", error="invalid_token"'),  # RFC 6750, 3
    (b"www-authenticate", b'ApiKey realm="graphql"'),
)


class AnswersOperations(Streams, Protocol):
    """What the endpoint needs of the gateway."""

    async def answer(self, request: OperationRequest, scopes: Scopes = NO_SCOPES, /) -> Answer: ...


class RequestHead(NamedTuple):
    """The headers that count here."""

    accepted: Accepted
    content_type: bytes | None
    content_length: bytes | None
    content_encoding: bytes | None
    credentials: Mapping[str, str] | None


class Reply(NamedTuple):
    """All that is sent back."""

    status: int
    body: bytes
    content_type: bytes | None = None
    headers: tuple[Header, ...] = ()


class GraphQLEndpoint:
    """An ASGI application for one address."""

    def __init__(
        self, service: AnswersOperations, authorizes: Authorizes, settings: Settings, stopping: asyncio.Event
    ) -> None:
        self.service = service
        self.authorizes = authorizes
        self.stopping = stopping
        self.max_body_bytes = settings.max_body_bytes
        self.deadlines = Deadlines(BODY_TIMEOUT_SECONDS)
        self.page = playground_page() if settings.playground else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; nothing that a client does gets further up than here."""
        head = read_head(scope)
        try:
            reply = await self.reply(scope, head, receive)
        except ClientDisconnected:
            return
        except Exception as error:  # noqa: BLE001 - an error that got out would cost the client its connection
            status, body = respond_to_error(error)
            reply = Reply(status, body, headers=headers_of_status(status, scope["method"]))
        if isinstance(reply, EventStream):
            await reply.respond(receive, send)
        else:
            await send_reply(
                send, reply, reply.content_type or head.accepted.json or JSON, is_private=bool(head.credentials)
            )

    async def reply(self, scope: Scope, head: RequestHead, receive: Receive) -> Reply | EventStream:
        """Find out who asks, and choose by method and Accept."""
        scopes = await self.authorizes.scopes_of(head.credentials) if head.credentials else NO_SCOPES
        match scope["method"]:
            case "POST":
                return await self.reply_to_post(head, receive, scopes)
            case "GET" if head.accepted.prefers_events:
                parameters = read_parameters(scope["query_string"], limit=self.max_body_bytes)
                return self.stream(request_from_parameters(parameters), scopes)
            case "GET" | "HEAD":
                return await self.reply_to_get(scope["query_string"], head, scopes)
            case method:
                message = f"{method} is not possible here."
                raise RequestError(message, code="METHOD_NOT_ALLOWED", hint="Use POST, or GET for queries.")

    def stream(self, request: OperationRequest, scopes: Scopes) -> EventStream:
        """Answer in events."""
        return EventStream(self.service, request, scopes, self.stopping)

    async def reply_to_post(self, head: RequestHead, receive: Receive, scopes: Scopes) -> Reply | EventStream:
        """Answer an operation that is in the body."""
        require_json(head)
        body = await read_body(receive, self.deadlines, limit=self.max_body_bytes, content_length=head.content_length)
        request = request_from_body(body)
        if head.accepted.prefers_events:
            return self.stream(request, scopes)
        answer = await self.service.answer(request, scopes)
        return Reply(STATUS_OF_KIND[answer.kind], answer.body)

    async def reply_to_get(self, query_string: bytes, head: RequestHead, scopes: Scopes) -> Reply:
        """Answer a query that is in the address, or give a browser its page."""
        parameters = read_parameters(query_string, limit=self.max_body_bytes)
        if self.page is not None and head.accepted.prefers_html and "query" not in parameters:
            return Reply(200, self.page, HTML)
        if head.accepted.json is None:
            raise not_acceptable()
        answer = await self.service.answer(request_from_parameters(parameters), scopes)
        if not answer.allow_get:
            message = "Only queries can be asked for with GET."
            raise RequestError(message, code="METHOD_NOT_ALLOWED", hint="Use POST.")
        return Reply(STATUS_OF_KIND[answer.kind], answer.body)


def read_head(scope: Scope) -> RequestHead:
    """Find the headers that count, in one walk."""
    accept = content_type = content_length = content_encoding = None
    credentials: dict[str, str] | None = None
    for name, value in scope["headers"]:
        match name:
            case b"accept":
                accept = value if accept is None else accept + b"," + value
            case b"content-type":
                content_type = value
            case b"content-length":
                content_length = value
            case b"content-encoding":
                content_encoding = value
            case b"authorization" | b"x-api-key":
                credentials = credentials_with(credentials or {}, name, value)
            case _:
                pass
    return RequestHead(negotiate(accept), content_type, content_length, content_encoding, credentials)


def require_json(head: RequestHead) -> None:
    """Refuse bodies that are not plain JSON, and clients that cannot read the answer."""
    if not is_json(head.content_type):
        message = "The body must be JSON in UTF-8, with the header `Content-Type: application/json`."
        raise RequestError(message, code="UNSUPPORTED_MEDIA_TYPE")
    if head.content_encoding not in (None, b"identity"):
        message = "The body must not be compressed."
        raise RequestError(message, code="UNSUPPORTED_MEDIA_TYPE")
    if head.accepted.json is None and not head.accepted.prefers_events:
        raise not_acceptable()


def not_acceptable() -> RequestError:
    """Refuse an Accept header that leaves out every kind of answer."""
    return RequestError(
        "Answers are application/json, application/graphql-response+json or text/event-stream; "
        "the Accept header has none of them.",
        code="NOT_ACCEPTABLE",
    )


def headers_of_status(status: int, method: str) -> tuple[Header, ...]:
    """Add what RFC 9110 wants beside a status: 15.5.2 for 401, 15.5.6 for 405, 15.5.9 for 408, 12.5.3 for 415."""
    match status:
        case 401:
            return CHALLENGES
        case 405:
            return ((b"allow", b"POST" if method in ("GET", "HEAD") else b"GET, HEAD, POST"),)
        case 408:
            return ((b"connection", b"close"),)
        case 415:
            return ((b"accept-encoding", b"identity"),)
        case _:
            return ()


async def send_reply(send: Send, reply: Reply, content_type: bytes, *, is_private: bool) -> None:
    """Send the two messages of ASGI."""
    headers = [
        (b"content-type", content_type),
        (b"content-length", b"%d" % len(reply.body)),
        *FIXED_HEADERS,
        *reply.headers,
    ]
    if is_private:
        headers.append(PRIVATE)
    await send({"type": "http.response.start", "status": reply.status, "headers": headers})
    await send({"type": "http.response.body", "body": reply.body})
