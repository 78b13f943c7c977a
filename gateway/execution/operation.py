"""What one operation is asked with and what it is answered with, free of HTTP."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

__all__ = ["Answer", "AnswerKind", "OperationRequest"]

AnswerKind = Literal["data", "request_error", "unchanged"]
"""How it went: executed, refused before execution, or found to be what the client has already.

What the database cannot do is raised.
"""


@dataclass(frozen=True, slots=True)
class OperationRequest:
    """One operation as a client sends it, not yet parsed."""

    query: str
    operation_name: str | None = None
    variables: Mapping[str, Any] | None = None
    is_safe: bool = False  # asked in a way that must not change anything, such as GET: only a query will do
    seen: Mapping[str, str] | None = None  # what the client has, see `gateway.execution.tags`; None wants no tag


@dataclass(frozen=True, slots=True)
class Answer:
    """The response as JSON bytes. `allow_get` is false for operations that must not be asked for with GET.

    `tag` names it where one was wanted: equal tags, equal bytes. What is unchanged has no bytes.
    """

    body: bytes
    kind: AnswerKind = "data"
    allow_get: bool = True
    tag: str | None = None
