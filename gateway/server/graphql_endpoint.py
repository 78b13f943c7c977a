"""`/graphql`, from the first byte of a request to the last of its answer.

Plain ASGI without Request and Response objects: this is the hot path.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Final, Protocol

from starlette.types import Receive, Scope, Send

from gateway.errors import RequestError
from gateway.execution.incremental import Delivery
from gateway.execution.operation import Answer, OperationRequest
from gateway.observing import Metrics
from gateway.observing.requests import HEADER, request_of
from gateway.scopes import NO_SCOPES, Scopes
from gateway.server.caching import etag_of, is_any, seen_by, variant_of
from gateway.server.callers import address_of, caller_of
from gateway.server.compression import Encoder
from gateway.server.deadlines import Deadlines
from gateway.server.departures import Departures
from gateway.server.error_responses import status_of
from gateway.server.multipart import MultipartReply
from gateway.server.observed import with_headers
from gateway.server.playground import PAGE_HEADERS
from gateway.server.replies import (
    NO_STORE,
    NOT_MODIFIED,
    PRIVATE,
    Header,
    Reply,
    if_there_is_room,
    reply_to_error,
    send_reply,
)
from gateway.server.request_head import RequestHead, not_acceptable, read_head, require_json, require_small
from gateway.server.request_reading import (
    BODY_TIMEOUT_SECONDS,
    ClientDisconnected,
    body_of_parameters,
    decode_body,
    is_operation,
    names_stream,
    read_body,
    read_parameters,
    request_from_body,
    request_from_parameters,
)
from gateway.server.snapshots import from_snapshot, snapshot_headers
from gateway.server.streams.event_stream import EventStream, distinct
from gateway.server.streams.service import Authorizes, Streams, may_go_on
from gateway.server.streams.single_connection import SingleConnection
from gateway.settings import Settings

if TYPE_CHECKING:
    from gateway.server.rate_limits import RateLimiter

__all__ = ["AnswersOperations", "GraphQLEndpoint"]

Outcome = Reply | EventStream | MultipartReply

HTML: Final = b"text/html; charset=utf-8"


class AnswersOperations(Streams, Protocol):
    """What the endpoint needs of the gateway."""

    async def answer(self, request: OperationRequest, scopes: Scopes = NO_SCOPES, /) -> Answer: ...

    async def deliver(self, request: OperationRequest, scopes: Scopes = NO_SCOPES, /) -> Delivery | Answer: ...


def not_possible(method: str) -> RequestError:
    """Refuse a method."""
    message = f"{method} is not possible here."
    return RequestError(message, code="METHOD_NOT_ALLOWED", hint="Use POST, or GET for queries.")


def may_have_parts(request: OperationRequest) -> bool:
    """Whether a document may say so; of one that is only named nobody knows here."""
    return not request.query or "@defer" in request.query or "@stream" in request.query


class GraphQLEndpoint:
    """An ASGI application for one address."""

    def __init__(
        self,
        service: AnswersOperations,
        authorizes: Authorizes,
        settings: Settings,
        stopping: asyncio.Event,
        page: bytes | None = None,
        rates: "RateLimiter | None" = None,
        metrics: Metrics | None = None,
    ) -> None:
        self.service = service
        self.authorizes = authorizes
        self.stopping = stopping
        self.single = SingleConnection(service, settings, stopping)
        self.max_body_bytes = settings.max_body_bytes
        self.deadlines = Deadlines(BODY_TIMEOUT_SECONDS)
        self.departures = Departures()
        self.rates = rates
        self.page = page
        self.metrics = metrics
        self.encoder = Encoder()
        self.cache_control: Header = (b"cache-control", settings.cache_control.encode())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; nothing that a client does gets further up than here."""
        head = read_head(scope)
        request = request_of(head.request_id, self.metrics)
        try:
            reply = await self.reply(scope, head, receive)
        except ClientDisconnected:
            return
        except Exception as error:  # noqa: BLE001 - an error that got out would cost the client its connection
            reply = reply_to_error(error, scope["method"])
        if isinstance(reply, Reply):
            reply = if_there_is_room(reply)
        if self.metrics is not None:
            self.metrics.request(scope["method"], reply.status)
        if not isinstance(reply, Reply):
            await reply.respond(receive, with_headers(send, (HEADER, request.id)))
        else:
            await send_reply(send, reply, head, self.encoder, request.id)

    async def reply(self, scope: Scope, head: RequestHead, receive: Receive) -> Outcome:
        """Find out who asks, and choose by method and Accept."""
        require_small(head)
        is_anybody = head.credentials is None and self.rates is None
        scopes = NO_SCOPES if is_anybody else await self.scopes(scope, head)
        match scope["method"]:
            case method if method in ("PUT", "DELETE") or head.stream_token or names_stream(scope["query_string"]):
                return await self.reply_in_single_connection(scope, head, receive, scopes)
            case "POST":
                return await self.reply_to_post(head, receive, scopes)
            case "GET" if head.accepted.prefers_events:
                parameters = read_parameters(scope["query_string"], limit=self.max_body_bytes)
                return self.stream(request_from_parameters(parameters), head, scopes)
            case "GET" | "HEAD":
                return await self.reply_to_get(scope["query_string"], head, receive, scopes)
            case method:
                raise not_possible(method)

    async def scopes(self, scope: Scope, head: RequestHead) -> Scopes:
        """Find out what the caller may do, and whether they may ask at all now; who guesses at keys is counted too."""
        try:
            scopes = await self.authorizes.scopes_of(head.credentials) if head.credentials else NO_SCOPES
        except RequestError:
            if self.rates is not None:
                await self.rates.require_room(address_of(scope))
            raise
        if self.rates is not None:
            await self.rates.require_room(caller_of(head.credentials, scope))
        return scopes

    def stream(self, request: OperationRequest, head: RequestHead, scopes: Scopes) -> EventStream:
        """Answer in events."""
        return EventStream(distinct(self.service, request, scopes), self.stopping, self.recheck(head, scopes))

    def recheck(self, head: RequestHead, scopes: Scopes) -> Callable[[], Awaitable[bool]]:
        """Ask whether a caller may still do what they may do now."""
        return lambda: may_go_on(self.authorizes, head.credentials, scopes)

    async def reply_in_single_connection(
        self, scope: Scope, head: RequestHead, receive: Receive, scopes: Scopes
    ) -> Reply | EventStream:
        """Answer what has to do with a stream that is reserved."""
        parameters = read_parameters(scope["query_string"], limit=self.max_body_bytes)
        token = head.stream_token or parameters.get("token", "")
        match scope["method"]:
            case "PUT":
                return self.single.reserve(scopes, self.recheck(head, scopes), address_of(scope))
            case "DELETE":
                return self.single.stop(token, parameters.get("operationId"))
            case "POST":
                require_json(head)
                decoded = decode_body(await self.body(head, receive))
                return await self.single.begin(token, decoded, is_safe=False)
            case "GET" if head.accepted.prefers_events:
                return self.single.open(token)
            case "GET":
                return await self.single.begin(token, body_of_parameters(parameters), is_safe=True)
            case method:
                raise not_possible(method)

    async def reply_to_post(self, head: RequestHead, receive: Receive, scopes: Scopes) -> Outcome:
        """Answer an operation that is in the body."""
        require_json(head)
        request = from_snapshot(request_from_body(await self.body(head, receive)), head.at_least)
        if head.accepted.prefers_events:
            return self.stream(request, head, scopes)
        if head.accepted.multipart is not None and request.at_least is None and may_have_parts(request):
            return await self.reply_in_parts(request, head, head.accepted.multipart, scopes)
        answer = await self.departures.unless_gone(receive, self.service.answer(request, scopes))
        return Reply(status_of(answer.kind, head.accepted.json), answer.body, headers=snapshot_headers(answer))

    async def reply_in_parts(
        self, request: OperationRequest, head: RequestHead, form: str, scopes: Scopes
    ) -> Reply | MultipartReply:
        """Answer as `@defer` and `@stream` say."""
        outcome = await self.service.deliver(request, scopes)
        if isinstance(outcome, Answer):
            return Reply(status_of(outcome.kind, head.accepted.json), outcome.body)
        parts = outcome.parts()
        first = await anext(parts)  # an error of the database is answered as ever
        return MultipartReply(first, parts, form, (PRIVATE,) if head.credentials else (NO_STORE,))

    async def body(self, head: RequestHead, receive: Receive) -> bytes:
        """Read what is sent."""
        limit = self.max_body_bytes
        return await read_body(receive, self.deadlines, limit=limit, content_length=head.content_length)

    async def reply_to_get(self, query_string: bytes, head: RequestHead, receive: Receive, scopes: Scopes) -> Reply:
        """Answer a query that is in the address, or give a browser its page."""
        parameters = read_parameters(query_string, limit=self.max_body_bytes)
        if self.page is not None and head.accepted.prefers_html and not is_operation(parameters):
            return Reply(200, self.page, HTML, PAGE_HEADERS)
        if head.accepted.json is None:
            raise not_acceptable()
        variant = variant_of(head.accepted.json, head.coding)
        seen = None if head.credentials else seen_by(head.if_none_match, variant)
        request = from_snapshot(request_from_parameters(parameters, seen), head.at_least)
        answer = await self.departures.unless_gone(receive, self.service.answer(request, scopes))
        if not answer.allow_get:
            message = "Only queries can be asked for with GET."
            raise RequestError(message, code="METHOD_NOT_ALLOWED", hint="Use POST.")
        if answer.tag is None:
            headers = (NO_STORE, *snapshot_headers(answer))
            return Reply(status_of(answer.kind, head.accepted.json), answer.body, headers=headers)
        headers = ((b"etag", etag_of(answer.tag, variant)), self.cache_control, *snapshot_headers(answer))
        if answer.kind == "unchanged" or is_any(head.if_none_match):
            return Reply(NOT_MODIFIED, b"", headers=headers)
        return Reply(200, answer.body, headers=headers)
