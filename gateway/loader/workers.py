"""Runs work on all cores: a process pool, few pieces in flight at a time, answers in the order of the pieces."""

import asyncio
import multiprocessing
import os
import sys
from collections import deque
from collections.abc import AsyncIterable, AsyncIterator, Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, wait
from contextlib import asynccontextmanager, contextmanager
from types import ModuleType
from typing import Final, TypeVar

__all__ = ["Workers", "open_workers"]

Piece = TypeVar("Piece")
Answer = TypeVar("Answer")

_AHEAD: Final = 2
"""Pieces beyond one for each worker: enough to keep all busy, few enough to bound memory."""


class Workers:
    """Where pieces of work are done: in other processes, or here when that is not worth starting them."""

    def __init__(self, executor: Executor | None, jobs: int) -> None:
        self._executor = executor
        self._jobs = jobs

    async def map(self, work: Callable[[Piece], Answer], pieces: AsyncIterable[Piece]) -> AsyncIterator[Answer]:
        """The answers, in the order of the pieces; a piece is taken only when there is room for it."""
        if self._executor is None:
            async for piece in pieces:
                yield await asyncio.to_thread(work, piece)
            return
        loop = asyncio.get_running_loop()
        running: deque[asyncio.Future[Answer]] = deque()
        try:
            async for piece in pieces:
                running.append(loop.run_in_executor(self._executor, work, piece))
                if len(running) >= self._jobs + _AHEAD:
                    yield await running.popleft()
            while running:
                yield await running.popleft()
        finally:
            for future in running:
                future.cancel()


@asynccontextmanager
async def open_workers(jobs: int | None, *, are_worth_it: bool) -> AsyncIterator[Workers]:
    """Start `jobs` processes (one for each core when None), unless there is little to do or one is enough."""
    count = jobs or _cores()
    if count == 1 or not are_worth_it:
        yield Workers(None, 1)
        return
    executor = await asyncio.to_thread(_start_processes, count)
    try:
        yield Workers(executor, count)
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


def _start_processes(count: int) -> Executor:
    # A fork server imports our modules once and is started clean: no copies of threads, locks or open databases.
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    if "forkserver" in methods:
        context.set_forkserver_preload(["gateway.loader.parsing"])
    executor = ProcessPoolExecutor(count, mp_context=context)
    with _main_hidden():
        wait([executor.submit(os.getpid) for _ in range(count)])
    return executor


@contextmanager
def _main_hidden() -> Iterator[None]:
    """Keep new processes from importing the script that was started: it may import far more than the work needs."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
