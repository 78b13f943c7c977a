"""`/metrics` of a server: on an address of its own, for all of its processes, and only where it is wanted."""

import asyncio
import json
import os
import shutil
import signal
import socket
import sys
from pathlib import Path

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from tests.harness.served import Served, serving
from tests.harness.site import Site

COUNT = "query Count { snapshot { articles } }"

Samples = dict[tuple[str, frozenset[tuple[str, str]]], float]


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = Site(tmp_path / "site")
    site.put("_news/one.md", title="One")
    return site


@pytest.fixture
def metrics_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


async def scrape(port: int) -> Samples:
    """What Prometheus would read."""
    async with httpx.AsyncClient(timeout=10) as client:
        answer = await client.get(f"http://127.0.0.1:{port}/metrics")
    assert answer.status_code == 200
    families = text_string_to_metric_families(answer.text)
    return {(one.name, frozenset(one.labels.items())): one.value for each in families for one in each.samples}


def counted(samples: Samples, operation: str = "Count") -> float:
    name = "gateway_operation_duration_seconds_count"
    return samples.get((name, frozenset({("operation", operation), ("kind", "query")})), 0)


def value(samples: Samples, name: str, **labels: str) -> float:
    return samples[name, frozenset(labels.items())]


def processes(samples: Samples) -> set[str]:
    return {dict(labels)["process"] for name, labels in samples if name == "process_resident_memory_bytes"}


async def test_one_process_tells_what_it_answered_and_loaded(site: Site, metrics_port: int) -> None:
    site.put("_news/broken.md", "no front matter")
    async with serving(site.root.parent, "site", "--watch", "--metrics-port", str(metrics_port)) as served:
        for _ in range(3):
            await served.ask(COUNT)
        site.put("_news/two.md", title="Two")
        await served.until_said("loaded: 1 added")
        samples = await scrape(metrics_port)
        assert counted(samples) == 3
        assert value(samples, "gateway_http_requests_total", method="POST", status="200") == 3
        assert value(samples, "gateway_loads_total", outcome="changed") == 2
        assert value(samples, "gateway_load_duration_seconds_count") == 2
        assert value(samples, "gateway_documents", state="good") == 2
        assert value(samples, "gateway_cache_lookups_total", cache="plans", outcome="hit") == 2
        assert value(samples, "gateway_snapshot_timestamp_seconds") > 1.7e9
        assert value(samples, "gateway_loads_total", outcome="failed") == 0
        assert processes(samples) == ({"server"} if sys.platform == "linux" else set())
        async with httpx.AsyncClient() as client:
            assert (await client.get(f"http://127.0.0.1:{served.port}/metrics")).status_code == 404
            assert (await client.get(f"http://127.0.0.1:{metrics_port}/graphql")).status_code == 404
        shutil.rmtree(site.root)
        await served.until_said("Nothing was loaded")
        samples = await scrape(metrics_port)
        assert value(samples, "gateway_loads_total", outcome="failed") >= 1
        assert value(samples, "gateway_documents", state="good") == 2
    assert served.process.returncode == 0
    assert not any("Traceback" in line for line in served.log)


@pytest.mark.skipif(sys.platform != "linux", reason="processes are found by what Linux tells of them")
async def test_workers_are_counted_together_and_what_one_that_died_has_counted_stays(
    site: Site, metrics_port: int
) -> None:
    async with serving(site.root.parent, "site", "--workers", "2", "--metrics-port", str(metrics_port)) as served:
        first, _ = served.workers()
        asked, samples = 0, await scrape(metrics_port)
        async with asyncio.timeout(30):
            while value(samples, "gateway_cache_lookups_total", cache="documents", outcome="miss") < 2:
                await asyncio.gather(*(served.ask(COUNT) for _ in range(10)))
                asked += 10
                samples = await scrape(metrics_port)
        assert counted(samples) == asked, "both have answered, and all of it is counted"
        assert value(samples, "gateway_loads_total", outcome="changed") == 1
        assert processes(samples) == {"loader", "worker-1", "worker-2"}

        os.kill(first, signal.SIGKILL)
        await served.until_said("has ended with SIGKILL")
        assert counted(await scrape(metrics_port)) == asked
        async with asyncio.timeout(20):
            while processes(samples) != {"loader", "worker-1", "worker-2"} or len(served.workers()) < 2:
                samples = await scrape(metrics_port)
        await asyncio.gather(*(served.ask(COUNT) for _ in range(10)))
        samples = await scrape(metrics_port)
        assert counted(samples) == asked + 10
        assert value(samples, "gateway_worker_ends_total") == 1, "".join(served.log)
    assert served.process.returncode == 0


def listening_ports(served: Served) -> set[int] | None:
    """The ports that a process listens on, where Linux tells."""
    if sys.platform != "linux":
        return None
    own = {str(file.readlink()) for file in Path(f"/proc/{served.process.pid}/fd").iterdir() if file.is_symlink()}
    lines = [
        line.split()
        for table in ("tcp", "tcp6")
        for line in Path(f"/proc/{served.process.pid}/net/{table}").read_text().splitlines()[1:]
    ]
    return {int(line[1].split(":")[1], 16) for line in lines if line[3] == "0A" and f"socket:[{line[9]}]" in own}


async def test_unless_they_are_wanted_there_are_no_metrics_and_with_lines_for_programs_nothing_else_to_read(
    site: Site,
) -> None:
    site.put("_news/broken.md", "no front matter")
    arguments = ("site", "--watch", "--log-format", "json")
    async with serving(site.root.parent, *arguments, environment={"GATEWAY_LOG_LEVEL": "debug"}) as served:
        site.put("_news/two.md", title="Two")
        await served.until_said("0 removed, 1 unchanged")
        assert listening_ports(served) in ({served.port}, None)
    lines = [json.loads(line) for line in served.log]
    assert not served.out
    assert {"loaded: 1 added", "Playground: htt"} <= {line["message"][:15] for line in lines}
    (reload,) = [line for line in lines if line["message"].startswith("loaded: 1 added, 0 changed, 0 removed, 1 un")]
    assert (reload["added"], reload["level"], reload["logger"]) == (1, "info", "gateway.loader.reloader")
