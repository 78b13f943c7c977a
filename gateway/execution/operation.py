"""What one operation is asked with and what it is answered with, free of HTTP.

Structs of msgspec: they are made for each request, and a frozen dataclass takes ten times as long to make.
"""

from collections.abc import Mapping
from typing import Any, Literal

import msgspec

__all__ = ["Answer", "AnswerKind", "DocumentName", "OperationRequest"]

AnswerKind = Literal["data", "request_error", "ask_again", "unchanged"]
"""How it went: executed, refused before execution, to be asked with the whole text, or what the client has already.

What the database cannot do is raised.
"""


class DocumentName(msgspec.Struct, frozen=True):
    """The id of a document; `is_hash` when it is the hash of the text, as automatic persisted queries have it."""

    id: str
    is_hash: bool = False


class OperationRequest(msgspec.Struct, frozen=True):
    """One operation as a client sends it, not yet parsed."""

    query: str  # empty where the document is only named
    operation_name: str | None = None
    variables: Mapping[str, Any] | None = None
    is_safe: bool = False  # asked in a way that must not change anything, such as GET: only a query will do
    document: DocumentName | None = None  # stands for the query or beside it, see `gateway.execution.persisted`
    seen: Mapping[str, str] | None = None  # what the client has, see `gateway.execution.tags`; None wants no tag
    wants_cost: bool = False  # to be told what it cost
    at_least: int | None = None  # the number of the oldest snapshot it may be answered from; None wants to know of none


class Answer(msgspec.Struct, frozen=True):
    """The response as JSON bytes. `allow_get` is false for operations that must not be asked for with GET.

    `tag` names it where one was wanted: equal tags, equal bytes. What is unchanged has no bytes. `snapshot` is the
    number of the snapshot that it is from, where `at_least` wanted to know.
    """

    body: bytes
    kind: AnswerKind = "data"
    allow_get: bool = True
    tag: str | None = None
    snapshot: int | None = None
