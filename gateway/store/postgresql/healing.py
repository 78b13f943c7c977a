"""How often a server that cannot be reached is tried again: soon at first, then more and more seldom."""

import time
from typing import Final

from gateway.errors import StoreError

__all__ = ["Healing"]

_FIRST_SECONDS: Final = 0.05
_MOST_SECONDS: Final = 1.0


class Healing:
    """Shared by all connections of a pool: while it is too early to try again, those who ask are refused at once."""

    def __init__(self) -> None:
        self._failure: StoreError | None = None
        self._pause = _FIRST_SECONDS
        self._again_at = 0.0

    def require_patience_is_over(self) -> None:
        """Raise what was found the last time, unless it is time to try again; then others wait for what comes of it."""
        now = time.monotonic()
        if self._failure is None:
            return
        if now < self._again_at:
            raise StoreError(self._failure.message, code=self._failure.code, hint=self._failure.hint)
        self._again_at = now + self._pause

    def failed(self, failure: StoreError) -> None:
        """It could not be reached."""
        self._failure = failure
        self._again_at = time.monotonic() + self._pause
        self._pause = min(2 * self._pause, _MOST_SECONDS)

    def succeeded(self) -> None:
        """It could."""
        self._failure = None
        self._pause = _FIRST_SECONDS
