"""Sending to one client: one message after another, and never waiting long for a client that does not read.

Nothing is queued here. Whoever has a message waits for its turn, each only for its own client; what comes meanwhile
waits in the subscriptions, which are bounded, as is how much may wait here. So neither memory nor other clients depend
on how fast one of them reads.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

from gateway.errors import RequestError
from gateway.server.under_way import UNDER_WAY

__all__ = ["Sender", "TooSlowError"]

SEND_SECONDS = 10
"""How long a client may take for a message, the buffers of its socket being full, before it is given up."""

SLOWEST_BYTES = 64 * 1024
"""And how much it must take in each second beyond that, where the message is large."""

LINGER_SECONDS = 60
"""How long what a client has not taken counts after it was given up: the system cuts connections after 30."""

MOST_WAITING_BYTES = 64 * 2**20
"""How much may wait for one client: some of the largest answers."""

HINT: Final = "Read results as they come, or subscribe to less."


class TooSlowError(RequestError):
    """The client does not read what it is sent."""

    default_code = "SUBSCRIPTION_TOO_SLOW"


class Sender:
    """Sends to one client."""

    def __init__(self, send: Callable[[bytes], Awaitable[None]]) -> None:
        self._send = send
        self._turn = asyncio.Lock()
        self._waiting = 0

    async def __call__(self, message: bytes) -> None:
        """Send one message; waits while the buffers of the client's socket are full, before it and after.

        Raises:
            TooSlowError: when they stay full, or too much waits to be sent.
        """
        size = len(message)
        if (self._waiting and self._waiting + size > MOST_WAITING_BYTES) or not UNDER_WAY.has_room(size):
            raise TooSlowError("Too many results wait to be read.", hint=HINT)
        self._waiting += size
        try:
            with UNDER_WAY.held(size):
                await self._send_in_turn(message)
        finally:
            self._waiting -= size

    async def _send_in_turn(self, message: bytes) -> None:
        async with self._turn:
            seconds = SEND_SECONDS + len(message) // SLOWEST_BYTES
            try:
                async with asyncio.timeout(seconds):
                    await self._send(message)
            except TimeoutError:
                UNDER_WAY.hold_for(len(message), LINGER_SECONDS)
                raise TooSlowError(f"Too little was read for {seconds} seconds.", hint=HINT) from None
