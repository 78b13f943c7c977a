"""Runs work on all cores: a process pool, few pieces in flight at a time, answers in the order of the pieces."""

import asyncio
import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Coroutine, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import aclosing, asynccontextmanager, contextmanager, suppress
from multiprocessing.connection import Connection
from types import ModuleType
from typing import Any, Final, TypeVar

from gateway.errors import GatewayError
from gateway.interpreter import OBJECTS_BETWEEN_COLLECTIONS, keep_memory

__all__ = ["Workers", "beside", "open_workers"]

Piece = TypeVar("Piece")
Answer = TypeVar("Answer")

_AHEAD: Final = 2
"""Pieces beyond one for each worker: enough to keep all busy, few enough to bound memory."""

_LESS_URGENT: Final = 10
"""See nice(2)."""


class Workers:
    """Where pieces of work are done: in other processes, or here when that is not worth starting them."""

    def __init__(self, starting: "asyncio.Future[Executor] | None", jobs: int) -> None:
        self.count = jobs
        self._starting = starting

    async def map(
        self, work: Callable[[Piece], Answer], pieces: AsyncGenerator[Piece, None]
    ) -> AsyncGenerator[Answer, None]:
        """The answers, in the order of the pieces; a piece is taken only when there is room for it.

        Who stops before the last one closes it (`contextlib.aclosing`), and the pieces with it.
        """
        async with aclosing(pieces):
            if self._starting is None:
                async for piece in pieces:
                    yield await asyncio.to_thread(work, piece)
                return
            with _in_our_words():
                async with aclosing(self._map(await asyncio.shield(self._starting), work, pieces)) as answers:
                    async for answer in answers:
                        yield answer

    async def _map(
        self, executor: Executor, work: Callable[[Piece], Answer], pieces: AsyncGenerator[Piece, None]
    ) -> AsyncGenerator[Answer, None]:
        loop = asyncio.get_running_loop()
        running: deque[asyncio.Future[Answer]] = deque()
        try:
            async for piece in pieces:
                running.append(loop.run_in_executor(executor, work, piece))
                if len(running) >= self.count + _AHEAD:
                    yield await running.popleft()
            while running:
                yield await running.popleft()
        finally:
            for future in running:
                future.cancel()


@asynccontextmanager
async def open_workers(jobs: int | None, *, are_worth_it: bool) -> AsyncIterator[Workers]:
    """Start `jobs` processes (one for each core when None), unless there is little to do or one is enough.

    They start while the caller goes on; the first piece of work waits for them. They end with the block, and at once
    when this process dies.
    """
    count = jobs or _cores()
    if count == 1 or not are_worth_it:
        yield Workers(None, 1)
        return
    theirs, ours = multiprocessing.Pipe(duplex=False)
    starting = asyncio.get_running_loop().run_in_executor(None, _start_processes, count, theirs)
    try:
        yield Workers(starting, count)
    finally:
        with _in_our_words():
            (await starting).shutdown(wait=True, cancel_futures=True)
        theirs.close()
        ours.close()


@asynccontextmanager
async def beside(work: Coroutine[Any, Any, Answer]) -> AsyncIterator["asyncio.Task[Answer]"]:
    """Go on with a block while some work is done; what is not awaited by its end is broken off."""
    task = asyncio.create_task(work)
    try:
        yield task
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


def _start_processes(count: int, life_line: Connection) -> Executor:
    # A fork server imports our modules once and is started clean: no copies of threads, locks or open databases.
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    if "forkserver" in methods:
        context.set_forkserver_preload(["gateway.loader.parsing"])
    executor = ProcessPoolExecutor(count, mp_context=context, initializer=_prepare_process, initargs=(life_line,))
    with _main_hidden(), _deaf_to_interrupts():
        wait([executor.submit(os.getpid) for _ in range(count)])
    return executor


def _prepare_process(life_line: Connection) -> None:
    """In a new process: what is imported is never garbage, and the rest seldom.

    Who writes goes first where there are too few cores, as all wait for it; so does who answers.
    """
    threading.Thread(target=_end_with_parent, args=(life_line,), daemon=True).start()
    with suppress(AttributeError, OSError):  # where it may not, or cannot
        os.nice(_LESS_URGENT)
    keep_memory()
    gc.freeze()
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)


def _end_with_parent(life_line: Connection) -> None:
    """Wait until the process that loads closes its end of the pipe, or dies, and end with it."""
    with suppress(EOFError, OSError):
        life_line.recv_bytes()
    os._exit(1)


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Let processes that are started here not hear of Ctrl-C, which a terminal sends to all: who loads ends them."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _main_hidden() -> Iterator[None]:
    """Keep new processes from importing the script that was started: it may import far more than the work needs."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


@contextmanager
def _in_our_words() -> Iterator[None]:
    """Let the end of a process that has not finished its work come out as an error of ours."""
    try:
        yield
    except (BrokenProcessPool, EOFError) as error:  # EOFError: the fork server has ended
        raise GatewayError(
            "A process that reads files has ended before its work was done.",
            hint="The system may have stopped it for want of memory: try again with fewer jobs.",
        ) from error


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
