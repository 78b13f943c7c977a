"""Names for answers: of one snapshot, by one statement with its parameters. Equal names, equal bytes.

The statement itself finds out whether a client still has the answer: what it has is of the snapshot that is served now.
"""

from collections.abc import Mapping, Sequence
from hashlib import blake2b
from typing import Any

import msgspec

from gateway.execution.prepared import BoundStatement

__all__ = ["Seen", "answer_tag", "conditional", "operation_tag"]

Seen = Mapping[str, str]
"""What a client has: snapshots, by the operation whose answer it keeps."""

_encode = msgspec.msgpack.Encoder().encode


def operation_tag(bound: BoundStatement) -> str:
    """16 hexadecimal digits for a statement with its parameters: all that an answer depends on but the content."""
    return blake2b(_encode((bound.statement.text, bound.parameters)), digest_size=8).hexdigest()


def answer_tag(snapshot_id: str, operation: str) -> str:
    """Names one answer."""
    return f"{snapshot_id}-{operation}"


def conditional(text: str, parameters: Sequence[Any], seen: str | None, engine: str) -> tuple[str, list[Any]]:
    """The statement that gives the snapshot, and the answer unless the client has that of this snapshot.

    `SELECT id, CASE WHEN is_seen THEN NULL ELSE (SELECT …) END FROM (SELECT id, id = ? AS is_seen FROM snapshot)`
    """
    mark = "?" if engine == "sqlite" else f"${len(parameters) + 1}"
    seen_or_not = f"SELECT id, id = {mark} AS is_seen FROM snapshot"  # noqa: S608 - no word of a request
    whole = f"SELECT id, CASE WHEN is_seen THEN NULL ELSE ({text}) END FROM ({seen_or_not}) AS snapshot"  # noqa: S608
    return whole, [*parameters, seen]
