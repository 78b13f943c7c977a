"""The one table from errors to HTTP statuses and bodies. What clients must not know goes to the log."""

import logging
import secrets
from collections.abc import Mapping
from http import HTTPStatus
from typing import Final, NamedTuple

from gateway.errors import RequestError, StoreError
from gateway.execution.operation import AnswerKind
from gateway.execution.responses import errors_body
from gateway.observing.requests import id_of_request
from gateway.server.negotiation import JSON, RESPONSE_JSON

__all__ = ["RETRY_SECONDS", "STATUSES", "ErrorResponse", "final_response", "respond_to_error", "status_of"]

logger = logging.getLogger(__name__)

STATUSES: Final[Mapping[str, int]] = {
    "UNAUTHENTICATED": 401,
    "NOT_FOUND": 404,
    "STREAM_NOT_FOUND": 404,
    "METHOD_NOT_ALLOWED": 405,
    "NOT_ACCEPTABLE": 406,
    "REQUEST_TIMEOUT": 408,
    "STREAM_CONFLICT": 409,
    "PAYLOAD_TOO_LARGE": 413,
    "UNSUPPORTED_MEDIA_TYPE": 415,
    "REQUEST_HEADERS_TOO_LARGE": 431,
    "RATE_LIMITED": 429,
    "TOO_MANY_CONNECTIONS": 503,
    "SERVICE_UNAVAILABLE": 503,
    "NO_CONTENT": 503,
}
"""The codes of a `RequestError` that have a status of their own; every other is a 400."""


RETRY_SECONDS: Final = 1
"""After so long what cannot be answered now may be."""


def status_of(kind: AnswerKind, media_type: bytes | None) -> int:
    """The status of an answer: with application/json a request error is a 200 (GraphQL over HTTP, 6.4.1)."""
    match kind:
        case "request_error" if media_type == RESPONSE_JSON:
            return 400
        case "unchanged":
            return 304
        case _:  # also "ask_again": clients look into a body only where the request as such went well
            return 200


class ErrorResponse(NamedTuple):
    """A status, a GraphQL response with `errors` and without `data`, and when it is worth asking again."""

    status: int
    body: bytes
    retry_seconds: int | None = None


def respond_to_error(error: Exception) -> ErrorResponse:
    """Turn an error into an answer: the caller's are told, ours are logged under an id and masked."""
    match error:
        case RequestError():
            return ErrorResponse(STATUSES.get(error.code, 400), errors_body([error]), error.retry_seconds)
        case RecursionError():
            # Only values nested hundreds of levels deep come so far.
            return respond_to_error(RequestError("The request is nested too deeply."))
        case StoreError(code="BAD_USER_INPUT" | "MAX_DEPTH_EXCEEDED" | "MAX_ANSWER_BYTES_EXCEEDED"):
            return respond_to_error(RequestError(error.message, code=error.code, limit=error.limit))
        case StoreError(code="NO_CONTENT" | "TOO_MANY_OPERATIONS" | "SNAPSHOT_NOT_YET"):  # no faults: not for the log
            told = RequestError(error.message, code=error.code, hint=error.hint)
            return ErrorResponse(503, errors_body([told]), RETRY_SECONDS)
        case StoreError(code="TIME_LIMIT_EXCEEDED"):
            return masked(503, "TIME_LIMIT_EXCEEDED", "The operation took too long and was stopped.", error)
        case StoreError() if error.code != "STORE_FAILED":
            return masked(503, "SERVICE_UNAVAILABLE", "The content cannot be read at the moment.", error)
        case _:
            message = "Something went wrong here; the log has more under this request id."
            return masked(500, "INTERNAL_SERVER_ERROR", message, error)


def masked(status: int, code: str, message: str, error: Exception) -> ErrorResponse:
    """Log an error with its traceback under the id of the request, and answer with nothing of the inside but that."""
    request_id = id_of_request() or secrets.token_hex(8)
    trace = None if isinstance(error, StoreError) else error
    fields = {"request_id": request_id, "code": code}
    logger.error("request %s failed: %s", request_id, error, exc_info=trace, extra={"fields": fields})
    body = errors_body([RequestError(message, code=code)], requestId=request_id)
    return ErrorResponse(status, body, RETRY_SECONDS if code == "SERVICE_UNAVAILABLE" else None)


def final_response(error: Exception) -> bytes:
    """An error as it goes over the wire, where there is no application to answer; nothing comes after it."""
    status, body, retry_seconds = respond_to_error(error)
    head = b"HTTP/1.1 %d %b\r\n" % (status, HTTPStatus(status).phrase.encode())
    head += b"retry-after: %d\r\n" % retry_seconds if retry_seconds is not None else b""
    headers = b"content-type: %b\r\ncontent-length: %d\r\ncache-control: no-store\r\nconnection: close\r\n\r\n"
    return head + headers % (JSON, len(body)) + body
