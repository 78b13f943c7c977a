"""A server restarts, dies, stands still or is full: the gateway says so, and goes on by itself."""

import asyncio
import time
from typing import Any

import asyncpg
import pytest

from gateway.errors import StoreError
from gateway.store import ReadLimits, open_store
from gateway.store.postgresql import connections
from tests.harness.postgresql.cluster import Cluster
from tests.store.postgresql.servers import SECONDS, add, code_of, connected, is_ok, made_empty, until


async def test_a_restarted_server_is_found_again_by_reading_writing_and_listening(server: Cluster) -> None:
    async with await open_store(await made_empty(server), readers=2) as store:
        assert await code_of(store) == "OK"
        await add(store, 70)
        before = store.stamp()
        server.stop()
        try:
            assert [await code_of(store) for _ in range(3)] == ["SERVICE_UNAVAILABLE"] * 3
            with pytest.raises(StoreError) as raised:
                await add(store, 71)
            assert raised.value.code == "SERVICE_UNAVAILABLE"
        finally:
            server.start()
        await until(lambda: is_ok(store))
        await add(store, 72)
        assert store.stamp() != before
        rows = await store.fetch_rows("SELECT version FROM migration WHERE version >= 70 ORDER BY version")
        assert rows == [(70,), (72,)]


async def test_a_transaction_on_a_server_that_dies_leaves_nothing_and_the_next_one_works(server: Cluster) -> None:
    async with await open_store(await made_empty(server), readers=1) as store:
        with pytest.raises(StoreError) as raised:  # noqa: PT012
            async with store.writing() as transaction:
                await transaction.execute("INSERT INTO migration VALUES (70, 'x', '')")
                server.stop("immediate")
                await transaction.execute("INSERT INTO migration VALUES (71, 'x', '')")
        assert raised.value.code == "SERVICE_UNAVAILABLE"
        server.start()
        await until(lambda: is_ok(store))
        assert await store.fetch_rows("SELECT version FROM migration WHERE version >= 70") == []
        await add(store, 70)


async def test_a_statement_is_asked_again_where_only_its_connection_was_ended(server: Cluster) -> None:
    async with await open_store(await made_empty(server), readers=1) as store:
        running = asyncio.create_task(store.fetch_rows("SELECT count(*) FROM pg_sleep(1)"))
        await until(lambda: ended(server, "pg_sleep"))
        assert await running == [(1,)]


async def ended(server: Cluster, text: str) -> int:
    """End the connections that run a statement; how many there were."""
    async with connected(server.address()) as connection:
        query = """SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
                   WHERE state = 'active' AND pid <> pg_backend_pid() AND query LIKE $1"""
        return int(await connection.fetchval(query, f"%{text}%"))


async def test_a_server_that_stands_still_is_not_waited_for_without_end(
    server: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "CONNECT_SECONDS", 0.2)
    monkeypatch.setattr("gateway.store.postgresql.reader._GRACE_SECONDS", 0.2)
    async with await open_store(await made_empty(server), readers=1, limits=ReadLimits(0.2)) as store:
        assert await code_of(store) == "OK"
        server.pause()
        try:
            async with asyncio.timeout(SECONDS):
                assert [await code_of(store) for _ in range(3)] == ["SERVICE_UNAVAILABLE"] * 3
        finally:
            server.go_on()
        await until(lambda: is_ok(store))


async def test_attempts_to_reach_a_server_that_is_gone_are_few(server: Cluster) -> None:
    attempts = 0
    async with await open_store(await made_empty(server), readers=1) as store:
        assert await code_of(store) == "OK"
        server.stop()
        connect = asyncpg.connect

        async def counted(*arguments: Any, **options: Any) -> Any:
            nonlocal attempts
            attempts += 1
            return await connect(*arguments, **options)

        try:
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(asyncpg, "connect", counted)
                expires, asked = time.monotonic() + 1, 0
                while time.monotonic() < expires or asked < 200:
                    assert await code_of(store) == "SERVICE_UNAVAILABLE"
                    asked += 1
        finally:
            server.start()
    assert 1 <= attempts <= 20
    assert asked >= 200


async def test_a_server_without_a_connection_left_says_so(server: Cluster) -> None:
    address = await made_empty(server)
    async with connected(address) as connection:
        await connection.execute("CREATE ROLE single LOGIN CONNECTION LIMIT 0")
        await connection.execute("GRANT USAGE ON SCHEMA gateway TO single")
    try:
        with pytest.raises(StoreError, match="no connection left") as raised:
            await open_store(server.address(user="single"))
        assert raised.value.code == "SERVICE_UNAVAILABLE"
    finally:
        async with connected(address) as connection:
            await connection.execute("DROP OWNED BY single; DROP ROLE single")
