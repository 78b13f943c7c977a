"""A PostgreSQL server that a test may do anything to, and what is asked of it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import asyncpg

from gateway.errors import StoreError
from gateway.store import Store, open_store
from tests.harness.postgresql.cluster import Cluster

SECONDS = 30.0


async def made_empty(server: Cluster) -> str:
    """The server's database, with empty tables of the gateway."""
    async with connected(server.address()) as connection:
        await connection.execute("DROP SCHEMA IF EXISTS gateway, gateway_public CASCADE")
    async with await open_store(server.address()):
        return server.address()


@asynccontextmanager
async def connected(address: str) -> AsyncIterator[Any]:
    connection = await asyncpg.connect(address)
    try:
        yield connection
    finally:
        await connection.close()


async def until(is_so: Callable[[], Any]) -> None:
    """Wait for something, but not for ever."""
    async with asyncio.timeout(SECONDS):
        while not await is_so():  # noqa: ASYNC110 - what is waited for is elsewhere
            await asyncio.sleep(0.02)


async def code_of(store: Store, text: str = "SELECT 1") -> str:
    """The code of the error that reading ends with, or `OK`."""
    try:
        await store.fetch_rows(text)
    except StoreError as error:
        return error.code
    return "OK"


async def add(store: Store, version: int) -> None:
    async with store.writing() as transaction:
        await transaction.execute(f"INSERT INTO migration VALUES ({version}, 'x', '')")


async def is_ok(store: Store) -> bool:
    return await code_of(store) == "OK"
