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


def conditional(
    text: str, parameters: Sequence[Any], engine: str, *, seen: str | None, at_least: int
) -> tuple[str, list[Any]]:
    """The statement that gives the snapshot, and the answer unless the client has that, or has seen a later one.

    `SELECT id, number, CASE WHEN is_idle THEN NULL ELSE (SELECT …) END FROM (SELECT id, coalesce(number, 0) AS number,
    id = ? OR coalesce(number, 0) < ? AS is_idle FROM snapshot)`
    """
    count = len(parameters)
    marks = ("?", "?") if engine == "sqlite" else (f"${count + 1}", f"${count + 2}")
    number = "coalesce(number, 0)"
    is_idle = f"id = {marks[0]} OR {number} < {marks[1]} AS is_idle"
    known = f"SELECT id, {number} AS number, {is_idle} FROM snapshot"  # noqa: S608 - no word of a request
    whole = f"SELECT id, number, CASE WHEN is_idle THEN NULL ELSE ({text}) END FROM ({known}) AS snapshot"  # noqa: S608
    return whole, [*parameters, seen, at_least]
