"""What the loading process and one worker say to each other, over a pair of sockets that nobody else can reach.

Each message is one line of JSON.
"""

import asyncio
import socket
from typing import Final, TypeAlias

import msgspec

from gateway.errors import GatewayError
from gateway.loader.report import LoadReport
from gateway.observing.figures import Pairs

__all__ = [
    "Channel",
    "Count",
    "Counted",
    "Drain",
    "Failed",
    "Loaded",
    "Message",
    "Ready",
    "Reload",
    "Reloaded",
    "Stop",
    "open_channel",
]

LONGEST_LINE: Final = 16 * 2**20
"""The figures of a worker with all the names of operations that there can be have some hundred kilobytes."""


class Ready(msgspec.Struct, tag=True):
    """Worker: it can be reached."""


class Reload(msgspec.Struct, tag=True):
    """Worker: load what is on disk now, and tell under this number what came of it."""

    number: int
    request_id: str | None = None  # of who asked, for the log


class Reloaded(msgspec.Struct, tag=True):
    """Loader: what came of a load that was asked for, but for the problems."""

    number: int
    report: LoadReport


class Failed(msgspec.Struct, tag=True):
    """Loader: nothing came of it."""

    number: int
    message: str
    hint: str | None
    code: str = GatewayError.default_code

    def error(self) -> GatewayError:
        """The same as the error that it was."""
        return GatewayError(self.message, code=self.code, hint=self.hint)


class Loaded(msgspec.Struct, tag=True):
    """Loader: something was loaded, whoever asked for it."""


class Drain(msgspec.Struct, tag=True):
    """Loader: have requests go elsewhere, and end after a while; who does so already goes on with it."""


class Stop(msgspec.Struct, tag=True):
    """Loader: answer what is under way, and end."""


class Count(msgspec.Struct, tag=True):
    """Loader: tell under this number what you have counted."""

    number: int


class Counted(msgspec.Struct, tag=True):
    """Worker: all of it."""

    number: int
    figures: Pairs


Message: TypeAlias = Ready | Reload | Reloaded | Failed | Loaded | Drain | Stop | Count | Counted

_decoder: msgspec.json.Decoder[Message] = msgspec.json.Decoder(Message)


class Channel:
    """One end of the pair."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    def send(self, message: Message) -> None:
        """Say something; to one who is gone it is not said."""
        if not self._writer.is_closing():
            self._writer.write(msgspec.json.encode(message) + b"\n")

    async def receive(self) -> Message | None:
        """Wait for the next message; None when the other end is gone."""
        try:
            line = await self._reader.readline()
        except OSError:
            return None
        return _decoder.decode(line) if line.endswith(b"\n") else None

    def close(self) -> None:
        """Hang up."""
        self._writer.close()


async def open_channel(end: socket.socket) -> Channel:
    """Talk over one end of a pair."""
    return Channel(*await asyncio.open_unix_connection(sock=end, limit=LONGEST_LINE))
