"""New operations are read apart: others are answered meanwhile, and equal ones are read once."""

import asyncio
import gc
import sys
import threading
import weakref
from functools import partial
from pathlib import Path

import pytest

from gateway import interpreter
from gateway.errors import StoreError
from gateway.execution import OperationRequest
from gateway.execution import apart as module
from gateway.execution.apart import MOST_WAITING, Apart
from gateway.scopes import NO_SCOPES
from tests.harness.listening import open_live


async def test_equal_work_is_done_once_for_all_who_wait() -> None:
    apart, done = Apart("prepare"), []
    results = await asyncio.gather(*(apart.do("key", lambda: done.append(1) or len(done)) for _ in range(10)))  # type: ignore[func-returns-value]

    assert results == [1] * 10
    assert await apart.do("key", lambda: "again") == "again"
    apart.close()


async def test_an_error_reaches_all_who_wait() -> None:
    apart = Apart("prepare")
    results = await asyncio.gather(*(apart.do("key", lambda: 1 // 0) for _ in range(3)), return_exceptions=True)

    assert [type(result) for result in results] == [ZeroDivisionError] * 3
    apart.close()


async def test_who_goes_away_does_not_take_the_work_from_others() -> None:
    apart, go = Apart("prepare"), threading.Event()
    one, other = (asyncio.create_task(apart.do("key", lambda: go.wait(10))) for _ in range(2))
    await asyncio.sleep(0.01)
    one.cancel()
    go.set()

    assert await other is True
    apart.close()


async def test_more_than_may_wait_is_refused() -> None:
    apart, go = Apart("prepare"), threading.Event()
    tasks = [asyncio.create_task(apart.do(number, lambda: go.wait(10))) for number in range(MOST_WAITING)]
    await asyncio.sleep(0.01)
    with pytest.raises(StoreError) as raised:
        await apart.do("more", lambda: None)
    go.set()

    assert raised.value.code == "TOO_MANY_OPERATIONS"
    assert all(await asyncio.gather(*tasks))
    assert await apart.do("more", lambda: 1) == 1
    apart.close()


class Clock:
    """A clock that goes on when it is told to, and while somebody sleeps."""

    def __init__(self) -> None:
        self.now = 100.0
        self.slept: list[float] = []

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


async def test_between_things_that_wait_the_thread_rests_as_long_as_the_last_one_took(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock, go = Clock(), threading.Event()
    monkeypatch.setattr(module, "time", clock)

    def work(seconds: float) -> None:
        go.wait(10)
        clock.now += seconds

    apart = Apart("prepare")
    waiting = [asyncio.create_task(apart.do(seconds, partial(work, seconds))) for seconds in (3.0, 5.0, 7.0)]
    await asyncio.sleep(0)
    go.set()
    await asyncio.gather(*waiting)
    await apart.do("alone", partial(work, 1.0))
    apart.close()

    assert clock.slept == [3.0, 5.0], "whoever comes alone does not wait"


@pytest.mark.parametrize(
    "document",
    [
        "{ __typename }" + " " * 40_000,
        "{ " + "a " * 500 + "}",
        "{ " + "{" * 100,
        "query A { __typename } query B { id }",
    ],
    ids=["long", "wrong", "unreadable", "several"],
)
async def test_a_document_that_is_refused_leaves_nothing_that_only_a_full_collection_would_find(
    tmp_path: Path, document: str
) -> None:
    async with open_live(tmp_path) as live:
        await live.gateway.answer(OperationRequest(document))
        gc.collect()
        gc.disable()
        try:
            for number in range(5):
                answer = await live.gateway.answer(OperationRequest(f"{document} #{number}"))
                assert answer.kind == "request_error"
            await asyncio.sleep(0.01)
            assert gc.collect() < 50
        finally:
            gc.enable()


class Cycle:
    """What only a collection frees."""

    def __init__(self) -> None:
        self.itself = self


@pytest.mark.parametrize("works_alive", [1, 60], ids=["young", "old"])
async def test_what_lived_through_works_is_freed_after_some_more(works_alive: int) -> None:
    """A connection or a load that was there while others sent what is new does not stay for ever."""
    apart = Apart("prepare")
    cycle = Cycle()
    freed = weakref.ref(cycle)
    try:
        for number in range(works_alive):
            await apart.do(number, int)
        del cycle
        for number in range(1_000):
            await apart.do(number, int)
        assert freed() is None
    finally:
        apart.close()


async def test_a_new_operation_leaves_nearly_nothing_that_only_a_collection_would_free(tmp_path: Path) -> None:
    """Collections stop everything, for as long as there is something to look at or to free."""
    fields = " ".join(
        f"l{number}: articles(first: 1) {{ nodes {{ title topics {{ name }} }} }}" for number in range(20)
    )
    async with open_live(tmp_path) as live:
        operation = live.gateway._preparer._prepare("{ __typename }", None)
        operation.compile({}, NO_SCOPES)
        gc.collect()
        gc.disable()
        try:
            operation = live.gateway._preparer._prepare(f"{{ {fields} }}", None)
            read = gc.collect()
            operation.compile({}, NO_SCOPES)
            compiled = gc.collect()
        finally:
            gc.enable()

    assert read < 1_000, "what the walk of the validation holds, which does not grow with the document"
    assert compiled < 100


async def test_turns_are_short_as_long_as_any_work_is_under_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "REST_SECONDS", 0.01)
    monkeypatch.setattr(interpreter, "_under_way", type(interpreter._under_way)())
    first, second = Apart("first"), Apart("second")
    goes_on = threading.Event()
    long = asyncio.ensure_future(first.do("long", lambda: goes_on.wait(10)))
    await second.do("short", lambda: None)
    second.close()
    assert sys.getswitchinterval() == pytest.approx(interpreter.SHORT_TURN_SECONDS)
    goes_on.set()
    await long
    await asyncio.sleep(0.05)
    assert sys.getswitchinterval() == pytest.approx(interpreter.USUAL_TURN_SECONDS)
    first.close()


async def test_turns_are_usual_again_when_work_is_forgotten_or_was_never_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(interpreter, "_under_way", type(interpreter._under_way)())
    forgotten, closed = Apart("forgotten"), Apart("closed")
    await forgotten.do("key", lambda: None)
    closed.close()
    with pytest.raises(RuntimeError, match="shutdown"):
        await closed.do("key", lambda: None)
    [timer] = [forgotten._resting]
    assert timer is not None
    timer.cancel()
    del forgotten, timer
    gc.collect()
    closed.close()
    assert sys.getswitchinterval() == pytest.approx(interpreter.USUAL_TURN_SECONDS)
