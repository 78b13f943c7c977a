"""Lets a client go on from what it has seen, whichever server it asks next: never from an older snapshot.

A client that sends `Snapshot-At-Least` is told in `Snapshot` the number of the snapshot that it was answered from, and
sends that the next time; it begins with 0. What is read so is read in order ("monotonic reads"), and after a `reload`
it has what that has loaded ("read your writes"; Terry et al., "Session Guarantees for Weakly Consistent Replicated
Data", 1994).
"""

from typing import Final

import msgspec

from gateway.errors import RequestError
from gateway.execution.operation import Answer, OperationRequest

__all__ = ["SNAPSHOT", "SNAPSHOT_AT_LEAST", "from_snapshot", "snapshot_headers"]

SNAPSHOT_AT_LEAST: Final = b"snapshot-at-least"
SNAPSHOT: Final = b"snapshot"

_MOST_DIGITS: Final = 18
"""Of numbers that 64 bits hold."""


def from_snapshot(request: OperationRequest, at_least: bytes | None) -> OperationRequest:
    """The request with what its header says.

    Raises:
        RequestError: BAD_REQUEST, when that is no number of a snapshot.
    """
    if at_least is None:
        return request
    if not at_least.isdigit() or len(at_least) > _MOST_DIGITS:
        message = "The header `Snapshot-At-Least` is not the number of a snapshot."
        raise RequestError(message, code="BAD_REQUEST", hint="Send what the header `Snapshot` of an answer said, or 0.")
    return msgspec.structs.replace(request, at_least=int(at_least))


def snapshot_headers(answer: Answer) -> tuple[tuple[bytes, bytes], ...]:
    """What tells a client which snapshot it was answered from, if it wants to know."""
    return () if answer.snapshot is None else ((SNAPSHOT, b"%d" % answer.snapshot),)
