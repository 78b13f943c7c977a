"""Sending to one client: one message after another, and never waiting long for a client that does not read.

Nothing is queued here. Whoever has a message waits for its turn, each only for its own client; what comes meanwhile
waits in the subscriptions, which are bounded. So neither memory nor other clients depend on how fast one of them reads.
"""

import asyncio
from collections.abc import Awaitable, Callable

from gateway.errors import RequestError

__all__ = ["Sender", "TooSlowError"]

SEND_SECONDS = 10
"""How long a client may take nothing at all, the buffers of its socket being full, before it is given up."""


class TooSlowError(RequestError):
    """The client does not read what it is sent."""

    default_code = "SUBSCRIPTION_TOO_SLOW"


class Sender:
    """Sends to one client."""

    def __init__(self, send: Callable[[bytes], Awaitable[None]]) -> None:
        self._send = send
        self._turn = asyncio.Lock()

    async def __call__(self, message: bytes) -> None:
        """Send one message; waits while the buffers of the client's socket are full.

        Raises:
            TooSlowError: when they stay full.
        """
        async with self._turn:
            try:
                async with asyncio.timeout(SEND_SECONDS):
                    await self._send(message)
            except TimeoutError:
                text = f"Nothing was read for {SEND_SECONDS} seconds."
                raise TooSlowError(text, hint="Read results as they come, or subscribe to less.") from None
