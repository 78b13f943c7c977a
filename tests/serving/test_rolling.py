"""Servers are replaced one after another, and no client notices: whoever sends them requests sees it in time."""

import asyncio
import itertools
import os
import signal
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest

from tests.harness.served import Served, serving
from tests.harness.site import Site

DRAIN_SECONDS = 1.0
POST = b'{"query": "{ articles { nodes { title } } }"}'
REQUEST = (
    b"POST /graphql HTTP/1.1\r\nhost: gateway\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n%s"
    % (len(POST), POST)
)


@dataclass
class Balancer:
    """Sends requests to servers that say they are ready, over connections that are kept until they are closed."""

    ports: list[int] = field(default_factory=list)
    ready: set[int] = field(default_factory=set)
    answers: list[bytes] = field(default_factory=list)

    async def look(self) -> None:
        """See who is ready, ten times a second."""
        async with httpx.AsyncClient(timeout=2) as client:
            while True:
                for port in list(self.ports):
                    try:
                        is_ready = (await client.get(f"http://127.0.0.1:{port}/health/ready")).status_code == 200
                    except httpx.HTTPError:
                        is_ready = False
                    (self.ready.add if is_ready else self.ready.discard)(port)
                await asyncio.sleep(0.1)

    async def ask(self) -> None:
        """Ask without end; any error ends the test."""
        for turn in itertools.count():
            port = sorted(self.ready)[turn % len(self.ready)]
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            try:
                while await self.ask_once(reader, writer) and port in self.ready:
                    pass
            finally:
                writer.close()

    async def ask_once(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """Keep the answer; gives whether the connection stays open."""
        writer.write(REQUEST)
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        length = int(head.split(b"content-length: ")[1].split(b"\r\n")[0])
        await asyncio.sleep(0.03)
        self.answers.append(head[9:12] + b" " + await reader.readexactly(length))
        return b"connection: close" not in head


@asynccontextmanager
async def server(folder: Path, name: str) -> AsyncIterator[Served]:
    arguments = ("site", "--database", f"sqlite:///{name}.db", "--drain-seconds", str(DRAIN_SECONDS))
    async with serving(folder, *arguments) as served:
        yield served


async def test_servers_are_replaced_without_a_failed_request(tmp_path: Path) -> None:
    Site(tmp_path / "site").put("_news/a.md", title="A")
    balancer = Balancer()
    async with AsyncExitStack() as stack:
        old = [await stack.enter_async_context(server(tmp_path, f"old{number}")) for number in range(2)]
        balancer.ports = [served.port for served in old]
        tasks = [asyncio.create_task(balancer.look())]
        await until(lambda: len(balancer.ready) == 2)
        tasks += [asyncio.create_task(balancer.ask()) for _ in range(8)]
        for served in old:
            new = await stack.enter_async_context(server(tmp_path, f"new{served.port}"))
            balancer.ports.append(new.port)
            await until(lambda port=new.port: port in balancer.ready)  # type: ignore[misc]
            assert await served.end(signal.SIGTERM) == 0
        await asyncio.sleep(0.3)
        for task in tasks:
            assert not task.done(), task.exception()
            task.cancel()
        await asyncio.wait(tasks)

    assert len(balancer.answers) > 300
    assert set(balancer.answers) == {b'200 {"data":{"articles":{"nodes":[{"title":"A"}]}}}'}


async def until(holds: object) -> None:
    """Wait until something is so."""
    async with asyncio.timeout(20):
        while not holds():  # type: ignore[operator] # noqa: ASYNC110 - nobody tells
            await asyncio.sleep(0.05)


async def test_processes_that_are_all_told_to_stop_answer_for_a_while(tmp_path: Path) -> None:
    """So do supervisors, systemd among them: a signal for each process of a server."""
    Site(tmp_path / "site").put("_news/a.md", title="A")
    async with serving(tmp_path, "site", "--workers", "2", "--drain-seconds", "4") as served:
        for pid in served.workers():
            os.kill(pid, signal.SIGTERM)
        await asyncio.sleep(0.2)  # two signals at once would be one
        served.process.send_signal(signal.SIGTERM)
        await asyncio.sleep(0.5)
        answers = [await served.ask("{ __typename }") for _ in range(4)]
        assert answers == [{"data": {"__typename": "Query"}}] * 4
        async with httpx.AsyncClient() as client:
            answer = await client.post(served.url, json={"query": "{ __typename }"})
        assert answer.headers.get_list("connection") == ["close"], "they were told twice, and began once"
        async with asyncio.timeout(20):
            assert await served.process.wait() == 0
    assert not any("ERROR" in line for line in served.log)


async def test_a_server_that_is_told_to_stop_is_ready_no_more_and_answers_for_a_while(tmp_path: Path) -> None:
    Site(tmp_path / "site").put("_news/a.md", title="A")
    async with server(tmp_path, "one") as served, httpx.AsyncClient(base_url=served.url[:-8]) as client:
        assert (await client.get("/health/ready")).status_code == 200
        served.process.send_signal(signal.SIGTERM)
        await asyncio.sleep(0.2)
        ready = await client.get("/health/ready")
        answer = await client.post("/graphql", json={"query": "{ __typename }"})
        assert await asyncio.wait_for(served.process.wait(), 15) == 0

    assert (ready.status_code, ready.json()) == (503, {"status": "stopping"})
    assert ready.headers["connection"] == "close"
    assert answer.json() == {"data": {"__typename": "Query"}}


@pytest.mark.parametrize("workers", ["1", "2"])
@pytest.mark.parametrize("more", [signal.SIGTERM, signal.SIGINT])
async def test_a_further_signal_ends_the_wait(tmp_path: Path, more: signal.Signals, workers: str) -> None:
    Site(tmp_path / "site").put("_news/a.md", title="A")
    async with serving(tmp_path, "site", "--drain-seconds", "60", "--workers", workers) as served:
        served.process.send_signal(signal.SIGTERM)
        await asyncio.sleep(0.2)

        assert await served.end(more) == 0
    assert not any("killed" in line or "SIGKILL" in line for line in served.log)
