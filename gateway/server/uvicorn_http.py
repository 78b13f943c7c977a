"""The server's side of a connection, within bounds: what uvicorn takes of a client before there is a request.

uvicorn waits for ever for the rest of a head, keeps all of it however long it is, and answers what is no HTTP in plain
text and with a line of the log for each.
"""

import asyncio
from typing import Any, Final

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from gateway.errors import RequestError
from gateway.server.error_responses import RETRY_SECONDS, final_response

__all__ = ["BoundedHTTP"]

HEAD_SECONDS = 10
"""How long a client may take to send a head, or the rest of a body that nobody reads."""

LINGER_SECONDS = 2
"""How long a refused client may go on sending, so that it comes to read why; then the connection is cut."""

MAX_BESIDE_BYTES: Final = 64 * 1024
"""How much may come that is not body, and how much more of it than of body: heads, trailers, the sizes of chunks."""

NOT_HTTP: Final = RequestError("This cannot be read as a request of HTTP/1.1.", code="BAD_REQUEST")
NO_HOST: Final = RequestError("The request must have the header `Host`, once.", code="BAD_REQUEST")  # RFC 9112, 3.2
CODING: Final = RequestError("The only transfer coding that is read is `chunked`.", code="BAD_REQUEST")  # RFC 9112, 6.1
TOO_LONG: Final = RequestError("What is not body of the request is too long.", code="REQUEST_HEADERS_TOO_LARGE")
TOO_MANY: Final = RequestError(
    "As many clients are connected as may be.", code="TOO_MANY_CONNECTIONS", retry_seconds=RETRY_SECONDS
)
TOO_SLOW: Final = RequestError("The request did not arrive in time.", code="REQUEST_TIMEOUT")


class BoundedHTTP(HttpToolsProtocol):
    """A connection. What is no request, or none that has a clear end, is refused, and the connection with it.

    What is called for each request does without `super()`, which takes longer than all that is done here.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._beside = 0
        self._is_in_head = False
        self._refusal: RequestError | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._earlier: list[RequestResponseCycle] = []  # that are still under way

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        if self.limit_concurrency is not None and len(self.connections) >= self.limit_concurrency:
            self.connections.discard(self)  # it takes no place from others
            self._refuse(TOO_MANY)
        else:
            self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        self._wait_no_more()
        for cycle in self._earlier:  # uvicorn tells only the last one that its client is gone
            cycle.disconnected = True
            cycle.message_event.set()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self._refusal is not None:  # nobody reads any more
            return
        self._beside += len(data)
        HttpToolsProtocol.data_received(self, data)
        refusal = self._refusal_so_far()
        if refusal is not None:
            self._refuse(refusal)
        elif self._timer is None and self._is_clients_turn():
            self._wait()

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002 - it says no more than ours
        self._refusal = self._refusal or NOT_HTTP

    def on_message_begin(self) -> None:
        self._beside = 0
        self._is_in_head = True
        HttpToolsProtocol.on_message_begin(self)

    def on_headers_complete(self) -> None:
        self._is_in_head = False
        self._refusal = self._refusal or wrong_with(self.headers, self.parser.get_http_version())
        if self._refusal is not None:
            return
        if self._timer is not None:
            self._wait_no_more()
        before = self.cycle
        HttpToolsProtocol.on_headers_complete(self)
        if self.cycle is not before:  # not of a WebSocket
            self.headers = []  # for trailers, which mean nothing here
            if is_under_way(before):
                self._earlier.append(before)
            elif self._earlier:
                self._earlier.clear()

    def on_response_complete(self) -> None:
        HttpToolsProtocol.on_response_complete(self)
        if self.pipeline:  # uvicorn reads on as soon as one of many is answered
            self.flow.pause_reading()

    def on_body(self, body: bytes) -> None:
        self._beside = max(self._beside - 2 * len(body), -MAX_BESIDE_BYTES)
        if self._refusal is None:
            HttpToolsProtocol.on_body(self, body)

    def handle_websocket_upgrade(self) -> None:
        if self._refusal is None:
            super().handle_websocket_upgrade()

    def _refusal_so_far(self) -> RequestError | None:
        return self._refusal or (TOO_LONG if self._beside > MAX_BESIDE_BYTES else None)

    def _is_clients_turn(self) -> bool:
        """Whether it is for the client to send something; not where WebSocket has taken over."""
        return not is_under_way(self.cycle) and self.transport.get_protocol() is self

    def _wait(self) -> None:
        self._timer = self.loop.call_later(HEAD_SECONDS, self._give_up)

    def _wait_no_more(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _give_up(self) -> None:
        """Close what was never used, and refuse what was begun."""
        if self._is_in_head:
            self._refuse(TOO_SLOW)
        else:
            self.transport.close()

    def _refuse(self, error: RequestError) -> None:
        """Say why, as long as nothing else is being said, and close once the client has had time to read it."""
        self._refusal = error
        self._wait_no_more()
        is_silent = not is_under_way(self.cycle) or may_be_refused(self.cycle)
        if is_under_way(self.cycle):
            self.cycle.disconnected = True
            self.cycle.message_event.set()
        if not is_silent or self.transport.is_closing():
            self.transport.close()
            return
        self.transport.write(final_response(error))
        self.transport.write_eof()
        self._timer = self.loop.call_later(LINGER_SECONDS, self.transport.abort)


def is_under_way(cycle: RequestResponseCycle | None) -> bool:
    """Whether a request has begun whose answer has not ended."""
    return cycle is not None and not cycle.response_complete


def may_be_refused(cycle: RequestResponseCycle) -> bool:
    """Whether what is wrong is wrong with this request, and it has no answer yet."""
    return cycle.more_body and not cycle.response_started


def wrong_with(headers: list[tuple[bytes, bytes]], version: str) -> RequestError | None:
    """What of a head is not clear: servers in a row must not differ in whom it is for and where it ends."""
    hosts = 0
    for name, value in headers:
        if name == b"host":
            hosts += 1
        elif name == b"transfer-encoding" and value.lower() != b"chunked":
            return CODING
    return NO_HOST if version == "1.1" and hosts != 1 else None
