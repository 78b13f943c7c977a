"""A client that goes away before it is answered stops the work that was done for it."""

import asyncio
from collections.abc import MutableMapping
from typing import Any

import pytest

from gateway.server.departures import Departures
from gateway.server.request_reading import ClientDisconnected

Message = MutableMapping[str, Any]


async def never() -> Message:
    await asyncio.Event().wait()
    raise AssertionError


async def gone() -> Message:
    return {"type": "http.disconnect"}


async def long_work(stopped: list[bool]) -> str:
    try:
        await asyncio.sleep(60)
    except asyncio.CancelledError:
        stopped.append(True)
        raise
    return "done"


async def test_the_work_for_a_client_that_is_gone_is_stopped() -> None:
    stopped: list[bool] = []
    task = asyncio.create_task(Departures().unless_gone(gone, long_work(stopped)))
    await asyncio.wait({task}, timeout=5)

    assert stopped == [True]
    with pytest.raises(ClientDisconnected):
        await task


async def test_a_client_that_waits_is_answered() -> None:
    departures = Departures()

    async def work() -> int:
        await asyncio.sleep(0.3)
        return 7

    assert await departures.unless_gone(never, work()) == 7
    await asyncio.sleep(0.2)
    assert departures._timer is None
    assert len(asyncio.all_tasks()) == 1  # no watcher is left


async def test_a_quick_answer_is_never_watched() -> None:
    asked = False

    async def receive() -> Message:
        nonlocal asked
        asked = True
        return await gone()

    departures = Departures()
    for _ in range(100):
        assert await departures.unless_gone(receive, asyncio.sleep(0, "quick")) == "quick"

    assert not asked


async def test_a_cancellation_by_somebody_else_goes_on() -> None:
    task = asyncio.create_task(Departures().unless_gone(never, long_work([])))
    await asyncio.sleep(0.01)
    task.cancel()

    with pytest.raises(asyncio.CancelledError):
        await task
