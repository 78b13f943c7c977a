"""A server that loads nothing itself says at the start what requests will be refused for, and not for each of them."""

import threading
import time
from pathlib import Path

import httpx

from gateway.store import open_store
from gateway.store.sqlite.driver import driver
from tests.harness.served import serving
from tests.harness.site import Site


async def test_an_empty_database_is_told_once_and_each_request_is_refused(tmp_path: Path) -> None:
    async with serving(tmp_path) as served:
        async with httpx.AsyncClient(verify=False) as client:
            answers = [await client.post(served.url, json={"query": "{ snapshot { id } }"}) for _ in range(5)]
        await served.end()

    assert {(each.status_code, each.json()["errors"][0]["extensions"]["code"]) for each in answers} == {
        (503, "NO_CONTENT")
    }
    told = [line for line in served.log if "loaded" in line]
    assert len(told) == 1
    assert "WARNING" in told[0]
    assert "`gateway load`" in told[0]
    assert not [line for line in served.log if "ERROR" in line]


async def test_content_without_a_public_edition_is_told(tmp_path: Path) -> None:
    site = Site(tmp_path / "site")
    site.put("_news/one.md", title="One")
    async with serving(tmp_path, "site") as served:
        await served.end()
    async with serving(tmp_path, "--unpublished", "hidden") as served:
        line = await served.until_said("loaded for all to see")

    assert "`gateway load --unpublished hidden`" in line


async def test_a_database_is_opened_when_the_first_load_of_another_process_is_over(tmp_path: Path) -> None:
    """It writes straight into the file, which nobody else can open meanwhile."""
    file = tmp_path / "gateway.db"
    loading = driver.connect(str(file), isolation_level=None, check_same_thread=False)
    loading.execute("PRAGMA journal_mode = DELETE")
    loading.execute("CREATE TABLE other (id)")
    loading.execute("DROP TABLE other")
    loading.execute("BEGIN IMMEDIATE")
    loading.execute("CREATE TABLE written (id)")
    ended: list[float] = []

    def commit() -> None:
        ended.append(time.monotonic())
        loading.execute("ROLLBACK")

    timer = threading.Timer(0.5, commit)
    timer.start()

    async with await open_store(f"sqlite:///{file}") as store:
        assert ended, "it did not wait"
        assert await store.fetch_rows("SELECT id FROM snapshot") == []
    timer.join()
    loading.close()
