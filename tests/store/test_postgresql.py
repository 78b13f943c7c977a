"""A PostgreSQL server may be a replica, restart, stand still or be full: the gateway says so, and goes on by itself."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from typing import Any

import asyncpg
import pytest

from gateway.errors import SettingsError, StoreError
from gateway.store import ReadLimits, Store, open_store, read_address
from gateway.store.postgresql import connections
from tests.harness.postgresql.cluster import WITH_PASSWORD, Cluster
from tests.harness.postgresql.shared import shelter

ENDLESS = "SELECT count(*) FROM generate_series(1, 1000000000000)"
SNAPSHOT = """INSERT INTO snapshot
    (singleton, id, number, loaded_at, published, unpublished, stubs, removed, providers, topics, images, changes)
    VALUES (1, 's', 1, '', 0, 0, 0, 0, 0, 0, 0, 0)"""
SECRET = "correct-horse"
SECONDS = 30.0


@pytest.fixture(scope="module")
def server() -> Iterator[Cluster]:
    """A server that a test may do anything to."""
    cluster = shelter().new_cluster("own")
    cluster.start()
    yield cluster
    cluster.end()


@pytest.fixture(scope="module")
def replica(server: Cluster) -> Iterator[Cluster]:
    cluster = shelter().cluster(f"{server.folder.name}-replica")
    asyncio.run(made_empty(server))
    cluster.copy_of(server)
    cluster.start()
    yield cluster
    cluster.end()


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


# --- what comes and goes ------------------------------------------------------


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


async def is_ok(store: Store) -> bool:
    return await code_of(store) == "OK"


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


# --- stopping -----------------------------------------------------------------


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


# --- who may write ------------------------------------------------------------


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


# --- what is not said ---------------------------------------------------------


async def test_a_wrong_password_is_told_and_not_shown(server: Cluster, caplog: pytest.LogCaptureFixture) -> None:
    async with connected(await made_empty(server)) as connection:
        await connection.execute(f"CREATE ROLE {WITH_PASSWORD} LOGIN PASSWORD 'another'")
    address = server.address(user=f"{WITH_PASSWORD}:{SECRET}")
    try:
        with caplog.at_level("DEBUG"), pytest.raises(StoreError) as raised:
            await open_store(address)
    finally:
        async with connected(server.address()) as connection:
            await connection.execute(f"DROP ROLE {WITH_PASSWORD}")
    assert raised.value.code == "STORE_NOT_FOUND"
    assert SECRET not in f"{raised.value.message} {raised.value.hint} {caplog.text}"


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        (f"postgresql://me:{SECRET}@one:1,two:2/content", "postgresql://me@one:1,two:2/content"),
        (f"postgres://host/content?user=me&password={SECRET}", "postgres://host/content?user=me"),
        (f"postgresql:///content?host=/run&sslpassword={SECRET}", "postgresql:///content?host=/run"),
    ],
)
def test_an_address_is_shown_without_its_password(address: str, shown: str) -> None:
    found = read_address(address)
    assert found.shown == shown  # type: ignore[union-attr]
    assert found.name == "content"  # type: ignore[union-attr]
    assert SECRET not in repr(found)


@pytest.mark.parametrize("rest", ["localhost/content?sslmode=perhaps", "localhost:many/content"])
async def test_an_address_with_wrong_options_is_an_error_of_the_settings(rest: str) -> None:
    with pytest.raises(SettingsError) as raised:
        await open_store(f"postgresql://me:{SECRET}@{rest}")
    assert SECRET not in raised.value.message


async def test_a_server_that_is_too_old_is_refused(server: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "_OLDEST", 99)
    with pytest.raises(StoreError, match="99 or later") as raised:
        await open_store(server.address())
    assert raised.value.code == "STORE_TOO_OLD"


async def test_a_database_that_is_not_there_is_told(server: Cluster) -> None:
    with pytest.raises(StoreError) as raised:
        await open_store(server.address("nowhere"))
    assert raised.value.code == "STORE_NOT_FOUND"
