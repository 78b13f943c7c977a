"""What must hold of any request: a body, a query string, a message over WebSocket, a GraphQL document."""

from functools import cache
from typing import Final

from graphql import print_ast

from gateway.errors import CODES, RequestError
from gateway.execution.documents import DocumentError, DocumentReader
from gateway.execution.operation import OperationRequest
from gateway.graph import build_schema, graphql_schema
from gateway.server.request_reading import (
    read_parameters,
    request_from_body,
    request_from_parameters,
)
from gateway.server.streams.closing import MAX_REASON_BYTES, ConnectionEnded
from gateway.server.streams.messages import Complete, Subscribe, read_message
from gateway.settings import Settings

__all__ = ["fuzz_body", "fuzz_document", "fuzz_message", "fuzz_query_string"]

LONG: Final = 10_000


def fuzz_body(data: bytes) -> None:
    """A body is an operation, or a BAD_REQUEST that says why."""
    try:
        check(request_from_body(data))
    except RequestError as error:
        check_error(error, "BAD_REQUEST")


def fuzz_query_string(data: bytes) -> None:
    """A query string is an operation, or a BAD_REQUEST that says why."""
    try:
        check(request_from_parameters(read_parameters(data, limit=2048)))
    except RequestError as error:
        check_error(error, "BAD_REQUEST" if len(data) <= 2048 else "PAYLOAD_TOO_LARGE")


def fuzz_message(data: bytes) -> None:
    """A message is one of the protocol's, or ends its connection with 4400 and a reason that fits into a frame."""
    try:
        message = read_message(data.decode("utf-8", "replace"))
        if isinstance(message, Subscribe):
            check(message.request())
        if isinstance(message, Subscribe | Complete):
            assert 1 <= len(message.id) <= 256
    except ConnectionEnded as ended:
        assert ended.close is not None
        assert ended.close.code == 4400
        assert 0 < len(ended.close.reason.encode()) <= MAX_REASON_BYTES


@cache
def reader() -> DocumentReader:
    """Reads as a gateway with default settings does."""
    return DocumentReader.of(graphql_schema(build_schema()), Settings())


def fuzz_document(data: bytes) -> None:
    """A document has an operation that can be written and read again, or all its errors have a code and a message."""
    try:
        selected = reader().read(data.decode("utf-8", "replace"), None)
    except DocumentError as document_error:
        assert 1 <= len(document_error.errors) <= 11
        for error in document_error.errors:
            check_error(error)
    else:
        written = "\n".join(map(print_ast, [selected.operation, *selected.fragments.values()]))
        if len(written) < LONG:  # deep ones are indented far
            again = reader().read(written, None)
            assert print_ast(again.operation) == print_ast(selected.operation)
            assert again.fragments.keys() == selected.fragments.keys()


def check(request: OperationRequest) -> None:
    """Everything in an operation is of its type, and its texts can be written."""
    assert isinstance(request.query, str)
    request.query.encode()
    assert request.operation_name is None or isinstance(request.operation_name, str)
    assert request.variables is None or isinstance(request.variables, dict)


def check_error(error: RequestError, code: str | None = None) -> None:
    """An error has a code that is known, and a message that can be written."""
    assert error.code in ({code} if code else CODES)
    assert error.message
    error.message.encode()
    assert "Traceback" not in error.message
