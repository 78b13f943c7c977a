"""The server's side of a WebSocket, within a bound."""

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

__all__ = ["BoundedWebSocket"]

MAX_UNREAD_BYTES = 1024 * 1024


class BoundedWebSocket(WebSocketsSansIOProtocol):
    """Answers the pings of WebSocket itself only as long as they are read.

    uvicorn answers them at once, whatever is in the way: a client that sends them and reads nothing would fill the
    memory.
    """

    def handle_ping(self) -> None:
        if self.transport.is_closing():
            return
        super().handle_ping()
        if self.transport.get_write_buffer_size() > MAX_UNREAD_BYTES:
            self.transport.abort()
