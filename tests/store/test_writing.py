"""What is written is kept at once or not at all, for both editions together, and many rows as well as few."""

import asyncio
from contextlib import aclosing, suppress
from pathlib import Path
from typing import Any

import pytest

from gateway.errors import StoreError
from gateway.store import Store, open_store, writing_together
from gateway.store.sqlite.writer import SqliteWriter
from tests.harness.stores import known, opened, spelled


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
            async with aclosing(transaction.stream("SELECT a FROM many ORDER BY a", size=1)) as lists:
                async for _ in lists:
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


async def test_the_file_is_mapped_while_it_is_read_and_not_in_bulk(tmp_path: Path) -> None:
    """A load of much content would seem to hold all of it, and a server for ever what a load has read."""
    async with await open_store(f"sqlite:///{tmp_path}/gateway.db") as store:
        [(mapped,)] = await store.writer.fetch_all("PRAGMA mmap_size")
        assert mapped > 2**30
        assert await mapped_now(store) == 0
        async with store.writing(in_bulk=True) as transaction:
            assert await transaction.fetch_all("PRAGMA mmap_size") == [(0,)]
        async with store.writing() as transaction:
            assert await transaction.fetch_all("PRAGMA mmap_size") == [(mapped,)]
        await store.tidy()
        assert await mapped_now(store) == 0


async def mapped_now(store: Store) -> int:
    """How much of the file the connection that writes may map, when it does nothing."""
    writer = store.writer
    assert isinstance(writer, SqliteWriter)
    [(size,)] = await writer._connection.execute_fetchall("PRAGMA mmap_size")
    return int(size)


async def test_nothing_is_written_beside_a_transaction_that_the_database_gave_up(empty_database: str) -> None:
    """Whoever else writes in it waits for a turn already: outside of it each row would be kept by itself."""
    add = "INSERT{} INTO migration (version, name, applied_at) VALUES ({}, 'x', '')"
    count = "SELECT count(*) FROM migration WHERE version >= 100"
    give_up = add.format("" if empty_database.startswith("postgres") else " OR ROLLBACK", 100)
    told: list[Any] = []

    async def write(store: Store) -> None:
        async with store.writing() as transaction:
            await transaction.execute(add.format("", 100))
            asked = transaction.execute(give_up), transaction.execute(add.format("", 101)), transaction.fetch_all(count)
            told.extend(await asyncio.gather(*asked, return_exceptions=True))
            await transaction.execute(add.format("", 102))

    async with await opened(empty_database) as store:
        with pytest.raises(StoreError) as last:
            await write(store)
        assert [error.__cause__ for error in told] == [last.value.__cause__] * 3, "what failed first is told"
        assert await store.fetch_rows(count) == [(0,)]
        async with store.writing() as transaction:
            await transaction.execute(add.format("", 100))
        assert await store.fetch_rows(count) == [(1,)]
