"""One process that only answers: it reads what another has loaded, and asks that one for loads."""

import asyncio
import logging
import signal
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from itertools import count
from socket import socket
from types import FrameType
from typing import Protocol, assert_never

from gateway.errors import GatewayError
from gateway.execution import ObservedGateway
from gateway.loader.report import LoadReport
from gateway.observing import Figures
from gateway.observing.figures import to_pairs
from gateway.observing.requests import id_of_request
from gateway.server import create_app
from gateway.serving.content import open_database
from gateway.serving.control import (
    Channel,
    Count,
    Counted,
    Drain,
    Failed,
    Loaded,
    Ready,
    Reload,
    Reloaded,
    Stop,
    open_channel,
)
from gateway.serving.logs import configure_logs
from gateway.serving.loops import run
from gateway.serving.observed import metrics_of, tracing
from gateway.serving.web_server import WebServer
from gateway.settings import Settings

__all__ = ["Assignment", "work"]

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Assignment:
    """What a new process is given."""

    settings: Settings
    bound: socket
    control: socket
    can_reload: bool


def work(assignment: Assignment) -> None:
    """Be a worker until told to stop: the whole life of the process."""
    configure_logs(assignment.settings)
    try:
        with tracing(assignment.settings):
            run(answer(assignment))
    except GatewayError as error:
        logger.error("a worker cannot go on: %s", error.message)  # noqa: TRY400 - one line, as everywhere
        sys.exit(1)


async def answer(assignment: Assignment) -> None:
    """Answer from the common database."""
    channel = await open_channel(assignment.control)
    loader = DistantLoader(channel)
    settings = assignment.settings
    async with await open_database(settings) as store:
        metrics = metrics_of(settings)
        gateway = ObservedGateway(store, settings, loader.reload if assignment.can_reload else None, metrics)
        server = WorkerServer(
            create_app(gateway, settings, metrics=metrics),
            settings,
            when_reachable=lambda: channel.send(Ready()),
            before_end=loader.give_up,
        )
        listening = asyncio.create_task(loader.listen(gateway.look, gateway.figures, server))
        try:
            await server.serve(sockets=[assignment.bound])
        finally:
            listening.cancel()
            channel.close()


class WorkerServer(WebServer):
    """Stops when the loading process says so: Ctrl-C reaches both, and that one is to decide."""

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Leave SIGINT to the loading process."""
        if sig != signal.SIGINT:
            super().handle_exit(sig, frame)

    def stop(self) -> None:
        """Stop as on a signal."""
        self.should_exit = True


class Stoppable(Protocol):
    """What the loading process can end."""

    def drain(self) -> None: ...

    def stop(self) -> None: ...


class DistantLoader:
    """The loading process, as a worker sees it."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self._numbers = count(1)
        self._asked: dict[int, asyncio.Future[LoadReport]] = {}
        self._is_over = False

    async def reload(self) -> LoadReport:
        """Have what is on disk loaded now.

        Raises:
            GatewayError: when the load failed.
        """
        if self._is_over:
            raise _stopping(0).error()
        number = next(self._numbers)
        future: asyncio.Future[LoadReport] = asyncio.get_running_loop().create_future()
        self._asked[number] = future
        self._channel.send(Reload(number, id_of_request()))
        try:
            return await future
        finally:
            del self._asked[number]

    async def listen(
        self, look: Callable[[], None], count: Callable[[], Awaitable[Figures]], server: "Stoppable"
    ) -> None:
        """Hear what it says, until it is gone: then this process has nobody to belong to."""
        async with asyncio.TaskGroup() as group:
            while (message := await self._channel.receive()) is not None:
                match message:
                    case Loaded():
                        look()
                    case Drain():
                        server.drain()
                    case Stop():
                        server.stop()
                    case Reloaded() | Failed():
                        self._settle(message)
                    case Count():
                        group.create_task(self._tell(message.number, count))
                    case Ready() | Reload() | Counted():
                        raise AssertionError(message)
                    case _:
                        assert_never(message)
        logger.error("the loading process is gone: this worker stops")
        await self.give_up()
        server.stop()

    async def give_up(self) -> None:
        """Tell those who wait for a load, or ask for one from now on, that nothing comes of it."""
        self._is_over = True
        for number in list(self._asked):
            self._settle(_stopping(number))

    async def _tell(self, number: int, count: Callable[[], Awaitable[Figures]]) -> None:
        try:
            self._channel.send(Counted(number, to_pairs(await count())))
        except Exception:
            logger.exception("figures cannot be told")  # and everything else goes on

    def _settle(self, message: Reloaded | Failed) -> None:
        future = self._asked.get(message.number)
        if future is None or future.done():
            return
        match message:
            case Reloaded():
                future.set_result(message.report)
            case Failed():
                future.set_exception(message.error())


def _stopping(number: int) -> Failed:
    return Failed(number, "The server is stopping.", None, "SERVICE_UNAVAILABLE")
