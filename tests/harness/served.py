"""`gateway serve` as a process of its own, and clients that subscribe to it over a real socket."""

import asyncio
import json
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import httpx
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

__all__ = ["EventClient", "Served", "SocketClient", "serving"]

ROOT = Path(__file__).parents[2]


@dataclass
class Served:
    """A running server."""

    process: asyncio.subprocess.Process
    port: int
    out: list[str] = field(default_factory=list)
    log: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/graphql"

    async def ask(self, query: str, headers: dict[str, str] | None = None) -> Any:
        """Ask over a connection of its own, which may lead to any worker."""
        async with httpx.AsyncClient(timeout=10, verify=False) as client:
            return (await client.post(self.url, json={"query": query}, headers=headers)).json()

    async def until_said(self, text: str, seconds: float = 30) -> str:
        """Wait for a line on standard output or in the log."""
        async with asyncio.timeout(seconds):
            while True:
                for line in [*self.out, *self.log]:
                    if text in line:
                        return line
                assert self.process.returncode is None, "".join(self.log)
                await asyncio.sleep(0.02)

    def workers(self) -> list[int]:
        """The ids of the processes that answer for it."""
        return [pid for pid in children_of(self.process.pid) if b"spawn_main" in command_of(pid)]

    async def end(self, number: signal.Signals = signal.SIGTERM) -> int:
        """Tell it to stop; gives its exit code."""
        self.process.send_signal(number)
        async with asyncio.timeout(20):
            return await self.process.wait()


def children_of(pid: int) -> list[int]:
    """Linux tells, for each thread that started some."""
    return [int(child) for file in Path(f"/proc/{pid}/task").glob("*/children") for child in file.read_text().split()]


def command_of(pid: int) -> bytes:
    """What a process was started with; nothing when it is gone."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


@asynccontextmanager
async def serving(folder: Path, *arguments: str, environment: dict[str, str] | None = None) -> AsyncIterator[Served]:
    """Start a server in a folder, and wait until it can be reached."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = int(listener.getsockname()[1])
    command = [sys.executable, "-m", "gateway", "serve", *arguments, "--port", str(port)]
    process = await asyncio.create_subprocess_exec(
        *command,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "GATEWAY_DRAIN_SECONDS": "0", **(environment or {})},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    served = Served(process, port)
    assert process.stdout is not None
    assert process.stderr is not None
    reading = [
        asyncio.create_task(keep(process.stdout, served.out)),
        asyncio.create_task(keep(process.stderr, served.log)),
    ]
    try:
        await served.until_said("http://")
        yield served
    finally:
        if process.returncode is None:
            await served.end()
        await asyncio.gather(*reading)


async def keep(stream: asyncio.StreamReader, lines: list[str]) -> None:
    """Keep what a process says."""
    while line := await stream.readline():
        lines.append(line.decode())


class SocketClient:
    """A client of graphql-transport-ws with one subscription under way."""

    def __init__(self, connection: ClientConnection) -> None:
        self.connection = connection
        self.events: list[dict[str, Any]] = []

    @classmethod
    async def open(cls, port: int, **options: Any) -> Self:
        """Connect and introduce itself."""
        url = f"ws://127.0.0.1:{port}/graphql"
        connection = await connect(url, subprotocols=[Subprotocol("graphql-transport-ws")], **options)
        client = cls(connection)
        await client.send(type="connection_init")
        assert await client.receive() == {"type": "connection_ack"}
        return client

    async def send(self, **message: Any) -> None:
        await self.connection.send(json.dumps(message))

    async def receive(self) -> Any:
        """The next message that is no ping; those are answered."""
        while True:
            message = json.loads(await self.connection.recv())
            if message["type"] != "ping":
                return message
            await self.send(type="pong")

    async def subscribe(self, query: str, key: str = "1") -> None:
        """Ask to subscribe; nothing tells when that has begun."""
        await self.send(id=key, type="subscribe", payload={"query": query})

    async def read(self) -> None:
        """Keep the events of all subscriptions until the connection ends or one of them does."""
        while (message := await self.receive())["type"] == "next":
            self.events.append(message["payload"])
        raise AssertionError(message)

    async def close(self) -> None:
        await self.connection.close()


class EventClient:
    """A client of graphql-sse, with one subscription of its connection."""

    def __init__(self, port: int, query: str) -> None:
        self.url = f"http://127.0.0.1:{port}/graphql"
        self.query = query
        self.events: list[dict[str, Any]] = []
        self.is_open = asyncio.Event()

    async def read(self) -> None:
        """Subscribe, and keep the events until the stream ends."""
        headers = {"accept": "text/event-stream"}
        async with (
            httpx.AsyncClient(timeout=None, verify=False) as client,
            client.stream("POST", self.url, json={"query": self.query}, headers=headers) as response,
        ):
            assert response.headers["content-type"].startswith("text/event-stream")
            async for line in response.aiter_lines():
                self.is_open.set()
                if line.startswith("data: "):
                    self.events.append(json.loads(line[6:]))
