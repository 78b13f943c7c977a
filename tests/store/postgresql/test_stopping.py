"""What nobody waits for any more, or what takes too long, is stopped at the server."""

import asyncio

import pytest

from gateway.errors import StoreError
from gateway.store import ReadLimits, open_store
from tests.harness.postgresql.cluster import Cluster
from tests.store.postgresql.servers import SECONDS, code_of, connected, made_empty, until

ENDLESS = "SELECT count(*) FROM generate_series(1, 1000000000000)"


async def running(server: Cluster) -> int:
    async with connected(server.address()) as connection:
        query = "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%generate_series(1, 1%'"
        return int(await connection.fetchval(query)) - 1


async def is_running(server: Cluster) -> bool:
    return await running(server) == 1


async def is_idle(server: Cluster) -> bool:
    return await running(server) == 0


@pytest.mark.parametrize("way", ["cancel", "close"])
async def test_what_nobody_waits_for_is_stopped_at_the_server(server: Cluster, way: str) -> None:
    store = await open_store(await made_empty(server), readers=1, limits=ReadLimits(SECONDS))
    task = asyncio.create_task(store.fetch_rows(ENDLESS))
    await until(lambda: is_running(server))
    if way == "cancel":
        task.cancel()
    else:
        await store.close()
    with pytest.raises((asyncio.CancelledError, StoreError)):
        await task
    await until(lambda: is_idle(server))
    await store.close()


async def test_what_is_left_of_several_statements_is_stopped_when_nobody_wants_it(server: Cluster) -> None:
    async with await open_store(await made_empty(server), readers=1, limits=ReadLimits(SECONDS)) as store:
        each = store.fetch_each([("SELECT 1", ()), (ENDLESS, ())])
        assert await anext(each) == [(1,)]
        await until(lambda: is_running(server))
        await each.aclose()  # type: ignore[attr-defined]
        await until(lambda: is_idle(server))
        assert await code_of(store) == "OK"


async def test_several_statements_together_have_the_time_of_one(server: Cluster) -> None:
    async with await open_store(await made_empty(server), readers=1, limits=ReadLimits(0.3)) as store:
        with pytest.raises(StoreError) as raised:
            async for _ in store.fetch_each([("SELECT count(*) FROM pg_sleep(0.2)", ())] * 5):
                pass
        assert raised.value.code == "TIME_LIMIT_EXCEEDED"
