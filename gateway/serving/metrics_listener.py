"""`/metrics`, on an address of its own: who may ask for content need not see how it is served."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from socket import socket
from typing import Final, NamedTuple

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from gateway.observing import Figures
from gateway.serving.address import bound_socket
from gateway.settings import Settings

__all__ = ["Measured", "MetricsListener", "metrics_listener"]

BACKLOG: Final = 16
DRAIN_SECONDS: Final = 1
NO_STORE: Final = {"cache-control": "no-store"}


class Measured(NamedTuple):
    """Figures, and the processes that they are of: their ids by their names."""

    figures: Figures
    processes: Mapping[str, int]


Measure = Callable[[], Awaitable[Measured]]


class MetricsListener:
    """Has an address from the start, and answers once it is told what to measure; without an address never."""

    def __init__(self, bound: socket | None) -> None:
        self._bound = bound
        self._server: _Server | None = None
        self._serving: asyncio.Task[None] | None = None

    def begin(self, measure: Measure) -> None:
        """Answer from now on."""
        if self._bound is not None:
            self._bound.listen(BACKLOG)
            self._server = _Server(metrics_app(measure))
            self._serving = asyncio.create_task(self._server.serve(sockets=[self._bound]))

    async def end(self) -> None:
        """Answer no more."""
        if self._server is not None and self._serving is not None:
            self._server.should_exit = True
            await self._serving


@asynccontextmanager
async def metrics_listener(settings: Settings) -> AsyncIterator[MetricsListener]:
    """Take the address that the settings name, if they do.

    Raises:
        SettingsError: when it cannot be had.
    """
    if settings.metrics_port is None:
        yield MetricsListener(None)
        return
    with bound_socket(settings.metrics_host, settings.metrics_port, "--metrics-host and --metrics-port") as bound:
        listener = MetricsListener(bound)
        try:
            yield listener
        finally:
            await listener.end()


def metrics_app(measure: Measure) -> Starlette:
    """The application behind the address."""
    # Only where there are metrics: their library takes a while and some memory.
    from gateway.observing.exposition import exposition  # noqa: PLC0415
    from gateway.observing.processes import Processes  # noqa: PLC0415

    async def metrics(request: Request) -> Response:
        measured = await measure()
        accept = request.headers.get("accept", "")
        body, content_type = exposition(measured.figures, [Processes(measured.processes)], accept)
        return Response(body, headers={"content-type": content_type, **NO_STORE})

    return Starlette(routes=[Route("/metrics", metrics)])


class _Server(uvicorn.Server):
    """Leaves signals to the one that answers clients."""

    def __init__(self, app: Starlette) -> None:
        config = uvicorn.Config(
            app,
            log_config=None,
            log_level="warning",
            access_log=False,
            server_header=False,
            lifespan="off",
            ws="none",
            limit_concurrency=BACKLOG,
            timeout_graceful_shutdown=DRAIN_SECONDS,
        )
        super().__init__(config)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Do nothing."""
        yield
