"""A worker asks the loading process for loads, over a pair of sockets."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from gateway.content.problems import Problem
from gateway.errors import GatewayError, StoreError
from gateway.loader.reloader import Reloader
from gateway.loader.report import LoadReport
from gateway.observing import Figures
from gateway.observing.requests import REQUEST, id_of_request, request_of
from gateway.serving.control import Channel, Drain, Stop, open_channel
from gateway.serving.crew import Answers, answer_requests
from gateway.serving.tally import Tally
from gateway.serving.worker import DistantLoader

PROBLEM = ("", Problem("a.md", 1, 2, "ERROR", "yaml-syntax", "No."))


class Loads:
    """What the loading process has of loads."""

    def __init__(self) -> None:
        self.count = 0
        self.next: Exception | None = None
        self.reload = Reloader(self._load).reload
        self.ready = 0
        self.tally = Tally()
        self.asked_by: list[str | None] = []

    async def _load(self) -> LoadReport:
        self.count += 1
        self.asked_by.append(id_of_request())
        await asyncio.sleep(0.01)
        if self.next is not None:
            raise self.next
        return LoadReport("s", 1, 2, 3, 4, 5, (PROBLEM,), 0.5)

    def note_ready(self) -> None:
        self.ready += 1


class Ends:
    """A worker's server, which notes how it is ended."""

    def __init__(self) -> None:
        self.drained = asyncio.Event()
        self.stopped = asyncio.Event()

    def drain(self) -> None:
        self.drained.set()

    def stop(self) -> None:
        self.stopped.set()


async def no_figures() -> Figures:
    return {}


@asynccontextmanager
async def worker_of(loads: Loads) -> AsyncIterator[tuple[DistantLoader, Channel, Channel]]:
    ours, theirs = socket.socketpair()
    loading, working = await open_channel(ours), await open_channel(theirs)
    answering = asyncio.create_task(answer_requests(loading, Answers(loads.reload, loads.note_ready, loads.tally.take)))
    loader = DistantLoader(working)
    yield loader, working, loading
    answering.cancel()
    working.close()
    loading.close()
    await asyncio.gather(answering, return_exceptions=True)


async def test_a_reload_is_done_by_the_loading_process_and_its_report_comes_back_without_the_problems() -> None:
    loads = Loads()
    async with worker_of(loads) as (loader, _, _):
        listening = asyncio.create_task(loader.listen(lambda: None, no_figures, Ends()))
        reports = await asyncio.gather(*(loader.reload() for _ in range(5)))
        listening.cancel()
    assert reports == [LoadReport("s", 1, 2, 3, 4, 5, [], 0.5)] * 5
    assert loads.count <= 2


@pytest.mark.parametrize(
    ("error", "message"),
    [(StoreError("Full.", code="STORE_FULL", hint="Buy."), "Full."), (KeyError("x"), "A fault of the gateway")],
)
async def test_a_load_that_fails_is_told_to_the_worker_that_asked(error: Exception, message: str) -> None:
    loads = Loads()
    loads.next = error
    async with worker_of(loads) as (loader, _, _):
        listening = asyncio.create_task(loader.listen(lambda: None, no_figures, Ends()))
        with pytest.raises(GatewayError, match=message) as raised:
            await loader.reload()
        listening.cancel()
    assert raised.value.hint == getattr(error, "hint", None)
    assert raised.value.code == getattr(error, "code", "INTERNAL_SERVER_ERROR")


async def test_a_worker_drains_or_stops_when_it_is_told_to() -> None:
    ends = Ends()
    async with worker_of(Loads()) as (loader, _, loading):
        listening = asyncio.create_task(loader.listen(lambda: None, no_figures, ends))
        async with asyncio.timeout(5):
            loading.send(Drain())
            await ends.drained.wait()
            assert not ends.stopped.is_set()
            loading.send(Stop())
            await ends.stopped.wait()
        listening.cancel()


async def test_a_worker_stops_when_the_loading_process_is_gone() -> None:
    ends = Ends()
    async with worker_of(Loads()) as (loader, _, loading):
        listening = asyncio.create_task(loader.listen(lambda: None, no_figures, ends))
        loading.close()
        async with asyncio.timeout(5):
            await ends.stopped.wait()
        await listening


async def test_who_waits_for_a_load_when_the_server_stops_is_told() -> None:
    loads = Loads()
    async with worker_of(loads) as (loader, _, _):
        asked = asyncio.create_task(loader.reload())
        await asyncio.sleep(0)
        await loader.give_up()
        with pytest.raises(GatewayError, match="stopping"):
            await asked


@pytest.mark.parametrize("asks_before", [True, False])
async def test_who_asks_for_a_load_when_the_loading_process_is_gone_is_told(asks_before: bool) -> None:
    async with worker_of(Loads()) as (loader, _, loading):
        asked = [asyncio.create_task(loader.reload())] if asks_before else []
        await asyncio.sleep(0)
        loading.close()
        async with asyncio.timeout(5):
            await loader.listen(lambda: None, no_figures, Ends())
            with pytest.raises(GatewayError, match="stopping") as raised:
                await (asked.pop() if asked else loader.reload())
    assert raised.value.code == "SERVICE_UNAVAILABLE"


async def test_the_loading_process_knows_the_id_of_the_request_that_asks_for_a_load() -> None:
    REQUEST.set(None)
    loads = Loads()
    async with worker_of(loads) as (loader, _, _):
        listening = asyncio.create_task(loader.listen(lambda: None, no_figures, Ends()))
        await loader.reload()
        request_of(b"of-a-client")
        await loader.reload()
        REQUEST.set(None)
        listening.cancel()
    assert loads.asked_by == [None, "of-a-client"]


def figures_of(count: float) -> Figures:
    return {("gateway_errors_total", "NOT_FOUND"): [count], ("gateway_subscriptions",): [count]}


async def test_a_worker_tells_what_it_has_counted_also_when_that_is_long() -> None:
    names: Figures = {
        ("gateway_operation_duration_seconds", f"{number:0100}", "query"): [0.5] * 16 for number in range(999)
    }
    loads = Loads()

    async def count() -> Figures:
        return names

    async with worker_of(loads) as (loader, _, loading):
        listening = asyncio.create_task(loader.listen(lambda: None, count, Ends()))
        assert await loads.tally.gather([loading]) == names
        listening.cancel()


async def test_what_a_worker_that_is_gone_had_counted_stays_and_what_it_had_open_does_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("gateway.serving.tally.WAIT_SECONDS", 0.05)
    loads = Loads()
    counts = iter((figures_of(2), figures_of(3)))

    async def count() -> Figures:
        return next(counts)

    async with worker_of(loads) as (loader, _, loading):
        listening = asyncio.create_task(loader.listen(lambda: None, count, Ends()))
        assert await loads.tally.gather([loading]) == figures_of(2)
        assert await loads.tally.gather([loading]) == figures_of(3)
        assert await loads.tally.gather([loading]) == figures_of(3), "one that cannot tell has what it told last"
        assert not listening.done()
        loads.tally.leave(loading)
        assert await loads.tally.gather([]) == {("gateway_errors_total", "NOT_FOUND"): [3]}
        listening.cancel()
