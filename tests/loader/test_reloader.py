"""Loads of a server: one at a time, and nobody is told of a load that began before they asked."""

import asyncio
import sys

import pytest

from gateway import interpreter
from gateway.errors import StoreError
from gateway.loader.reloader import Reloader
from gateway.loader.report import LoadReport


class Loads:
    """A load that ends when it is told to."""

    def __init__(self) -> None:
        self.begun = 0
        self.at_once = 0
        self.has_begun = asyncio.Event()
        self.go_on = asyncio.Event()

    async def __call__(self) -> LoadReport:
        self.begun += 1
        self.at_once += 1
        assert self.at_once == 1
        number = self.begun
        self.has_begun.set()
        await self.go_on.wait()
        self.at_once -= 1
        return LoadReport(str(number), 0, 0, 0, 0, 0, (), 0.0)


async def test_those_who_ask_while_a_load_is_under_way_share_the_next_one() -> None:
    loads = Loads()
    reloader = Reloader(loads)
    first = asyncio.create_task(reloader.reload())
    await loads.has_begun.wait()
    others = [asyncio.create_task(reloader.reload()) for _ in range(20)]
    await asyncio.sleep(0)
    loads.go_on.set()
    assert (await first).snapshot_id == "1"
    assert {report.snapshot_id for report in await asyncio.gather(*others)} == {"2"}
    assert loads.begun == 2


async def test_a_caller_who_gives_up_does_not_stop_the_load_that_others_wait_for() -> None:
    loads = Loads()
    reloader = Reloader(loads)
    impatient, patient = (asyncio.create_task(reloader.reload()) for _ in range(2))
    await loads.has_begun.wait()
    impatient.cancel()
    loads.go_on.set()
    assert (await patient).snapshot_id == "1"
    assert loads.begun == 1


async def test_after_a_load_that_failed_the_next_one_is_tried() -> None:
    tried = 0

    async def load() -> LoadReport:
        nonlocal tried
        tried += 1
        raise StoreError("no")

    reloader = Reloader(load)
    for _ in range(2):
        with pytest.raises(StoreError):
            await reloader.reload()
    assert tried == 2


async def test_answers_need_not_wait_long_for_a_load_to_let_them_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(interpreter, "_under_way", type(interpreter._under_way)())
    loads = Loads()
    reloader = Reloader(loads)
    running = asyncio.create_task(reloader.reload())
    await loads.has_begun.wait()
    assert sys.getswitchinterval() == pytest.approx(interpreter.SHORT_TURN_SECONDS)
    loads.go_on.set()
    await running
    assert sys.getswitchinterval() == pytest.approx(interpreter.USUAL_TURN_SECONDS)
