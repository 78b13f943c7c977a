"""The store keeps answers and loads apart, stops what takes too long, and says clearly what it cannot open."""

import asyncio
import time
from contextlib import suppress
from pathlib import Path

import pytest

from gateway.errors import SettingsError, StoreError
from gateway.store import ReadLimits, Store, open_store, writing_together
from gateway.store.migrations import read_migrations

ENDLESS = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c"


async def opened(address: str, *, readers: int = 2, limit: float = 5.0) -> Store:
    return await open_store(address, readers=readers, limits=ReadLimits(limit))


def spelled(store: Store, text: str) -> str:
    """A statement as the engine spells parameters: `?`, or `$1` and so on."""
    if store.dialect.name == "sqlite":
        return text
    first, *rest = text.split("?")
    return first + "".join(f"${number}{part}" for number, part in enumerate(rest, 1))


def known(store: Store) -> int:
    """How many migrations there are."""
    return len(read_migrations(store.dialect.name))


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


@pytest.mark.parametrize("value", [2**63, -(2**63) - 1, 2**70, "\ud800", object()])
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


@pytest.mark.parametrize("error", [ValueError, asyncio.CancelledError])
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
        rows = await store.fetch_rows("SELECT name FROM migration WHERE version >= 70 ORDER BY name")
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
        assert slow in store._readers._slow
        await store.fetch_rows(slow, (1,))
        assert slow not in store._readers._slow


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


@pytest.mark.parametrize("count", [0, 1, 49, 50, 51, 3000])
async def test_many_rows_are_written_once_each(empty_database: str, count: int) -> None:
    rows = [(number, number % 7, -(2**62) + number) for number in range(count)]
    async with await opened(empty_database) as store, store.writing() as transaction:
        await transaction.execute("CREATE TEMPORARY TABLE many (a BIGINT, b BIGINT, c BIGINT)")
        await transaction.execute_many(spelled(store, "INSERT INTO many (a, b, c) VALUES (?, ?, ?)"), iter(rows))
        assert await transaction.fetch_all("SELECT a, b, c FROM many ORDER BY a") == rows


@pytest.mark.parametrize("count", [3, 200])
async def test_rows_that_are_there_are_kept_or_replaced_as_asked(empty_database: str, count: int) -> None:
    def rows_of(name: str) -> list[tuple[int, str, str]]:
        return [(number, name, "") for number in range(100, 100 + count)]

    plain = "INSERT INTO migration (version, name, applied_at) VALUES (?, ?, ?)"
    keep, replace = "ON CONFLICT DO NOTHING", "ON CONFLICT (version) DO UPDATE SET name = excluded.name"
    names = "SELECT DISTINCT name FROM migration WHERE version >= 100"
    async with await opened(empty_database) as store, store.writing() as transaction:
        await transaction.execute_many(spelled(store, plain), rows_of("first"))
        await transaction.execute_many(spelled(store, f"{plain} {keep}"), rows_of("second"))
        assert await transaction.fetch_all(names) == [("first",)]
        await transaction.execute_many(spelled(store, f"{plain} {replace}"), rows_of("third"))
        assert await transaction.fetch_all(names) == [("third",)]
        await transaction.execute_many(spelled(store, "DELETE FROM migration WHERE version = ?"), [(100,), (101,)])
        rows = await transaction.fetch_all("SELECT count(*) FROM migration WHERE version >= 100")
        assert rows == [(count - 2,)]


@pytest.mark.parametrize("count", [3, 200])
async def test_a_statement_for_many_rows_may_compute_what_it_writes(empty_database: str, count: int) -> None:
    statement = "INSERT INTO migration (version, name, applied_at) VALUES (? + 1, ?, '')"
    async with await opened(empty_database) as store, store.writing() as transaction:
        await transaction.execute_many(spelled(store, statement), [(n, "x") for n in range(100, 100 + count)])
        rows = await transaction.fetch_all("SELECT min(version), max(version) FROM migration WHERE version > 99")
    assert rows == [(101, 100 + count)]


async def test_what_is_read_in_lists_may_be_written_of_meanwhile(empty_database: str) -> None:
    numbers = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x < 25) SELECT x FROM c"
    async with await opened(empty_database) as store, store.writing() as transaction:
        async for rows in transaction.stream(numbers, size=10):
            written = [(100 + x, "x", "") for (x,) in rows]
            await transaction.execute_many(spelled(store, "INSERT INTO migration VALUES (?, ?, ?)"), written)
        rows = await transaction.fetch_all("SELECT count(*), max(version) FROM migration WHERE version > 100")
    assert rows == [(25, 125)]


async def test_a_table_that_was_read_in_lists_can_be_changed_afterwards(empty_database: str) -> None:
    async with await opened(empty_database) as store, store.writing() as transaction:
        await transaction.execute("CREATE TEMPORARY TABLE many (a INTEGER)")
        await transaction.execute("INSERT INTO many VALUES (1), (2), (3)")
        for _ in range(2):
            async for _ in transaction.stream("SELECT a FROM many ORDER BY a", size=1):
                break  # nobody wants the rest
        assert [rows async for rows in transaction.stream("SELECT a FROM many", size=5)] == [[(1,), (2,), (3,)]]
        await transaction.execute("DROP TABLE many")


async def test_a_statement_tells_how_many_rows_it_changed(empty_database: str) -> None:
    async with await opened(empty_database) as store, store.writing() as transaction:
        assert await transaction.execute("INSERT INTO migration VALUES (70, 'x', ''), (71, 'x', '')") == 2
        assert await transaction.execute("UPDATE migration SET name = 'y' WHERE version > 70") == 1
        assert await transaction.execute("DELETE FROM migration WHERE version > 69") == 2


async def test_the_stamp_is_another_one_after_each_commit_of_another_process(empty_database: str) -> None:
    async with await opened(empty_database) as store, await opened(empty_database) as other:
        store.stamp()
        await asyncio.sleep(0.3)  # to listen takes a moment
        for version in (70, 71):
            before = store.stamp()
            async with other.writing() as transaction:
                await transaction.execute(f"INSERT INTO migration VALUES ({version}, 'x', '')")
            async with asyncio.timeout(5):
                while store.stamp() == before:  # noqa: ASYNC110 - it is another process that tells
                    await asyncio.sleep(0.01)


async def test_both_editions_are_written_or_none(empty_database: str) -> None:
    async with await open_store(empty_database, has_public=True) as store:
        assert store.public is not None
        editions = (store.public, store)
        for error in (True, False):
            with suppress(ValueError):
                async with writing_together([(each.writer, False) for each in editions]) as transactions:
                    for transaction in transactions:
                        await transaction.execute("INSERT INTO migration VALUES (70, 'x', '')")
                    if error:
                        raise ValueError
            for each in editions:
                rows = await each.fetch_rows("SELECT count(*) FROM migration WHERE version = 70")
                assert rows == [(0 if error else 1,)]


async def test_a_dangling_key_of_one_edition_keeps_both_as_they_were(empty_database: str) -> None:
    async with await open_store(empty_database, has_public=True) as store:
        assert store.public is not None
        for in_bulk in (True, False) if store.dialect.name == "postgresql" else (True,):
            with pytest.raises(StoreError) as raised:  # noqa: PT012
                async with writing_together([(store.public.writer, in_bulk), (store.writer, in_bulk)]) as (one, two):
                    await one.execute("INSERT INTO migration VALUES (70, 'x', '')")
                    await two.execute("INSERT INTO article_related VALUES (1, 0, 2)")
            assert raised.value.code == "STORE_FAILED"
            assert await store.public.fetch_rows("SELECT count(*) FROM migration WHERE version = 70") == [(0,)]


async def test_an_edition_that_is_there_is_opened_also_when_nobody_asks_for_it(empty_database: str) -> None:
    async with await open_store(empty_database) as store:
        assert store.public is None
    async with await open_store(empty_database, has_public=True):
        pass
    async with await open_store(empty_database) as store:
        assert store.public is not None


async def test_tidying_refreshes_what_is_known_of_tables(empty_database: str) -> None:
    async with await opened(empty_database) as store:
        async with store.writing() as transaction:
            rows = [(number, "x", "") for number in range(100, 5000)]
            await transaction.execute_many(spelled(store, "INSERT INTO migration VALUES (?, ?, ?)"), rows)
        await store.tidy()
        if store.dialect.name == "postgresql":
            query = "SELECT reltuples::integer FROM pg_class WHERE oid = 'migration'::regclass"
            assert await store.fetch_rows(query) == [(4900 + known(store),)]
        assert await store.fetch_rows("SELECT count(*) FROM migration") == [(4900 + known(store),)]


async def test_how_busy_the_connections_are_is_known(empty_database: str) -> None:
    async with await opened(empty_database, readers=1, limit=60) as store:
        assert store.usage == (0, 0, 0)
        await store.fetch_json("SELECT 1")
        tasks = [asyncio.create_task(store.fetch_json(ENDLESS)) for _ in range(3)]
        await asyncio.sleep(0.05)
        assert store.usage == (2, 1, 2)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def test_what_is_too_large_is_not_given(empty_database: str) -> None:
    large = {"sqlite": "SELECT zeroblob(100)", "postgresql": "SELECT convert_to(repeat('x', 100), 'UTF8')"}
    async with await open_store(empty_database, limits=ReadLimits(max_bytes=99)) as store:
        with pytest.raises(StoreError) as raised:
            await store.fetch_json(large[store.dialect.name])
    assert (raised.value.code, raised.value.limit) == ("MAX_ANSWER_BYTES_EXCEEDED", 99)
