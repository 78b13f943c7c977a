"""A body or a query string into an operation. Whatever a client sends, what goes wrong is a `RequestError`."""

from typing import Any, Final
from urllib.parse import parse_qsl

import msgspec
from starlette.types import Receive

from gateway.errors import RequestError
from gateway.execution.operation import OperationRequest
from gateway.execution.tags import Seen
from gateway.server.deadlines import Deadlines
from gateway.server.json_reading import read_json
from gateway.server.request_body import RequestBody

__all__ = [
    "BODY_TIMEOUT_SECONDS",
    "ClientDisconnected",
    "body_of_parameters",
    "decode_body",
    "is_operation",
    "names_stream",
    "read_body",
    "read_parameters",
    "request_from_body",
    "request_from_parameters",
]

BODY_TIMEOUT_SECONDS = 15
"""An unfinished body would hold its memory and connection for ever."""

MAX_PARAMETERS = 16

IDS: Final = ("documentId", "doc_id", "id")
"""What the id of a document is called: by GraphQL over HTTP, and by clients of Relay."""

OPERATION: Final = frozenset(("query", "extensions", *IDS))


class ClientDisconnected(Exception):  # noqa: N818 - it is no error, only the end
    """The client went away: there is nobody to answer."""


body_decoder = msgspec.json.Decoder(RequestBody)
object_decoder: msgspec.json.Decoder[dict[str, Any] | None] = msgspec.json.Decoder(dict[str, Any] | None)


async def read_body(receive: Receive, deadlines: Deadlines, *, limit: int, content_length: bytes | None) -> bytes:
    """Read a whole body of at most `limit` bytes; stops at once where the headers tell that it is larger."""
    if content_length is not None and content_length.isdigit() and int(content_length[:20]) > limit:
        raise too_large(limit)
    try:
        with deadlines:
            return await read_chunks(receive, limit)
    except TimeoutError:
        message = f"The body did not arrive within {deadlines.seconds} seconds."
        raise RequestError(message, code="REQUEST_TIMEOUT") from None


async def read_chunks(receive: Receive, limit: int) -> bytes:
    """Put the parts of a body together; nearly always it has one."""
    body = b""
    chunks: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnected
        body = message.get("body", b"")
        size += len(body)
        if size > limit:
            raise too_large(limit)
        chunks.append(body)
        if not message.get("more_body", False):
            return body if len(chunks) == 1 else b"".join(chunks)


def too_large(limit: int) -> RequestError:
    """Refuse a body over the limit."""
    return RequestError(
        f"The request is larger than {limit} bytes.", code="PAYLOAD_TOO_LARGE", hint="Send large values less often."
    )


def decode_body(body: bytes) -> RequestBody:
    """Decode the JSON object of a POST."""
    return read_json(body_decoder, body, "body")


def request_from_body(body: bytes) -> OperationRequest:
    """The operation of a POST."""
    return decode_body(body).request()


def read_parameters(query_string: bytes, *, limit: int) -> dict[str, str]:
    """Decode a query string; a name that comes twice is refused, since readers would differ in which one counts."""
    if len(query_string) > limit:
        raise too_large(limit)
    try:
        pairs = parse_qsl(
            query_string.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=MAX_PARAMETERS
        )
    except ValueError:
        message = f"The query string is not UTF-8 in percent-encoding, or has over {MAX_PARAMETERS} parameters."
        raise RequestError(message, code="BAD_REQUEST") from None
    parameters = dict(pairs)
    if len(parameters) < len(pairs):
        message = "A parameter of the query string is given twice."
        raise RequestError(message, code="BAD_REQUEST")
    return parameters


def names_stream(query_string: bytes) -> bool:
    """Whether there is a token of a reserved stream."""
    return query_string.startswith(b"token=") or b"&token=" in query_string


def is_operation(parameters: dict[str, str]) -> bool:
    """Whether a query string asks for anything."""
    return not OPERATION.isdisjoint(parameters)


def request_from_parameters(parameters: dict[str, str], seen: Seen | None = None) -> OperationRequest:
    """The operation of a GET; `seen` is what the client has."""
    return body_of_parameters(parameters).request(is_safe=True, seen=seen)


def body_of_parameters(parameters: dict[str, str]) -> RequestBody:
    """What a GET says as a POST would; `variables` and `extensions` are JSON."""
    return RequestBody(
        query=parameters.get("query"),
        operation_name=parameters.get("operationName") or None,
        variables=read_object(parameters, "variables"),
        extensions=read_object(parameters, "extensions"),
        document_id=next(filter(None, map(parameters.get, IDS)), None),
    )


def read_object(parameters: dict[str, str], name: str) -> dict[str, Any] | None:
    """The JSON object in a parameter, if there is one."""
    text = parameters.get(name)
    return read_json(object_decoder, text.encode(), f"parameter `{name}`") if text else None
