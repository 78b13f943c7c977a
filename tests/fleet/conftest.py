"""A primary and a replica that follows it, really started; and gateways on them."""

import asyncio
import json
import os
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from gateway.execution import Answer, Gateway, OperationRequest
from gateway.loader.load import load
from gateway.loader.report import LoadReport
from gateway.settings import Settings
from gateway.store import Store, open_store
from tests.harness.postgresql.cluster import Cluster
from tests.harness.postgresql.shared import shelter
from tests.harness.site import Site

TITLES = "{ articles(first: 100) { nodes { title } } }"

_number = count(1)


@pytest.fixture(scope="session")
def servers() -> Iterator[tuple[Cluster, Cluster]]:
    """The two servers."""
    primary, replica = shelter().new_cluster("primary"), shelter().cluster(f"replica-{os.getpid()}")
    primary.start()
    replica.copy_of(primary)
    replica.start()
    yield primary, replica
    for server in (replica, primary):
        if server.is_running:
            server.stop("immediate")


@dataclass
class Fleet:
    """One database on both, the site that is loaded into it, and what has been opened."""

    primary: Cluster
    replica: Cluster
    name: str
    site: Site
    opened: AsyncExitStack = field(default_factory=AsyncExitStack)

    @property
    def on_primary(self) -> str:
        """The database's address at the primary."""
        return self.primary.address(self.name)

    @property
    def on_replica(self) -> str:
        """The database's address at the replica."""
        return self.replica.address(self.name)

    @property
    def on_any(self) -> str:
        """The address that means the replica, and the primary where there is none."""
        hosts = f"{self.replica.folder},{self.primary.folder}"
        return f"postgresql://postgres@/{self.name}?host={hosts}&target_session_attrs=prefer-standby"

    async def load(self) -> LoadReport:
        """Load the site, as another process does."""
        async with await open_store(self.on_primary, readers=1) as store:
            return await load(store, [self.site.source], jobs=1)

    async def store(self, address: str) -> Store:
        """Open a store; closed with the test."""
        return await self.opened.enter_async_context(await open_store(address, readers=2))

    async def gateway(self, address: str, **settings: Any) -> Gateway:
        """Open a gateway; closed with the test."""
        return await self.opened.enter_async_context(Gateway(await self.store(address), Settings(**settings)))

    async def replay(self, *, goes_on: bool) -> None:
        """Let the replica stand still at what it has, or follow again."""
        await execute(self.on_replica, f"SELECT pg_wal_replay_{'resume' if goes_on else 'pause'}()")


async def execute(address: str, *statements: str) -> None:
    """Run statements one by one."""
    connection = await asyncpg.connect(address)
    try:
        for statement in statements:
            await connection.execute(statement)
    finally:
        await connection.close()


async def until(is_so: Callable[[], Awaitable[bool]], seconds: float = 30) -> None:
    """Wait for something, while a database may be away."""
    async with asyncio.timeout(seconds):
        while True:
            try:
                if await is_so():
                    return
            except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError):
                pass
            await asyncio.sleep(0.05)


async def ask(gateway: Gateway, query: str = TITLES, at_least: int | None = None) -> Answer:
    """Ask a gateway."""
    return await gateway.answer(OperationRequest(query, at_least=at_least))


async def titles(gateway: Gateway) -> set[str]:
    """The titles of all stories that a gateway has."""
    data = json.loads((await ask(gateway)).body)["data"]
    return {node["title"] for node in data["articles"]["nodes"]}


@pytest.fixture
async def fleet(servers: tuple[Cluster, Cluster], tmp_path: Path) -> AsyncIterator[Fleet]:
    """A database of one story, there on both servers."""
    primary, replica = servers
    fleet = Fleet(primary, replica, f"fleet_{next(_number)}", Site(tmp_path / "site"))
    await execute(primary.address(), f"CREATE DATABASE {fleet.name}")
    fleet.site.put("_news/one.md", title="One")
    await fleet.load()
    await until(lambda: _has_content(fleet.on_replica))
    async with fleet.opened:
        yield fleet


async def _has_content(address: str) -> bool:
    connection = await asyncpg.connect(address)
    try:
        return bool(await connection.fetchval("SELECT count(*) FROM gateway.snapshot"))
    finally:
        await connection.close()
