"""A client of WebSocket that sends whatever it is told, also what no library would."""

import base64
import json
import os
import socket
import struct
from typing import Any, NamedTuple, Self

from tests.harness.target import Target

__all__ = ["Closed", "RawWebSocket"]

TEXT, BINARY, CLOSE, PING, PONG = 1, 2, 8, 9, 10


class Closed(NamedTuple):
    """How a connection ended: the code and the reason of the close, None when there was no close."""

    code: int | None
    reason: str


class RawWebSocket:
    """One connection."""

    def __init__(self, connection: socket.socket) -> None:
        self.connection = connection
        self._received = b""

    @classmethod
    def open(cls, target: Target, protocol: str | None = "graphql-transport-ws", path: str = "/graphql") -> Self:
        """Shake hands."""
        connection = target.raw()
        key = base64.b64encode(os.urandom(16)).decode()
        lines = [
            f"GET {path} HTTP/1.1",
            "host: x",
            "connection: Upgrade",
            "upgrade: websocket",
            "sec-websocket-version: 13",
            f"sec-websocket-key: {key}",
            *([] if protocol is None else [f"sec-websocket-protocol: {protocol}"]),
        ]
        connection.sendall("\r\n".join([*lines, "", ""]).encode())
        opened = cls(connection)
        head = opened._until_blank_line()
        if not head.startswith(b"HTTP/1.1 101 "):
            connection.close()
            raise ConnectionRefusedError(head.decode())
        return opened

    @classmethod
    def introduced(cls, target: Target) -> Self:
        """Shake hands, and be let in."""
        opened = cls.open(target)
        opened.send({"type": "connection_init"})
        assert opened.receive() == {"type": "connection_ack"}
        return opened

    def send(self, message: Any) -> None:
        """Send JSON, or text as it is."""
        text = message if isinstance(message, str) else json.dumps(message)
        self.send_frame(TEXT, text.encode("utf-8", "surrogatepass"))

    def send_frame(self, opcode: int, data: bytes, *, is_last: bool = True, is_masked: bool = True) -> None:
        """Send one frame."""
        self.connection.sendall(frame(opcode, data, is_last=is_last, is_masked=is_masked))

    def receive(self) -> Any:
        """The next message."""
        while True:
            opcode, data = self._frame()
            if opcode == TEXT:
                return json.loads(data)
            assert opcode in (PING, PONG), (opcode, data)

    def closed(self) -> Closed:
        """How the server ends it; messages before that are passed over."""
        try:
            while True:
                opcode, data = self._frame()
                if opcode == CLOSE:
                    return Closed(struct.unpack("!H", data[:2])[0], data[2:].decode())
        except (ConnectionError, EOFError):
            return Closed(None, "")

    def close(self) -> None:
        self.connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _frame(self) -> tuple[int, bytes]:
        first, length = self._read(2)
        if length == 126:
            [length] = struct.unpack("!H", self._read(2))
        elif length == 127:
            [length] = struct.unpack("!Q", self._read(8))
        return first & 15, self._read(length)

    def _read(self, size: int) -> bytes:
        while len(self._received) < size:
            part = self.connection.recv(65_536)
            if not part:
                raise EOFError
            self._received += part
        data, self._received = self._received[:size], self._received[size:]
        return data

    def _until_blank_line(self) -> bytes:
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            head += self._read(1)
        return head


def frame(opcode: int, data: bytes, *, is_last: bool = True, is_masked: bool = True) -> bytes:
    """One frame, with a mask of zeros."""
    mask_bit = 128 if is_masked else 0
    first = opcode | (128 if is_last else 0)
    if len(data) < 126:
        head = struct.pack("!BB", first, mask_bit | len(data))
    elif len(data) < 65_536:
        head = struct.pack("!BBH", first, mask_bit | 126, len(data))
    else:
        head = struct.pack("!BBQ", first, mask_bit | 127, len(data))
    return head + (bytes(4) if is_masked else b"") + data
