"""The headers of a request that count for GraphQL over HTTP."""

from collections.abc import Mapping
from typing import Final

import msgspec
from starlette.types import Scope

from gateway.errors import RequestError
from gateway.server.compression import Coding, negotiate_coding
from gateway.server.negotiation import Accepted, is_json, negotiate
from gateway.server.streams.service import credentials_with

__all__ = ["MAX_HEADER_BYTES", "RequestHead", "not_acceptable", "read_head", "require_json", "require_small"]

MAX_HEADER_BYTES: Final = 32 * 1024
"""All names and values together: several times what browsers and proxies send."""

MAX_HEADERS: Final = 100
"""How many there may be."""

MAX_LIST_BYTES: Final = 2048
"""Of a header with a list of media types or codings: each of its parts is weighed against the others."""


class RequestHead(msgspec.Struct, frozen=True):
    """The headers that count here."""

    accepted: Accepted
    coding: Coding | None
    content_type: bytes | None
    content_length: bytes | None
    content_encoding: bytes | None
    if_none_match: bytes | None
    credentials: Mapping[str, str] | None
    stream_token: str | None
    is_small: bool
    request_id: bytes | None
    at_least: bytes | None


def read_head(scope: Scope) -> RequestHead:  # noqa: C901 - one walk, on the hot path
    """Find the headers that count, in one walk."""
    accept = accept_encoding = content_type = content_length = content_encoding = if_none_match = None
    size = 0
    stream_token: str | None = None
    request_id: bytes | None = None
    at_least: bytes | None = None
    credentials: dict[str, str] | None = None
    for name, value in scope["headers"]:
        size += len(name) + len(value)
        match name:
            case b"accept":
                accept = value if accept is None else accept + b"," + value
            case b"accept-encoding":
                accept_encoding = value if accept_encoding is None else accept_encoding + b"," + value
            case b"if-none-match":
                if_none_match = value if if_none_match is None else if_none_match + b"," + value
            case b"content-type":
                content_type = value
            case b"content-length":
                content_length = value
            case b"content-encoding":
                content_encoding = value
            case b"authorization" | b"x-api-key":
                credentials = credentials_with(credentials or {}, name, value)
            case b"x-graphql-event-stream-token":
                stream_token = value.decode("latin-1")
            case b"x-request-id":
                request_id = value
            case b"snapshot-at-least":
                at_least = value
            case _:
                pass
    listed = max(len(accept or b""), len(accept_encoding or b""), len(content_type or b""))
    is_small = size <= MAX_HEADER_BYTES and len(scope["headers"]) <= MAX_HEADERS and listed <= MAX_LIST_BYTES
    return RequestHead(
        negotiate(accept if is_small else None),
        negotiate_coding(accept_encoding if is_small else None),
        content_type,
        content_length,
        content_encoding,
        if_none_match,
        credentials,
        stream_token,
        is_small,
        request_id,
        at_least,
    )


def require_small(head: RequestHead) -> None:
    """Refuse headers over the limits (RFC 6585, 5)."""
    if not head.is_small:
        message = (
            f"The headers of the request are larger than {MAX_HEADER_BYTES} bytes, or more than {MAX_HEADERS}, "
            f"or one that lists kinds of content is larger than {MAX_LIST_BYTES} bytes."
        )
        raise RequestError(message, code="REQUEST_HEADERS_TOO_LARGE")


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
