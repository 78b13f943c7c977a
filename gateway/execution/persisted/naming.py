"""What a client sends to name a document: an id, or the hash of its text."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any, Final

from gateway.errors import RequestError
from gateway.execution.operation import DocumentName

__all__ = ["PREFIX", "hash_of", "name_in"]

PREFIX: Final = "sha256:"
"""Of ids that are hashes (GraphQL over HTTP, appendix A: persisted documents)."""

VERSION: Final = 1
"""The one version of the protocol that there is."""


def hash_of(text: str) -> str:
    """The SHA-256 of a document, in hexadecimal digits."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def name_in(document_id: str | None, extensions: Mapping[str, Any] | None) -> DocumentName | None:
    """The name that a request has, beside its query or instead of it.

    Raises:
        RequestError: BAD_REQUEST, for a name in `extensions` that is not of the protocol's form.
    """
    if document_id:
        return DocumentName(document_id.removeprefix(PREFIX))
    persisted = extensions.get("persistedQuery") if extensions else None
    if persisted is None:
        return None
    if not isinstance(persisted, Mapping) or not isinstance(persisted.get("sha256Hash"), str):
        hint = '"persistedQuery": {"version": 1, "sha256Hash": "…"}'
        raise RequestError("`extensions.persistedQuery` has no `sha256Hash`.", code="BAD_REQUEST", hint=hint)
    if persisted.get("version") != VERSION:
        raise RequestError("Unsupported persisted query version", code="BAD_REQUEST", hint="`version` must be 1.")
    return DocumentName(persisted["sha256Hash"], is_hash=True)
