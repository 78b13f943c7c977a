"""Of two servers that take one address at the same moment, one serves and the other says that it cannot."""

import socket

import pytest

from gateway.errors import SettingsError
from gateway.serving.address import bound_socket, start_listening
from gateway.settings import Settings


def take(first: socket.socket, port: int) -> None:
    """Let a second server take the address, and both listen: Linux refuses it then, other systems at once."""
    with bound_socket("127.0.0.1", port) as second:
        start_listening(first, Settings(port=port))
        start_listening(second, Settings(port=port))


def test_the_second_of_two_that_take_one_address_is_told_and_the_first_serves() -> None:
    with bound_socket("127.0.0.1", 0) as first:
        port = first.getsockname()[1]

        with pytest.raises(SettingsError, match=f"port {port} cannot be listened on"):
            take(first, port)

        start_listening(first, Settings(port=port))
        socket.create_connection(("127.0.0.1", port), timeout=5).close()
