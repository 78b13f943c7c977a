"""One process that does everything: loads, watches, and answers."""

from collections.abc import Callable, Sequence
from functools import partial
from socket import socket

from gateway.execution import Gateway
from gateway.loader.sources import Source
from gateway.server import create_app
from gateway.serving.address import shown_address, start_listening
from gateway.serving.content import FirstLoad, open_content
from gateway.serving.web_server import WebServer
from gateway.settings import Settings

__all__ = ["serve_alone"]


async def serve_alone(
    settings: Settings,
    sources: Sequence[Source],
    bound: socket,
    first_load: FirstLoad,
    say: Callable[[str], None],
) -> None:
    """Open the database, load, and answer until a signal comes."""
    async with open_content(settings, sources, first_load) as content:
        start_listening(bound, settings)
        gateway = Gateway(content.store, settings, content.reload)
        content.when_loaded(lambda _: gateway.look())
        server = WebServer(
            create_app(gateway, settings),
            settings,
            when_reachable=partial(say, shown_address(settings)),
            before_end=content.stop_loading,
        )
        await server.serve(sockets=[bound])
