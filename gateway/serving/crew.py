"""One process that loads and watches, and keeps others that answer on the same address from the same database."""

import asyncio
import logging
import multiprocessing
import os
import signal
import socket
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from multiprocessing.context import SpawnProcess
from typing import Final, NamedTuple

from gateway.errors import GatewayError, SettingsError
from gateway.execution.mutations import Reload
from gateway.loader.report import LoadReport
from gateway.loader.sources import Source
from gateway.observing import Metrics
from gateway.observing.figures import merged
from gateway.observing.requests import request_of
from gateway.serving import control
from gateway.serving.address import shown_address, start_listening
from gateway.serving.content import Content, FirstLoad, open_content
from gateway.serving.control import Channel, open_channel
from gateway.serving.metrics_listener import Measured, metrics_listener
from gateway.serving.observed import metrics_of
from gateway.serving.tally import Tally
from gateway.serving.web_server import DRAIN_SECONDS
from gateway.serving.worker import Assignment, work
from gateway.settings import Settings

__all__ = ["Crew", "serve_with_workers"]

logger = logging.getLogger(__name__)

FIRST_PAUSE_SECONDS: Final = 0.1
"""How long after the end of a worker another starts; twice as long after each further one that does not last."""

LONGEST_PAUSE_SECONDS: Final = 10.0

LASTING_SECONDS: Final = 30.0
"""A worker that lived so long was all right."""

KILL_SECONDS: Final = DRAIN_SECONDS + 5
"""How long a worker may take to stop."""


async def serve_with_workers(
    settings: Settings,
    sources: Sequence[Source],
    bound: socket.socket,
    first_load: FirstLoad,
    say: Callable[[str], None],
) -> None:
    """Open the database, load, and have workers answer until a signal comes."""
    if os.name != "posix":
        message = f"workers is {settings.workers}: this system cannot share an address among processes"
        raise SettingsError(message, hint="Leave it at 1.")
    metrics = metrics_of(settings)
    async with (
        metrics_listener(settings) as listener,
        open_content(settings, sources, first_load, metrics) as content,
    ):
        start_listening(bound, settings)
        crew = Crew(settings, bound, content, metrics, when_ready=lambda: say(shown_address(settings)))
        listener.begin(crew.measured)
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGTERM, crew.stop)
        loop.add_signal_handler(signal.SIGINT, partial(crew.stop, at_once=True))
        content.when_loaded(crew.tell_of_load)
        await crew.run()


class Crew:
    """All workers of a server."""

    def __init__(
        self,
        settings: Settings,
        bound: socket.socket,
        content: Content,
        metrics: Metrics | None,
        when_ready: Callable[[], None],
    ) -> None:
        self._settings = settings
        self._bound = bound
        self._content = content
        self._when_ready = when_ready
        self._awaited = set(range(1, settings.workers + 1))  # those that were never ready
        self._metrics = metrics
        self._tally = Tally()
        self._channels: set[Channel] = set()
        self._processes: dict[SpawnProcess, int] = {}
        self._stopping = asyncio.Event()
        self._is_patient = True

    async def run(self) -> None:
        """Keep as many workers as are wanted, until told to stop and all have ended."""
        async with asyncio.TaskGroup() as group:
            for number in range(1, self._settings.workers + 1):
                group.create_task(self._keep(number))
            group.create_task(self._end_all())

    def stop(self, *, at_once: bool = False) -> None:
        """Have all workers send requests elsewhere, and then finish the answers under way.

        With `at_once`, or told again, nobody need be sent elsewhere; told once more, they are killed.
        """
        if not self._stopping.is_set():
            self._is_patient = not at_once
            self._stopping.set()
        elif self._is_patient:
            self._is_patient = False
            self._tell_to_stop()
        else:
            for process in self._processes:
                process.kill()

    def _tell_to_stop(self) -> None:
        """By a message: where a supervisor signals every process, a further signal of ours would end their drain."""
        for channel in self._channels:
            channel.send(control.Drain() if self._is_patient else control.Stop())

    def tell_of_load(self, _: LoadReport) -> None:
        """Have all workers look for what was loaded."""
        for channel in self._channels:
            channel.send(control.Loaded())

    async def measured(self) -> Measured:
        """What there is to tell of all processes."""
        own = self._metrics.figures() if self._metrics is not None else {}
        figures = merged([own, await self._tally.gather(self._channels)])
        workers = {f"worker-{number}": process.pid or 0 for process, number in self._processes.items()}
        return Measured(figures, {"loader": os.getpid(), **workers})

    async def _keep(self, number: int) -> None:
        """Keep one worker: when it ends, another takes its place."""
        loop = asyncio.get_running_loop()
        pause = FIRST_PAUSE_SECONDS
        while not self._stopping.is_set():
            started = loop.time()
            process = await self._run_worker(number)
            if self._stopping.is_set():
                return
            if self._metrics is not None:
                self._metrics.worker_ended()
            if loop.time() - started > LASTING_SECONDS:
                pause = FIRST_PAUSE_SECONDS
            logger.error(
                "worker %d (process %d) has ended with %s; another starts in %.1f s",
                number,
                process.pid,
                ending_of(process),
                pause,
            )
            with suppress(TimeoutError):
                async with asyncio.timeout(pause):
                    await self._stopping.wait()
            pause = min(2 * pause, LONGEST_PAUSE_SECONDS)

    async def _run_worker(self, number: int) -> SpawnProcess:
        """Start a worker, do what it asks for, and wait for its end."""
        ours, theirs = socket.socketpair()
        with theirs:
            assignment = Assignment(self._settings, self._bound, theirs, can_reload=self._content.reload is not None)
            context = multiprocessing.get_context("spawn")
            process = context.Process(target=work, args=(assignment,), daemon=True)
            process.start()
        self._processes[process] = number
        channel = await open_channel(ours)
        self._channels.add(channel)
        if self._stopping.is_set():
            self._tell_to_stop()
        answers = Answers(self._content.reload, partial(self._note_ready, number), self._tally.take)
        serving = asyncio.create_task(answer_requests(channel, answers))
        try:
            await end_of(process)
        finally:
            del self._processes[process]
            self._channels.discard(channel)
            self._tally.leave(channel)
            serving.cancel()
            channel.close()
        return process

    def _note_ready(self, number: int) -> None:
        if number in self._awaited:
            self._awaited.remove(number)
            if not self._awaited:
                self._when_ready()

    async def _end_all(self) -> None:
        """When told to, have every worker stop; those that do not are stopped."""
        await self._stopping.wait()
        self._bound.close()  # once the workers have closed it too, nobody can connect
        self._tell_to_stop()
        await self._content.stop_loading()
        with suppress(TimeoutError):
            async with asyncio.timeout(self._settings.drain_seconds + KILL_SECONDS):
                await asyncio.gather(*(end_of(process) for process in self._processes))
        for process in self._processes:
            logger.error("process %d does not stop: it is killed", process.pid)
            process.kill()


class Answers(NamedTuple):
    """What becomes of the messages of a worker."""

    reload: Reload | None
    note_ready: Callable[[], None]
    take_figures: Callable[[Channel, control.Counted], None]


async def answer_requests(channel: Channel, answers: Answers) -> None:
    """Do what a worker asks for until it is gone; loads side by side, so that those who ask together share one."""
    async with asyncio.TaskGroup() as group:
        while (message := await channel.receive()) is not None:
            match message:
                case control.Ready():
                    answers.note_ready()
                case control.Counted():
                    answers.take_figures(channel, message)
                case control.Reload() if answers.reload is not None:
                    group.create_task(load_for(channel, message, answers.reload))
                case _:
                    raise AssertionError(message)


async def load_for(channel: Channel, asked: control.Reload, reload: Reload) -> None:
    """Load, and tell the worker that asked what came of it."""
    number = asked.number
    if asked.request_id is not None:
        request_of(asked.request_id.encode())  # so that the log tells it
    try:
        report = await reload()
    except GatewayError as error:
        channel.send(control.Failed(number, error.message, error.hint, error.code))
    except Exception:  # noqa: BLE001 - the loader has logged it
        channel.send(control.Failed(number, "A fault of the gateway; the log has more.", None))
    else:
        channel.send(control.Reloaded(number, replace(report, problems=())))


async def end_of(process: SpawnProcess) -> None:
    """Wait until a process has ended."""
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    watched = os.dup(process.sentinel)  # several may wait for one process
    loop.add_reader(watched, ended.set)
    try:
        await ended.wait()
    finally:
        loop.remove_reader(watched)
        os.close(watched)
    process.join()


def ending_of(process: SpawnProcess) -> str:
    """How a process has ended, for people: `exit code 3`, `SIGKILL`."""
    code = process.exitcode
    return signal.Signals(-code).name if code is not None and code < 0 else f"exit code {code}"
