"""Answers with fields that the caller may not read: each becomes null, and an error with its path (GraphQL, 6.4.4).

Only statements that planned such a field come through here; all other answers are never decoded.
"""

from collections.abc import Iterator
from typing import Any

import msgspec

from gateway.compiler import forbidden_scope
from gateway.errors import RequestError
from gateway.execution.decoding import decoded
from gateway.execution.responses import data_body

__all__ = ["forbidden_body", "forbidden_error", "settled"]

Path = tuple[str | int, ...]


def forbidden_body(data: bytes) -> bytes:
    """`{"errors":[…],"data":…}`: the data with null for each mark of a forbidden field, and where they stood."""
    errors: list[RequestError] = []
    return data_body(msgspec.json.encode(settled(decoded(data), errors)), errors)


def settled(value: Any, errors: list[RequestError]) -> Any:
    """Decoded data with null for each mark; the errors are added to the list."""
    return _settled(value, (), errors)


def forbidden_error(scope: Any, path: Path) -> RequestError:
    """What a caller is told of a field that needs a scope."""
    return RequestError(f"This field needs the scope `{scope.value}`.", code="FORBIDDEN", path=path)


def _settled(value: Any, path: Path, errors: list[RequestError]) -> Any:
    scope = forbidden_scope(value)
    if scope is not None:
        errors.append(forbidden_error(scope, path))
        return None
    for key, part in _parts(value):
        if isinstance(part, dict | list):
            value[key] = _settled(part, (*path, key), errors)
    return value


def _parts(value: Any) -> Iterator[tuple[Any, Any]]:
    return iter(enumerate(value) if isinstance(value, list) else list(value.items()))
