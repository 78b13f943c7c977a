"""One process that does everything: loads, watches, and answers."""

import os
from collections.abc import Callable, Sequence
from functools import partial
from socket import socket

from gateway.execution import ObservedGateway
from gateway.loader.sources import Source
from gateway.server import create_app
from gateway.serving.address import shown_address, start_listening
from gateway.serving.content import FirstLoad, open_content
from gateway.serving.metrics_listener import Measured, metrics_listener
from gateway.serving.observed import metrics_of
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
    metrics = metrics_of(settings)
    async with (
        metrics_listener(settings) as listener,
        open_content(settings, sources, first_load, metrics) as content,
    ):
        start_listening(bound, settings)
        gateway = ObservedGateway(content.store, settings, content.reload, metrics)
        listener.begin(lambda: measured(gateway))
        content.when_loaded(lambda _: gateway.look())
        server = WebServer(
            create_app(gateway, settings, metrics=metrics),
            settings,
            when_reachable=partial(say, shown_address(settings)),
            before_end=content.stop_loading,
        )
        await server.serve(sockets=[bound])


async def measured(gateway: ObservedGateway) -> Measured:
    """What there is to tell of a process that is alone."""
    return Measured(await gateway.figures(), {"server": os.getpid()})
