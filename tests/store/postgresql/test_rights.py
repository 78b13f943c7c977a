"""Who may write, and what others are told."""

import asyncio

import pytest

from gateway.errors import StoreError
from gateway.store import open_store
from gateway.store.postgresql import connections
from tests.harness.postgresql.cluster import Cluster
from tests.store.postgresql.servers import add, code_of, connected, made_empty, until

SNAPSHOT = """INSERT INTO snapshot
    (singleton, id, number, loaded_at, published, unpublished, stubs, removed, providers, topics, images, changes)
    VALUES (1, 's', 1, '', 0, 0, 0, 0, 0, 0, 0, 0)"""


async def test_one_process_writes_at_a_time_and_others_do_not_wait_for_ever(
    server: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "BUSY_TIMEOUT_SECONDS", 0.1)
    address = await made_empty(server)
    async with await open_store(address) as one, await open_store(address) as other:
        async with one.writing():
            with pytest.raises(StoreError) as raised:
                await add(other, 70)
        assert raised.value.code == "STORE_BUSY"
        await add(other, 70)


async def test_a_role_that_may_only_read_reads_and_is_told_that_it_cannot_write(server: Cluster) -> None:
    address = await made_empty(server)
    async with connected(address) as connection:
        await connection.execute(
            "CREATE ROLE visitor LOGIN; GRANT USAGE ON SCHEMA gateway TO visitor;"
            "GRANT SELECT ON ALL TABLES IN SCHEMA gateway TO visitor"
        )
    try:
        async with await open_store(server.address(user="visitor")) as store:
            assert await code_of(store, "SELECT count(*) FROM article") == "OK"
            with pytest.raises(StoreError) as raised:
                await add(store, 70)
        assert raised.value.code == "STORE_READ_ONLY"
        assert "replica" in str(raised.value.hint)
    finally:
        async with connected(address) as connection:
            await connection.execute("DROP OWNED BY visitor; DROP ROLE visitor")


async def test_a_role_without_any_rights_is_told_what_it_lacks(server: Cluster) -> None:
    address = await made_empty(server)
    async with connected(address) as connection:
        await connection.execute("CREATE ROLE stranger LOGIN")
    try:
        with pytest.raises(StoreError, match="no right") as raised:
            await open_store(server.address(user="stranger"))
        assert "roles.sql" in str(raised.value.hint)
    finally:
        async with connected(address) as connection:
            await connection.execute("DROP ROLE stranger")


async def test_a_replica_answers_hears_of_commits_and_cannot_be_written(server: Cluster, replica: Cluster) -> None:
    address = await made_empty(server)
    await until(lambda: has_followed(replica, server))
    async with await open_store(address) as primary, await open_store(replica.address()) as store:
        assert await code_of(store, "SELECT count(*) FROM article") == "OK"
        with pytest.raises(StoreError) as raised:
            await add(store, 70)
        assert raised.value.code == "STORE_READ_ONLY"
        store.stamp()
        await asyncio.sleep(0.2)
        before = store.stamp()
        async with primary.writing() as transaction:
            await transaction.execute(SNAPSHOT)

        async def has_changed() -> bool:
            return store.stamp() != before

        await until(has_changed)
        assert await store.fetch_rows("SELECT id FROM snapshot") == [("s",)]
        assert await store.fetch_all("SELECT id FROM snapshot") == [("s",)]  # type: ignore[arg-type]


async def has_followed(replica: Cluster, server: Cluster) -> bool:
    """Whether a replica has all that the primary has now."""
    async with connected(server.address()) as primary, connected(replica.address()) as follower:
        position = await primary.fetchval("SELECT pg_current_wal_lsn()::text")
        query = "SELECT pg_wal_lsn_diff(pg_last_wal_replay_lsn(), $1::text::pg_lsn) >= 0"
        return bool(await follower.fetchval(query, position))


async def test_a_replica_without_tables_says_where_they_are_made(server: Cluster, replica: Cluster) -> None:
    async with connected(server.address()) as connection:
        await connection.execute("DROP SCHEMA IF EXISTS gateway, gateway_public CASCADE")
    await until(lambda: has_followed(replica, server))
    with pytest.raises(StoreError) as raised:
        await open_store(replica.address())
    assert raised.value.code == "STORE_READ_ONLY"
    assert "primary" in str(raised.value.hint)
