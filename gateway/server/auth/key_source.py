"""A key set that is kept, and looked up again when it is old or a token names a key that it lacks."""

import asyncio
import logging
import time
from collections.abc import Callable
from typing import Final, Protocol

import jwt

from gateway.server.auth.failures import CannotVerifyError
from gateway.server.auth.fetching import Fetch
from gateway.server.auth.key_sets import KeySet, read_key_set

__all__ = ["KeySource", "Keys", "SecretKey"]

logger = logging.getLogger(__name__)

FRESH_SECONDS: Final = 600
"""After so long a set is looked up again, while what is known of it still counts."""

KEPT_SECONDS: Final = 86_400
"""After so long without an answer nothing counts any more: a key may have been taken back."""

PAUSE_SECONDS: Final = 30
"""Between two look-ups, whatever tokens ask for: anybody can write tokens that name unknown keys."""


class Keys(Protocol):
    """Where the key of a token is found."""

    async def find(self, key_id: str | None, /) -> jwt.PyJWK | bytes | None:
        """The key that a token names, or the only one; None when it is not known.

        Raises:
            CannotVerifyError: when no keys are known at all.
        """
        ...


class SecretKey:
    """One secret that issuer and gateway share; whatever a token names."""

    def __init__(self, secret: str) -> None:
        self._secret = secret.encode()

    async def find(self, _: str | None, /) -> bytes:
        return self._secret


class KeySource:
    """Public keys from a file or an address."""

    def __init__(self, fetch: Fetch, algorithm: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._fetch = fetch
        self._algorithm = algorithm
        self._clock = clock
        self._keys: KeySet = {}
        self._read_at = self._tried_at = float("-inf")
        self._refreshing: asyncio.Task[None] | None = None

    async def find(self, key_id: str | None, /) -> jwt.PyJWK | None:
        age = self._clock() - self._read_at
        if key_id in self._keys and age < KEPT_SECONDS:
            if age > FRESH_SECONDS:
                self._refresh()
            return self._keys[key_id]
        under_way = self._refresh()
        if under_way is not None:
            await asyncio.shield(under_way)
        if self._clock() - self._read_at > KEPT_SECONDS:
            raise CannotVerifyError("Tokens cannot be verified at the moment.", hint="Try again later.")
        return self._keys.get(key_id)

    def _refresh(self) -> asyncio.Task[None] | None:
        """Look the set up; all who ask meanwhile share one look-up. None when that was done a moment ago."""
        if self._refreshing is None and self._clock() - self._tried_at >= PAUSE_SECONDS:
            self._tried_at = self._clock()
            self._refreshing = asyncio.create_task(self._look_up())
        return self._refreshing

    async def _look_up(self) -> None:
        try:
            self._keys = read_key_set(await self._fetch(), self._algorithm)
            self._read_at = self._clock()
        except (OSError, ValueError) as error:
            logger.warning("the keys of tokens cannot be read: %s", error)
        finally:
            self._refreshing = None
