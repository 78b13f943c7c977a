"""Answers that are made and that their clients have not taken yet: memory that grows with clients who do not read."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

__all__ = ["LARGE_BYTES", "UNDER_WAY", "UnderWay"]

MOST_BYTES = 256 * 2**20
"""Of all of them together, in one process."""

LARGE_BYTES: Final = 64 * 1024
"""What is smaller is not counted: the buffers of a connection take as much."""


class UnderWay:
    """How many bytes are held for clients."""

    def __init__(self) -> None:
        self.bytes = 0

    def has_room(self, size: int) -> bool:
        """Whether so many more may be held; one answer always may."""
        return size <= LARGE_BYTES or not self.bytes or self.bytes + size <= MOST_BYTES

    @contextmanager
    def held(self, size: int) -> Iterator[None]:
        """Count so many bytes until the block ends."""
        self.bytes += size
        try:
            yield
        finally:
            self.bytes -= size

    def hold_for(self, size: int, seconds: float) -> None:
        """Count so many bytes for some time, whose end nobody tells."""
        self.bytes += size
        asyncio.get_running_loop().call_later(seconds, self._release, size)

    def _release(self, size: int) -> None:
        self.bytes -= size


UNDER_WAY: Final = UnderWay()
"""Those of this process."""
