"""Responses as JSON bytes: data as the database made it, or errors in GraphQL's form (GraphQL, 7.1)."""

import re
from collections.abc import Sequence
from typing import Any, Final

import msgspec
from graphql import GraphQLError

from gateway.errors import RequestError
from gateway.observing.requests import note_error

__all__ = ["data_body", "error_entries", "errors_body", "from_library", "refused_body", "with_cost"]


WORDS: Final = (
    (re.compile(r"(?<=not to be )None|(?<=found: )None|(?<=value )None\b"), "null"),
    (re.compile(r"(?<=found: )True|(?<=value: )True|(?<=value )True\b"), "true"),
    (re.compile(r"(?<=found: )False|(?<=value: )False|(?<=value )False\b"), "false"),
    (re.compile(r", but encountered error 'Exceeds the limit \(\d+ digits\).*"), ", and this has too many digits."),
    (re.compile(r", found: [\[{].*"), "."),
    (re.compile(r"(?<=value: )[\[{].*"), "a list or an object."),
)
"""Python's words in messages of the library, and what a client knows instead."""


def data_body(data: bytes, errors: Sequence[RequestError] = ()) -> bytes:
    """`{"data":…}` around the JSON that the statement gave, and before it what is missing in it."""
    if errors:
        return b'{"errors":' + msgspec.json.encode([_entry(error, {}) for error in errors]) + b',"data":' + data + b"}"
    return b'{"data":' + data + b"}"


def with_cost(body: bytes, *, bound: int, actual: int) -> bytes:
    """A response that also tells what its operation could cost, and what it did."""
    return body[:-1] + b',"extensions":{"cost":{"bound":%d,"actual":%d}}}' % (bound, actual)


def error_entries(errors: Sequence[RequestError]) -> list[dict[str, Any]]:
    """The `errors` of a response, to be encoded."""
    return [_entry(error, {}) for error in errors]


def refused_body(errors: Sequence[RequestError]) -> bytes:
    """`{"errors":[…],"data":null}`: executed, and nothing came of it."""
    return data_body(b"null", errors)


def errors_body(errors: Sequence[RequestError], **extensions: Any) -> bytes:
    """`{"errors":[{"message":…,"locations":…,"path":…,"extensions":{"code":…}}]}`, without `data`."""
    return msgspec.json.encode({"errors": [_entry(error, extensions) for error in errors]})


def from_library(error: GraphQLError, code: str, limit: int | None = None) -> RequestError:
    """An error of the GraphQL library with a code of ours."""
    locations = [(each.line, each.column) for each in error.locations or ()]
    message = error.message
    for pattern, words in WORDS:
        message = pattern.sub(words, message)
    return RequestError(message, code=code, locations=locations, limit=limit)


def _entry(error: RequestError, extensions: dict[str, Any]) -> dict[str, Any]:
    note_error(error.code)
    entry: dict[str, Any] = {"message": error.message}
    if error.locations:
        entry["locations"] = [{"line": line, "column": column} for line, column in error.locations]
    if error.path:
        entry["path"] = error.path
    told = {"hint": error.hint, "limit": error.limit}
    entry["extensions"] = {"code": error.code, **{k: v for k, v in told.items() if v is not None}, **extensions}
    return entry
