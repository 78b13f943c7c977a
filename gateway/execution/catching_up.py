"""Waits where a client has seen a later snapshot than this server: a replica is behind its primary for a while."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, Final

from gateway.errors import StoreError
from gateway.execution.live import no_content

__all__ = ["read_at_least"]

PATIENCE_SECONDS: Final = 2.0
"""So long a replica may be behind; then another server is the better one to ask."""

LOOK_SECONDS: Final = 0.05
"""Until the first look again; each time it is twice as long."""

Read = Callable[[], Awaitable[list[tuple[str, int, Any]]]]


async def read_at_least(read: Read, at_least: int) -> tuple[str, int, Any]:
    """What `read` gives once it is of this snapshot or a later one: the id of the snapshot, its number, and the answer.

    Raises:
        StoreError: SNAPSHOT_NOT_YET, when it takes too long; NO_CONTENT, when there is no snapshot at all.
    """
    expires, pause = asyncio.get_running_loop().time() + PATIENCE_SECONDS, LOOK_SECONDS
    while True:
        rows = await read()
        if not rows:  # the database was emptied since it was looked whether there is content
            raise no_content()
        [(snapshot_id, number, data)] = rows
        if number >= at_least:
            return snapshot_id, number, data
        remaining = expires - asyncio.get_running_loop().time()
        if remaining <= 0:
            message = f"This server has snapshot {number} and not yet {at_least}."
            raise StoreError(message, code="SNAPSHOT_NOT_YET", hint="Try again in a moment.")
        await asyncio.sleep(min(pause, remaining))
        pause *= 2
