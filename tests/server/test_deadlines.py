"""One timer ends every task whose time is up, and no other; cancellations by others go on as they are."""

import asyncio

import pytest

from gateway.server import deadlines as deadlines_module
from gateway.server.deadlines import Deadlines


@pytest.fixture(autouse=True)
def quick_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nobody wait."""
    monkeypatch.setattr(deadlines_module, "LOOK_SECONDS", 0.01)


async def read(deadlines: Deadlines, seconds: float) -> str:
    with deadlines:
        await asyncio.sleep(seconds)
    return "done"


async def test_what_takes_too_long_is_ended_and_what_does_not_is_left_alone() -> None:
    deadlines = Deadlines(0.05)

    results = await asyncio.gather(*(read(deadlines, seconds) for seconds in (0, 9, 0, 9)), return_exceptions=True)

    assert [type(result) for result in results] == [str, TimeoutError, str, TimeoutError]


async def test_a_task_goes_on_after_its_time_was_up() -> None:
    deadlines = Deadlines(0.02)
    with pytest.raises(TimeoutError):
        await read(deadlines, 9)

    assert await read(deadlines, 0) == "done"
    assert asyncio.current_task().cancelling() == 0  # type: ignore[union-attr]


async def test_a_cancellation_by_somebody_else_is_no_timeout() -> None:
    reading = asyncio.create_task(read(Deadlines(5), 9))
    await asyncio.sleep(0.02)

    reading.cancel()

    with pytest.raises(asyncio.CancelledError):
        await reading


async def test_no_timer_is_left_when_nobody_is_there() -> None:
    deadlines = Deadlines(5)
    await read(deadlines, 0)
    await asyncio.sleep(0.05)

    assert deadlines._timer is None
