"""Every code that a connection is closed with: of graphql-transport-ws, or of RFC 6455, 7.4.1, where that has none.

The server adds 1009 for a message that is too large, 1007 for text that is not UTF-8, and 1012 when it stops.
"""

from typing import Final, NamedTuple

__all__ = [
    "FORBIDDEN",
    "INITIALISATION_TIMEOUT",
    "INTERNAL_SERVER_ERROR",
    "PONG_TIMEOUT",
    "SUBPROTOCOL_NOT_ACCEPTABLE",
    "TOO_MANY_INITIALISATIONS",
    "TOO_SLOW",
    "TRY_AGAIN_LATER",
    "UNAUTHORIZED",
    "Close",
    "ConnectionEnded",
    "invalid_message",
    "subscriber_exists",
]

MAX_REASON_BYTES = 123
"""What a close frame has room for: RFC 6455, 5.5."""


class Close(NamedTuple):
    """What a client is told when its connection is closed."""

    code: int
    reason: str


UNAUTHORIZED: Final = Close(4401, "Unauthorized")
FORBIDDEN: Final = Close(4403, "Forbidden")
SUBPROTOCOL_NOT_ACCEPTABLE: Final = Close(4406, "Subprotocol not acceptable")
INITIALISATION_TIMEOUT: Final = Close(4408, "Connection initialisation timeout")
PONG_TIMEOUT: Final = Close(4408, "Pong timeout")
TOO_MANY_INITIALISATIONS: Final = Close(4429, "Too many initialisation requests")
INTERNAL_SERVER_ERROR: Final = Close(4500, "Internal server error")
TRY_AGAIN_LATER: Final = Close(1013, "Try again later")
# Clients take 1008 as final. That is meant: one that came again by itself would not know that it missed something.
TOO_SLOW: Final = Close(1008, "Too slow: results were not read")


def invalid_message(why: str) -> Close:
    """A message that the protocol does not have."""
    return Close(4400, shortened(f"Invalid message: {why}"))


def subscriber_exists(operation_id: str) -> Close:
    """A second operation of an id while the first is under way."""
    return Close(4409, shortened(f"Subscriber for {operation_id} already exists"))


def shortened(reason: str) -> str:
    """Cut a reason to what fits into a close frame."""
    return reason.encode()[:MAX_REASON_BYTES].decode(errors="ignore")


class ConnectionEnded(Exception):  # noqa: N818 - it is no error, only the end
    """The connection is over: `close` is what the client is told, None when there is nobody to tell."""

    def __init__(self, close: Close | None = None) -> None:
        super().__init__(close)
        self.close = close
