"""The server's side of a WebSocket, within bounds."""

from typing import Final

from uvicorn._types import ASGISendEvent
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import CloseCode, Frame

from gateway.errors import RequestError
from gateway.server.error_responses import final_response

__all__ = ["BoundedWebSocket"]

TOO_LONG: Final = RequestError("The head of the request is too long.", code="REQUEST_HEADERS_TOO_LARGE")

MAX_UNREAD_BYTES = 1024 * 1024


class BoundedWebSocket(WebSocketsSansIOProtocol):
    """Answers the pings of WebSocket itself only as long as they are read.

    uvicorn answers them at once, whatever is in the way: a client that sends them and reads nothing would fill the
    memory. Nor does it keep empty parts of a message, or log a message that is not text.
    """

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.conn.handshake_exc is not None and not self.handshake_initiated:  # uvicorn would say nothing, for ever
            self.transport.write(final_response(TOO_LONG))
            self.transport.close()

    async def send(self, message: ASGISendEvent) -> None:
        """Send, and wait until most of it has been taken: only so the sender knows what is held for this client."""
        await super().send(message)
        await self.writable.wait()

    def handle_cont(self, event: Frame) -> None:
        if event.fin or event.data:
            super().handle_cont(event)

    def send_receive_event_to_app(self) -> None:
        if self.curr_msg_data_type == "text" and not is_utf8(b"".join(self.frames)):
            self.conn.send_close(CloseCode.INVALID_DATA, "not UTF-8")
            self.handle_parser_exception()
            return
        super().send_receive_event_to_app()

    def handle_ping(self) -> None:
        if self.transport.is_closing():
            return
        super().handle_ping()
        if self.transport.get_write_buffer_size() > MAX_UNREAD_BYTES:
            self.transport.abort()


def is_utf8(data: bytes) -> bool:
    """Whether bytes are a text."""
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True
