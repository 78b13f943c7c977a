"""The store keeps answers and loads apart, stops what takes too long, and says clearly what it cannot open."""

import asyncio
import time
from pathlib import Path

import pytest

from gateway.errors import SettingsError, StoreError
from gateway.store import ReadLimits, Store, open_store
from tests.harness.stores import known, opened, spelled

ENDLESS = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c"


async def let_run_for_a_second(store: Store) -> None:
    """Have statements stopped later than those give up who wait for their turn."""
    for reader in store._readers._all:
        reader._limits = ReadLimits(timeout_seconds=1.0)  # type: ignore[attr-defined]
    if store.dialect.name == "postgresql":
        await store.fetch_rows("SELECT set_config('statement_timeout', '1s', false)")


@pytest.mark.parametrize(
    "address",
    ["gateway.db", "sqlite://gateway.db", "sqlite:///", "mysql://x/y", "sqlite:///a?b=c", "postgresql://host"],
)
async def test_a_bad_address_is_an_error_of_the_settings(address: str) -> None:
    with pytest.raises(SettingsError):
        await open_store(address)


async def test_a_relative_address_is_a_file_in_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with await open_store("sqlite:///some.db"):
        assert (tmp_path / "some.db").exists()


async def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "gateway.db").write_text("no database " * 1000)

    with pytest.raises(StoreError, match="not a SQLite database") as raised:
        await opened(f"sqlite:///{tmp_path}/gateway.db")
    assert raised.value.code == "STORE_NOT_A_DATABASE"


async def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as raised:
        await open_store(f"sqlite:///{tmp_path}/nowhere/gateway.db")
    assert raised.value.code == "STORE_NOT_FOUND"


async def test_values_come_back_as_they_were_bound(empty_database: str) -> None:
    statement = "SELECT CAST(? AS TEXT), CAST(? AS BIGINT)"
    async with await opened(empty_database) as store:
        for values in (("é'\"", 2**63 - 1), ("", -(2**63)), (None, None)):
            assert await store.fetch_rows(spelled(store, statement), values) == [values]


async def test_sqlite_is_taught_to_fold_case(tmp_path: Path) -> None:
    async with await opened(f"sqlite:///{tmp_path}/gateway.db") as store:
        assert await store.fetch_rows("SELECT casefold('STRASSE Ä'), casefold(NULL)") == [("strasse ä", None)]


async def test_readers_cannot_write(empty_database: str) -> None:
    async with await opened(empty_database) as store:
        with pytest.raises(StoreError) as raised:
            await store.fetch_rows("DELETE FROM migration")
        assert raised.value.code == "STORE_READ_ONLY"
        with pytest.raises(StoreError):
            await store.fetch_rows("SELECT 1; DELETE FROM migration")
        assert await store.fetch_rows("SELECT count(*) FROM migration") == [(known(store),)]


async def test_a_statement_is_stopped_at_its_time_limit(empty_database: str) -> None:
    async with await opened(empty_database, readers=1, limit=0.1) as store:
        started = time.perf_counter()
        with pytest.raises(StoreError) as raised:
            await store.fetch_json(ENDLESS)
        assert raised.value.code == "TIME_LIMIT_EXCEEDED"
        assert time.perf_counter() - started < 2
        assert await store.fetch_json("SELECT 1") == 1


async def test_a_cancelled_caller_stops_the_statement(empty_database: str) -> None:
    async with await opened(empty_database, readers=1, limit=60) as store:
        for delay in (0, 0.05):
            task = asyncio.create_task(store.fetch_json(ENDLESS))
            await asyncio.sleep(delay)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            async with asyncio.timeout(2):
                assert await store.fetch_json("SELECT 1") == 1


async def test_callers_wait_for_a_connection_in_turn(empty_database: str) -> None:
    async with await opened(empty_database, readers=2) as store:
        answers = await asyncio.gather(
            *(store.fetch_json(spelled(store, "SELECT CAST(? AS INTEGER)"), (number,)) for number in range(50))
        )
    assert answers == list(range(50))


async def test_waiting_too_long_for_a_connection_says_so(empty_database: str) -> None:
    async with await opened(empty_database, readers=1, limit=0.1) as store:
        await store.fetch_json("SELECT 1")
        await let_run_for_a_second(store)
        slow = asyncio.create_task(store.fetch_json(ENDLESS))
        await asyncio.sleep(0.01)
        with pytest.raises(StoreError, match="busy") as raised:
            await store.fetch_json("SELECT 1")
        assert raised.value.code == "SERVICE_UNAVAILABLE"
        with pytest.raises(StoreError):
            await slow


@pytest.mark.parametrize("value", [2**63, -(2**63) - 1, 2**70, "\ud800", "a\0b", object()])
async def test_a_value_that_cannot_be_bound_is_the_callers_mistake(empty_database: str, value: object) -> None:
    async with await opened(empty_database) as store:
        kind = "BIGINT" if isinstance(value, int) else "TEXT"
        with pytest.raises(StoreError) as raised:
            await store.fetch_json(spelled(store, f"SELECT CAST(? AS {kind})"), (value,))
        assert raised.value.code == "BAD_USER_INPUT"


async def test_what_the_driver_says_stays_out_of_the_message(empty_database: str) -> None:
    async with await opened(empty_database) as store:
        with pytest.raises(StoreError) as raised:
            await store.fetch_json("SELECT secret_column FROM migration")
    assert raised.value.code == "STORE_FAILED"
    assert "secret_column" not in raised.value.message


async def test_a_transaction_is_seen_when_it_ends_and_not_before(empty_database: str) -> None:
    async with await opened(empty_database) as store:
        async with store.writing() as transaction:
            await transaction.execute("INSERT INTO migration VALUES (70, 'x', 'now')")
            assert await store.fetch_rows("SELECT count(*) FROM migration") == [(known(store),)]
        assert await store.fetch_rows("SELECT count(*) FROM migration") == [(known(store) + 1,)]


@pytest.mark.parametrize("error", [ValueError, FileNotFoundError, TimeoutError, asyncio.CancelledError])
async def test_a_transaction_that_raises_leaves_nothing(empty_database: str, error: type[BaseException]) -> None:
    async with await opened(empty_database) as store:
        with pytest.raises(error):  # noqa: PT012
            async with store.writing() as transaction:
                await transaction.execute("INSERT INTO migration VALUES (70, 'x', 'now')")
                raise error
        assert await store.fetch_rows("SELECT count(*) FROM migration") == [(known(store),)]
        async with store.writing() as transaction:
            await transaction.execute("INSERT INTO migration VALUES (70, 'x', 'now')")


async def test_two_transactions_take_turns(empty_database: str) -> None:
    async with await opened(empty_database) as store:

        async def add(version: int) -> None:
            async with store.writing() as transaction:
                [(count,)] = await transaction.fetch_all("SELECT count(*) FROM migration")
                await asyncio.sleep(0.01)
                await transaction.execute(
                    spelled(store, "INSERT INTO migration VALUES (?, ?, '')"), (version, str(count))
                )

        count = known(store)
        await asyncio.gather(add(70), add(71), add(72))
        rows = await store.fetch_rows("SELECT name FROM migration WHERE version >= 70 ORDER BY CAST(name AS INTEGER)")
    assert rows == [(str(count + earlier),) for earlier in range(3)]


async def test_a_dangling_key_is_refused_at_the_end(empty_database: str) -> None:
    async with await opened(empty_database) as store:
        with pytest.raises(StoreError):
            async with store.writing() as transaction:
                await transaction.execute("INSERT INTO article_related VALUES (1, 0, 2)")
        assert await store.fetch_rows("SELECT count(*) FROM article_related") == [(0,)]


async def test_a_stream_gives_all_rows_in_lists(empty_database: str) -> None:
    numbers = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x < 25) SELECT x FROM c"
    async with await opened(empty_database) as store, store.writing() as transaction:
        sizes = [len(rows) async for rows in transaction.stream(numbers, size=10)]
    assert sizes == [10, 10, 5]


async def test_closing_refuses_those_who_wait(empty_database: str) -> None:
    store = await opened(empty_database, readers=1)
    running = asyncio.create_task(store.fetch_json(ENDLESS))
    waiting = asyncio.create_task(store.fetch_json("SELECT 1"))
    await asyncio.sleep(0.01)
    await store.close()
    for task in (running, waiting):
        with pytest.raises(StoreError):
            await task


async def test_a_dangling_key_is_refused_at_the_end_of_a_bulk_load_too(empty_database: str) -> None:
    async with await opened(empty_database) as store:
        with pytest.raises(StoreError):
            async with store.writing(in_bulk=True) as transaction:
                await transaction.execute("INSERT INTO article_related VALUES (1, 0, 2)")
        assert await store.fetch_rows("SELECT count(*) FROM article_related") == [(0,)]
        with pytest.raises(StoreError):
            async with store.writing() as transaction:
                await transaction.execute("INSERT INTO article_related VALUES (1, 0, 2)")


async def test_closing_twice_is_harmless(empty_database: str) -> None:
    store = await opened(empty_database)
    await store.fetch_json("SELECT 1")
    await store.close()
    await store.close()


async def test_reading_after_closing_says_that_the_database_is_closed(empty_database: str) -> None:
    store = await opened(empty_database, readers=1)
    running = asyncio.create_task(store.fetch_json(ENDLESS))
    await asyncio.sleep(0.01)
    await store.close()
    with pytest.raises(StoreError):
        await running
    with pytest.raises(StoreError, match="closed"):
        await store.fetch_json("SELECT 1")


async def test_quick_statements_do_not_wait_for_those_that_may_take_long(empty_database: str) -> None:
    async with await opened(empty_database, readers=2, limit=60) as store:
        heavy = [asyncio.create_task(store.fetch_json(ENDLESS, is_heavy=True)) for _ in range(5)]
        await asyncio.sleep(0.01)
        async with asyncio.timeout(5):
            assert await asyncio.gather(*(store.fetch_json("SELECT 1") for _ in range(50))) == [1] * 50
        for task in heavy:
            task.cancel()


async def test_a_statement_that_took_long_goes_with_those_that_take_long_until_it_is_quick(empty_database: str) -> None:
    endless = ENDLESS.replace("SELECT count(*)", "SELECT x")
    async with await opened(empty_database, readers=2) as store:
        slow = spelled(
            store, f"SELECT sum(length(CAST(x AS TEXT))) FROM ({endless} LIMIT CAST(? AS INTEGER)) AS numbers"
        )
        await store.fetch_rows(slow, (500_000,))
        assert slow in store._readers._pace._slow
        await store.fetch_rows(slow, (1,))
        assert slow not in store._readers._pace._slow


async def test_more_than_may_wait_are_refused_at_once(empty_database: str) -> None:
    limits = ReadLimits(timeout_seconds=60, most_waiting=3)
    async with await open_store(empty_database, readers=1, limits=limits) as store:
        running = [asyncio.create_task(store.fetch_json(ENDLESS)) for _ in range(3 + store._readers._places)]
        await asyncio.sleep(0.01)
        with pytest.raises(StoreError) as raised:
            await store.fetch_json("SELECT 1")
        assert raised.value.code == "TOO_MANY_OPERATIONS"
        running.pop().cancel()
        await asyncio.sleep(0.01)
        running.append(asyncio.create_task(store.fetch_json("SELECT 1")))  # there is room again
        for task in running:
            task.cancel()
        results = await asyncio.gather(*running, return_exceptions=True)
    assert all(isinstance(result, asyncio.CancelledError) for result in results)


async def test_how_busy_the_connections_are_is_known(empty_database: str) -> None:
    async with await opened(empty_database, readers=1, limit=60) as store:
        assert store.usage == (0, 0, 0)
        await store.fetch_json("SELECT 1")
        tasks = [asyncio.create_task(store.fetch_json(ENDLESS)) for _ in range(3)]
        await asyncio.sleep(0.05)
        assert store.usage == (3 if store.dialect.name == "sqlite" else 2, 1, 2)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def test_what_is_too_large_is_not_given(empty_database: str) -> None:
    large = {"sqlite": "SELECT zeroblob(100)", "postgresql": "SELECT convert_to(repeat('x', 100), 'UTF8')"}
    async with await open_store(empty_database, limits=ReadLimits(max_bytes=99)) as store:
        with pytest.raises(StoreError) as raised:
            await store.fetch_json(large[store.dialect.name])
    assert (raised.value.code, raised.value.limit) == ("MAX_ANSWER_BYTES_EXCEEDED", 99)
