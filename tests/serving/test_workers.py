"""`--workers`: one process loads, several answer, and all of them live and end together."""

import asyncio
import hashlib
import json
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from gateway.loader.load import load
from gateway.store import open_store
from tests.harness.served import Served, SocketClient, command_of, serving
from tests.harness.site import Site

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are found by what Linux tells of them")

COUNT = "{ snapshot { articles } }"
CHANGES = "subscription { articleChanged { kind article { slug } } }"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = Site(tmp_path / "site")
    site.put("_news/one.md", title="One")
    return site


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not condition():  # noqa: ASYNC110 - of other processes
            await asyncio.sleep(0.02)


async def counts(served: Served, times: int = 20) -> set[int]:
    """What several new connections are answered, which reach whichever worker takes them."""
    answers = await asyncio.gather(*(served.ask(COUNT) for _ in range(times)))
    return {answer["data"]["snapshot"]["articles"] for answer in answers}


async def test_all_workers_answer_from_what_one_process_loads_and_one_that_dies_is_replaced(site: Site) -> None:
    async with serving(site.root.parent, "site", "--watch", "--workers", "2") as served:
        first, second = served.workers()
        assert await counts(served) == {1}
        clients = [await SocketClient.open(served.port) for _ in range(8)]
        for client in clients:
            await client.subscribe(CHANGES)
        await asyncio.sleep(0.2)
        site.put("_news/two.md", title="Two")
        async with asyncio.timeout(10):
            events = [await client.receive() for client in clients]
        assert {event["payload"]["data"]["articleChanged"]["kind"] for event in events} == {"CREATED"}
        assert await counts(served) == {2}
        for client in clients:
            await client.close()
        os.kill(first, signal.SIGKILL)
        line = await served.until_said("has ended with SIGKILL")
        assert f"process {first}" in line
        await until(lambda: len(served.workers()) == 2)
        assert first not in served.workers()
        assert second in served.workers()
        assert await counts(served) == {2}
    assert served.process.returncode == 0
    assert sum("loaded: 1 added" in line for line in served.log) == 1
    assert not any("Traceback" in line for line in served.log)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_told_to_stop_all_finish_and_end_well(site: Site, number: signal.Signals) -> None:
    async with serving(site.root.parent, "site", "--workers", "2") as served:
        workers = served.workers()
        client = await SocketClient.open(served.port)
        await client.subscribe(CHANGES)
        if number is signal.SIGINT:  # Ctrl-C in a terminal reaches every process
            for pid in workers:
                os.kill(pid, number)
        assert await served.end(number) == 0
        assert not any(command_of(pid) for pid in workers)
        await client.connection.wait_closed()
        assert client.connection.close_code == 1012
    assert not any("Traceback" in line for line in served.log)
    assert not list(site.root.parent.glob("gateway.db-*")), "the database was not closed"


async def test_workers_do_not_outlive_the_process_that_loads(site: Site) -> None:
    async with serving(site.root.parent, "site", "--workers", "2") as served:
        workers = served.workers()
        await served.end(signal.SIGKILL)
        await until(lambda: not any(command_of(pid) for pid in workers))


async def test_any_worker_reloads_for_who_may_and_answers_from_the_content_after_it(site: Site) -> None:
    key = "key-of-this-test"
    keys = [{"name": "test", "sha256": hashlib.sha256(key.encode()).hexdigest(), "scopes": ["admin"]}]
    environment = {"GATEWAY_API_KEYS": json.dumps(keys)}
    async with serving(site.root.parent, "site", "--workers", "2", environment=environment) as served:
        for number in range(6):
            site.put(f"_news/more-{number}.md", title="More")
            answer = await served.ask("mutation { reload { added snapshot { articles } } }", {"x-api-key": key})
            assert answer == {"data": {"reload": {"added": 1, "snapshot": {"articles": number + 2}}}}
            assert await counts(served, times=6) == {number + 2}
        refused = await served.ask("mutation { reload { added } }")
        assert refused["errors"][0]["extensions"]["code"] == "FORBIDDEN"
        site.root.rename(site.root.parent / "away")
        failed = await served.ask("mutation { reload { added } }", {"x-api-key": key})
        assert failed["errors"][0]["extensions"]["code"] == "RELOAD_FAILED"
        assert "is not a folder" in failed["errors"][0]["message"]
    assert key not in "".join([*served.out, *served.log])


async def test_workers_serve_what_the_database_has_when_no_root_is_given(site: Site) -> None:
    async with await open_store(f"sqlite:///{site.root.parent}/gateway.db", readers=1) as store:
        await load(store, [site.source], jobs=1)
    async with serving(site.root.parent, "--workers", "2") as served:
        assert await counts(served) == {1}
