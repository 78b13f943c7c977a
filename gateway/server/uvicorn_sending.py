"""Sends head and body of a response in one piece: uvicorn writes them one after the other, and each is a packet."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from starlette.types import Send

if TYPE_CHECKING:
    from uvicorn.protocols.http.httptools_impl import RequestResponseCycle

__all__ = ["sent_at_once"]

_HTTPTOOLS: Final = "uvicorn.protocols.http.httptools_impl"
"""Imported where a server uses it, which it does not on all systems."""

_OF_OPEN_CONNECTIONS: Final = frozenset((200, 304))
"""After some errors the connection is closed."""


def sent_at_once(send: Send, status: int, headers: Sequence[tuple[bytes, bytes]], body: bytes) -> bool:
    """Whether a whole response was sent; if not, it is to be sent as ASGI has it.

    It is not where something stands between this application and uvicorn, which may change what is sent; nor where the
    connection is to be closed, or its client is slow, which is uvicorn's to handle. The headers must be ours: nothing
    in them is looked at.
    """
    cycle: Any = getattr(send, "__self__", None)
    http = sys.modules.get(_HTTPTOOLS)
    if http is None or type(cycle) is not http.RequestResponseCycle:
        return False
    if status not in _OF_OPEN_CONNECTIONS or not _is_usual(cycle):
        return False
    lines = [b"%b: %b\r\n" % header for header in (*cycle.default_headers, *headers)]
    head = b"".join((http.STATUS_LINE[status], *lines, b"\r\n"))
    if b"\r\nconnection: " in head:  # a server that is stopping has all its answers say so
        return False
    cycle.response_started = cycle.response_complete = True
    cycle.waiting_for_100_continue = False
    cycle.transport.writelines((head, body))
    cycle.message_event.set()
    cycle.on_response()
    return True


def _is_usual(cycle: "RequestResponseCycle") -> bool:
    """Whether there is a client that reads, and will use the connection again."""
    return (
        cycle.keep_alive
        and not cycle.disconnected
        and not cycle.response_started
        and not cycle.flow.write_paused
        and not cycle.access_log
        and cycle.scope["method"] != "HEAD"
    )
