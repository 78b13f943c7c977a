"""A gateway whose subscriptions a test feeds, on a real socket, and a client that speaks plain messages."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, Self

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

from gateway.execution.operation import Answer, OperationRequest
from gateway.scopes import NO_SCOPES, Scopes
from gateway.server import Service, create_app
from gateway.server.streams.service import Authorizes
from gateway.serving.address import bound_socket
from gateway.serving.web_server import WebServer
from gateway.settings import Settings
from tests.server.service import FakeService

__all__ = ["Client", "FakeStreams", "FakeSubscription", "listening"]


class FakeSubscription:
    """Gives what a test puts into it; an error ends it, None too."""

    def __init__(self) -> None:
        self.results: asyncio.Queue[bytes | Exception | None] = asyncio.Queue()
        self.closed = asyncio.Event()

    def put(self, *results: bytes | Exception | None) -> None:
        for result in results:
            self.results.put_nowait(result)

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> bytes:
        result = await self.results.get()
        if result is None:
            raise StopAsyncIteration
        if isinstance(result, Exception):
            raise result
        return result

    async def aclose(self) -> None:
        self.closed.set()


@dataclass
class FakeStreams(FakeService):
    """Begins a subscription for each operation that begins with this word; all else has one answer."""

    subscriptions: list[FakeSubscription] = field(default_factory=list)

    async def subscribe(self, request: OperationRequest, scopes: Scopes = NO_SCOPES) -> FakeSubscription | Answer:
        if not request.query.startswith("subscription"):
            return await self.answer(request, scopes)
        self.requests.append(request)
        self.scopes.append(scopes)
        self.subscriptions.append(FakeSubscription())
        return self.subscriptions[-1]

    async def until_subscribed(self, count: int = 1) -> FakeSubscription:
        """Wait for so many subscriptions; gives the last."""
        async with asyncio.timeout(5):
            while len(self.subscriptions) < count:  # noqa: ASYNC110
                await asyncio.sleep(0.001)
        return self.subscriptions[-1]


@asynccontextmanager
async def listening(
    service: Service, settings: Settings | None = None, authorizes: Authorizes | None = None
) -> AsyncIterator[int]:
    """Serve on a port of this machine, as `gateway serve` does."""
    used = settings or Settings()
    reachable = asyncio.Event()

    async def nothing() -> None:
        """There is nothing to end."""

    with bound_socket("127.0.0.1", 0) as bound:
        app = create_app(service, used, authorizes)
        server = WebServer(app, used, when_reachable=reachable.set, before_end=nothing)
        serving = asyncio.create_task(server.serve(sockets=[bound]))
        await reachable.wait()
        yield int(bound.getsockname()[1])
        server.should_exit = True
        async with asyncio.timeout(5):
            await serving


class Client:
    """Sends what it is told, and keeps nothing."""

    def __init__(self, connection: ClientConnection) -> None:
        self.connection = connection

    @classmethod
    async def open(cls, port: int, *, protocols: tuple[str, ...] = ("graphql-transport-ws",), **options: Any) -> Self:
        """Connect."""
        subprotocols = [Subprotocol(name) for name in protocols]
        return cls(await connect(f"ws://127.0.0.1:{port}/graphql", subprotocols=subprotocols or None, **options))

    @classmethod
    async def introduced(cls, port: int, **options: Any) -> Self:
        """Connect, and be let in."""
        client = await cls.open(port, **options)
        await client.send({"type": "connection_init"})
        assert await client.receive() == {"type": "connection_ack"}
        return client

    async def send(self, message: Any) -> None:
        await self.connection.send(message if isinstance(message, str | bytes) else json.dumps(message))

    async def subscribe(self, key: str = "1", query: str = "subscription { a }", **payload: Any) -> None:
        await self.send({"id": key, "type": "subscribe", "payload": {"query": query, **payload}})

    async def receive(self) -> Any:
        async with asyncio.timeout(5):
            return json.loads(await self.connection.recv())

    async def closed(self) -> tuple[int | None, str | None]:
        """Wait for the close; no message may come before it."""
        async with asyncio.timeout(5):
            with pytest.raises(ConnectionClosed):
                pytest.fail(f"not closed, but: {await self.connection.recv()!r}")
        return self.connection.close_code, self.connection.close_reason

    async def read_on(self) -> int:
        """Read until the connection is closed; gives the number of messages."""
        count = 0
        with suppress(ConnectionClosed):
            async for _ in self.connection:
                count += 1
        return count
