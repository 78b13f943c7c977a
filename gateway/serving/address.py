"""The socket that a server listens on, and its address as people read it."""

import os
import socket
from contextlib import ExitStack

from gateway.errors import SettingsError
from gateway.server import ADDRESS
from gateway.settings import Settings

__all__ = ["bound_socket", "shown_address", "start_listening"]

BACKLOG = 2048
"""Connections that may wait to be accepted; uvicorn's own number."""

GONE_SECONDS = 30
"""After so long without any reading of what it was sent, a client counts as gone and its connection is dropped."""


def bound_socket(host: str, port: int, flags: str = "--host and --port") -> socket.socket:
    """Take the address before the load, so that one in use is told at once; it is listened on later."""
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
        raise in_use(host, port, error, flags) from None
    return bound


def start_listening(bound: socket.socket, settings: Settings) -> None:
    """Listen, once there is content. Two servers can have taken one address before; only one can listen.

    uvloop drops the error of listening, and would serve nobody without a word.

    Raises:
        SettingsError: when another server listens there by now.
    """
    try:
        bound.listen(BACKLOG)
    except OSError as error:
        raise in_use(settings.host, settings.port, error) from None


def in_use(host: str, port: int, error: OSError, flags: str = "--host and --port") -> SettingsError:
    """Tell that an address cannot be had."""
    message = f"{host} port {port} cannot be listened on: {error.strerror or error}"
    return SettingsError(message, hint=f"Choose another with {flags}.")


def shown_address(settings: Settings) -> str:
    """`Playground: http://127.0.0.1:8000/graphql  (Ctrl-C stops the server)`."""
    host = "localhost" if settings.host in ("0.0.0.0", "::") else settings.host  # noqa: S104 - only for people to read
    kind = "Playground" if settings.playground else "GraphQL"
    host = f"[{host}]" if ":" in host else host
    return f"{kind}: http://{host}:{settings.port}{ADDRESS}  (Ctrl-C stops the server)"
