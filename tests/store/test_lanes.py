"""Who may queue on a connection: what is proven to be quick behind its kind, and one behind anything else."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from typing import Any

from gateway.errors import StoreError
from gateway.store.pace import Pace
from gateway.store.reader import Call, ReadLimits
from gateway.store.readers import Places, Readers

QUICK = "SELECT 'quick'"
NEW = "SELECT 'new'"
TIMES = 32


class Held:
    """A connection whose statements end when they are told to."""

    def __init__(self) -> None:
        self.load = self.doubtful = 0
        self.running: list[tuple[str, asyncio.Event]] = []
        self.seconds = 0.001

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
        self.end()

    def end(self, text: str = "") -> None:
        for each, ends in self.running:
            if each.startswith(text):
                ends.set()


class Pool:
    """Two connections for quick statements and one for long ones, each with room for two and two more."""

    def __init__(self) -> None:
        self.connections: list[Held] = []
        limits = ReadLimits(timeout_seconds=5.0, most_waiting=100)
        self.readers = Readers(self._open, 2, limits, Places(quick=2, proven=2))
        self.asked: list[asyncio.Task[list[Any]]] = []

    async def _open(self) -> Held:
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

    async def prove(self, text: str) -> None:
        for _ in range(TIMES):
            await self.ask(text)
            await self.end()

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


async def test_a_connection_takes_four_that_are_proven_to_be_quick() -> None:
    pool = Pool()
    await pool.prove(QUICK)
    await pool.ask(*[QUICK] * 9)

    assert [pool.on(number)[QUICK] for number in (0, 1)] == [4, 4]
    await pool.end(QUICK)
    assert sum(pool.on(0).values()) + sum(pool.on(1).values()) == 1, "the last one has begun"
    await pool.close()


async def test_only_one_waits_behind_a_statement_that_nothing_is_known_of() -> None:
    pool = Pool()
    await pool.prove(QUICK)
    await pool.ask(NEW, *[QUICK] * 9)
    busy = next(number for number in (0, 1) if pool.on(number)[NEW])

    assert pool.on(busy) == {NEW: 1, QUICK: 1}
    assert pool.on(1 - busy) == {QUICK: 4}
    await pool.end(NEW)
    await pool.ask(QUICK)
    assert pool.on(busy)[QUICK] > 1, "as soon as it has ended, more may come"
    await pool.close()


async def test_what_is_not_quick_once_must_prove_itself_again() -> None:
    pool = Pool()
    await pool.prove(QUICK)
    for connection in pool.connections:
        connection.seconds = 0.01
    await pool.ask(QUICK)
    await pool.end()
    await pool.ask(*[QUICK] * 7)

    assert [pool.on(number)[QUICK] for number in (0, 1)] == [2, 2]
    await pool.close()


async def test_those_who_wait_are_refused_when_the_pool_is_closed() -> None:
    pool = Pool()
    await pool.prove(QUICK)
    await pool.ask(*[QUICK] * 9)
    last = pool.asked.pop()
    await pool.readers.close()
    await pool.settle()

    assert isinstance(last.exception(), StoreError)


def test_runs_of_heavy_statements_and_those_that_never_began_prove_nothing() -> None:
    pace = Pace()
    for _ in range(2 * TIMES):
        pace.note("heavy", 0.001, was_heavy=True)
        pace.note("refused", 0.0, was_heavy=False)
        pace.note("quick", 0.001, was_heavy=False)

    assert [pace.is_proven(text) for text in ("heavy", "refused", "quick")] == [False, False, True]
    pace.note("quick", 0.06, was_heavy=False)
    assert pace.is_slow("quick")
    assert not pace.is_proven("quick")


def test_what_is_known_does_not_grow_without_end() -> None:
    pace = Pace()
    for number in range(2_500):
        pace.note(f"SELECT {number}", 0.001 if number % 2 else 0.06, was_heavy=False)

    assert 0 < len(pace._quick) <= 1_000
    assert 0 < len(pace._slow) <= 1_000
