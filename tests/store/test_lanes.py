"""Who has which place at a connection, and what is known of statements."""

import asyncio
import random
from collections import Counter
from collections.abc import Sequence
from typing import Any

import pytest

from gateway.errors import StoreError
from gateway.store.pace import Pace
from gateway.store.reader import Call, ReadLimits
from gateway.store.readers import Readers

QUICK = "SELECT 'quick'"
NEW = "SELECT 'new'"
TIMES = 32


class Held:
    """A connection whose statements end when they are told to."""

    def __init__(self) -> None:
        self.load = 0
        self.running: list[tuple[str, asyncio.Event]] = []
        self.seconds = 0.001
        self.is_closed = False

    async def fetch(self, text: str, parameters: Sequence[Any], call: Call) -> list[Any]:
        ends = asyncio.Event()
        self.running.append((text, ends))
        try:
            await ends.wait()
        finally:
            self.running.remove((text, ends))
            call.seconds = self.seconds
        return [(text,)]

    async def fetch_each(self, statements: Any, call: Call, tell: Any) -> None:
        raise NotImplementedError

    async def close(self) -> None:
        self.is_closed = True
        self.end()

    def end(self, text: str = "") -> None:
        for each, ends in self.running:
            if each.startswith(text):
                ends.set()


class Pool:
    """Two connections for quick statements, each with room for two, and one for long ones."""

    def __init__(self) -> None:
        self.connections: list[Held] = []
        self.opening_seconds = 0.0
        limits = ReadLimits(timeout_seconds=5.0, most_waiting=1_000)
        self.readers = Readers(self._open, 2, limits, places=2)
        self.asked: list[asyncio.Task[list[Any]]] = []

    async def _open(self) -> Held:
        await asyncio.sleep(self.opening_seconds)
        self.connections.append(Held())
        return self.connections[-1]

    async def ask(self, *texts: str) -> None:
        """Ask, and let all that can begin do so."""
        self.asked += [asyncio.ensure_future(self.readers.fetch(text, ())) for text in texts]
        await self.settle()

    async def settle(self) -> None:
        for _ in range(20):
            await asyncio.sleep(0)

    async def end(self, text: str = "") -> None:
        """Let statements end, and those that follow begin."""
        for connection in self.connections:
            connection.end(text)
        await self.settle()

    def on(self, number: int) -> Counter[str]:
        return Counter(text for text, _ in self.connections[number].running)

    async def close(self) -> None:
        while any(connection.running for connection in self.connections) or self.readers.usage.waiting:
            await self.end()
        assert all(task.exception() is None for task in self.asked)
        await self.readers.close()


async def test_a_connection_takes_two_statements_that_nothing_is_known_of() -> None:
    pool = Pool()
    await pool.ask(*[NEW] * 7)

    assert [pool.on(number)[NEW] for number in (0, 1)] == [2, 2]
    assert pool.readers.usage.waiting == 2 + 3, "on the connections, and for one"
    await pool.close()


async def test_who_has_waited_longest_comes_first() -> None:
    pool = Pool()
    await pool.ask(*[QUICK] * 4)
    await pool.ask("SELECT 'first'", "SELECT 'second'")
    late = asyncio.ensure_future(pool.readers.fetch("SELECT 'late'", ()))
    await pool.settle()
    pool.connections[0].running[0][1].set()
    await pool.settle()

    running = pool.on(0) + pool.on(1)
    assert (running["SELECT 'first'"], running["SELECT 'second'"], running["SELECT 'late'"]) == (1, 0, 0)
    while not late.done():
        await pool.end()
    await pool.close()


async def test_a_pool_that_is_closed_while_it_opens_leaves_nothing_open() -> None:
    pool = Pool()
    pool.opening_seconds = 0.01
    asked = asyncio.ensure_future(pool.readers.fetch(QUICK, ()))
    await asyncio.sleep(0.015)
    await pool.readers.close()

    with pytest.raises(StoreError, match="closed"):
        await asked
    assert [connection.is_closed for connection in pool.connections] == [True] * 3


@pytest.mark.parametrize("seed", range(25))
async def test_whatever_happens_no_place_is_lost_and_nobody_waits_beside_one_that_is_free(seed: int) -> None:
    pool, chance = Pool(), random.Random(seed)
    await pool.ask(QUICK)
    lane = pool.readers._quick
    for _ in range(60):
        match chance.choice(["ask", "ask", "end", "cancel"]):
            case "ask":
                await pool.ask(*[chance.choice([QUICK, NEW]) for _ in range(chance.randint(1, 9))])
            case "end":
                chance.choice(pool.connections).end(chance.choice([QUICK, NEW]))
            case "cancel":
                for task in chance.sample(pool.asked, min(3, len(pool.asked))):
                    task.cancel()
        await pool.settle()
        assert not (lane.places and lane.waiting)
        assert all(len(connection.running) == connection.load <= 2 for connection in pool.connections)
    pool.asked = [task for task in pool.asked if not task.cancelled()]
    while any(connection.running for connection in pool.connections) or pool.readers.usage.waiting:
        await pool.end()

    assert len(lane.places) == 4
    assert [each.load for each in pool.connections] == [0] * 3
    await pool.close()


def test_runs_of_heavy_statements_and_those_that_never_began_prove_nothing() -> None:
    pace = Pace()
    for _ in range(2 * TIMES):
        pace.note("heavy", 0.001, 0.0005, is_heavy=True, was_apart=True)
        pace.note("refused", 0.0, 0.0, is_heavy=False, was_apart=False)
        pace.note("brief", 0.02, 0.0005, is_heavy=False, was_apart=False)  # it had to wait for other threads

    assert [pace.is_brief(text) for text in ("heavy", "refused", "brief")] == [False, False, True]
    pace.note("brief", 0.06, 0.0005, is_heavy=False, was_apart=False)
    assert pace.is_slow("brief")
    assert not pace.is_brief("brief")


@pytest.mark.parametrize("long", [(0.002, 0.002), (0.06, 0.0005)])
def test_a_statement_is_brief_again_when_it_has_been_so_often_enough(long: tuple[float, float]) -> None:
    pace = Pace()
    for _ in range(TIMES - 1):
        pace.note("SELECT 1", 0.001, 0.0005, is_heavy=False, was_apart=False)
    pace.note("SELECT 1", *long, is_heavy=False, was_apart=False)
    for _ in range(TIMES - 1):
        pace.note("SELECT 1", 0.001, 0.0005, is_heavy=False, was_apart=False)
        assert not pace.is_brief("SELECT 1")
    pace.note("SELECT 1", 0.001, 0.0005, is_heavy=False, was_apart=False)
    assert pace.is_brief("SELECT 1")
    pace.note_brief("SELECT 1", 0.004)
    assert pace.is_brief("SELECT 1")
    pace.note_brief("SELECT 1", 0.006)
    assert not pace.is_brief("SELECT 1")


def test_a_slow_statement_is_forgiven_only_when_it_has_run_apart_and_quickly() -> None:
    pace = Pace()
    pace.note("slow", 5.0, 5.0, is_heavy=False, was_apart=False)
    for seconds, is_heavy, was_apart in ((0.0, False, True), (0.001, False, False), (0.001, True, True)):
        pace.note("slow", seconds, seconds, is_heavy=is_heavy, was_apart=was_apart)
        assert pace.is_slow("slow")
    pace.note("slow", 0.001, 0.001, is_heavy=False, was_apart=True)
    assert not pace.is_slow("slow")


def test_what_is_known_does_not_grow_without_end() -> None:
    pace = Pace()
    for number in range(2_500):
        pace.note(f"SELECT {number}", 0.001 if number % 2 else 0.06, 0.0005, is_heavy=False, was_apart=False)

    assert 0 < len(pace._brief) <= 1_000
    assert 0 < len(pace._slow) <= 1_000
