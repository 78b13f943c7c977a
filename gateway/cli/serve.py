"""`gateway serve`: loads content roots, then answers GraphQL over HTTP."""

import os
import socket
from contextlib import AsyncExitStack, ExitStack
from functools import partial
from types import FrameType

import click
import uvicorn
from starlette.applications import Starlette

from gateway.cli.failures import ExitCode
from gateway.cli.logs import configure_logs
from gateway.cli.loops import run
from gateway.cli.options import ALL_SETTINGS, settings_from, sources_argument
from gateway.cli.progress_display import show_progress
from gateway.errors import SettingsError
from gateway.execution import Gateway
from gateway.loader import LoadReport, Reloader, Source, load
from gateway.server import create_app, end_streams
from gateway.server.streams.uvicorn_websocket import BoundedWebSocket
from gateway.settings import Settings
from gateway.store import Store, open_store

__all__ = ["serve_command"]

MAX_PROBLEMS_SHOWN = 10

GONE_SECONDS = 30
"""After so long without any reading of what it was sent, a client counts as gone and its connection is dropped."""

DRAIN_SECONDS = 10
"""How long a server that is told to stop waits for answers under way to be read."""


@click.command("serve", short_help="Load content roots, then serve them.")
@settings_from(*ALL_SETTINGS)
@sources_argument(required=False)
def serve_command(settings: Settings, sources: tuple[Source, ...]) -> int:
    """Load content roots, then serve them; without any, serve what the database has.

    \b
      gateway serve seeds
      gateway serve ../site news=../news --port 9000
    """  # noqa: D301 - click reads \b
    configure_logs(settings.log_level)
    with bound_socket(settings.host, settings.port) as bound:
        run(serve(settings, sources, bound))
    return ExitCode.OK


async def serve(settings: Settings, sources: tuple[Source, ...], bound: socket.socket) -> None:
    """Open the database, load, and answer until a signal comes."""
    app = await open_app(settings, sources)
    await AnnouncedServer(app, settings).serve(sockets=[bound])


async def open_app(settings: Settings, sources: tuple[Source, ...]) -> Starlette:
    """Open the database and load; the end of the application closes the gateway, and with it the database."""
    async with AsyncExitStack() as opened:
        store = await open_store(
            settings.database,
            readers=settings.readers,
            statement_timeout_seconds=settings.statement_timeout_seconds,
        )
        opened.push_async_callback(store.close)
        if sources:
            click.echo(summary_of(await load_with_progress(store, sources, settings)))
        shows_all = settings.unpublished == "listed"
        reloader = Reloader(partial(load, store, sources, jobs=settings.jobs, with_unpublished=shows_all))
        gateway = Gateway(store, settings, reloader.reload if sources else None)
        reloader.when_loaded = lambda _: gateway.look()
        app = create_app(gateway, settings)
        opened.pop_all()
    return app


async def load_with_progress(store: Store, sources: tuple[Source, ...], settings: Settings) -> LoadReport:
    """Load, and show how far it is."""
    with show_progress() as progress:
        shows_all = settings.unpublished == "listed"
        return await load(store, sources, jobs=settings.jobs, progress=progress, with_unpublished=shows_all)


def summary_of(report: LoadReport) -> str:
    """Shorten a report that would push the address off the screen."""
    *problems, summary = report.as_text().splitlines()
    if len(problems) > MAX_PROBLEMS_SHOWN:
        more = len(problems) - MAX_PROBLEMS_SHOWN
        problems = [*problems[:MAX_PROBLEMS_SHOWN], f"… and {more} problems more; `gateway check` lists them all"]
    return "\n".join([*problems, summary])


def bound_socket(host: str, port: int) -> socket.socket:
    """Take the address before the load, so that one in use is told at once; uvicorn listens on it later."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with ExitStack() as stack:
            bound = stack.enter_context(socket.socket(family, kind, protocol))
            if os.name == "posix":  # elsewhere it would let two servers have one address
                bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if hasattr(socket, "TCP_USER_TIMEOUT"):  # of Linux; connections inherit it
                bound.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, GONE_SECONDS * 1000)
            bound.bind(address)
            stack.pop_all()
    except OSError as error:
        message = f"{host} port {port} cannot be listened on: {error.strerror or error}"
        raise SettingsError(message, hint="Choose another with --host and --port.") from None
    return bound


def server_config(app: Starlette, settings: Settings) -> uvicorn.Config:
    """Say how to serve; the pings and the limits of graphql-transport-ws are our own."""
    return uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        lifespan="on",
        timeout_graceful_shutdown=DRAIN_SECONDS,
        ws=BoundedWebSocket,
        ws_max_size=settings.max_body_bytes,
        ws_per_message_deflate=False,  # it would cost each connection hundreds of kilobytes
        ws_ping_interval=None,
    )


class AnnouncedServer(uvicorn.Server):
    """A server that says where it is once it can be reached."""

    def __init__(self, app: Starlette, settings: Settings) -> None:
        super().__init__(server_config(app, settings))
        self.app = app
        host = "localhost" if settings.host in ("0.0.0.0", "::") else settings.host  # noqa: S104 - only for people to read
        self.address = f"http://{f'[{host}]' if ':' in host else host}:{settings.port}/graphql"
        self.kind = "Playground" if settings.playground else "GraphQL"

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:  # noqa: ARG002 - the signature is uvicorn's
        """Stop when answers under way are sent, at once on a second signal; being told to stop is no failure."""
        self.force_exit = self.should_exit
        self.should_exit = True

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then tell."""
        await super().startup(sockets)
        if self.started:
            click.echo(f"{self.kind}: {self.address}  (Ctrl-C stops the server)")

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop; streams would keep the server waiting."""
        end_streams(self.app)
        await super().shutdown(sockets)
