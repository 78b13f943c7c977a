"""How often one caller may ask (RFC 6585, 4). Imported where the settings set it."""

import asyncio
import logging
import math
import time
from typing import Final

from limits import RateLimitItem, parse_many
from limits.aio.strategies import SlidingWindowCounterRateLimiter
from limits.errors import ConfigurationError, StorageError
from limits.storage import storage_from_string
from starlette.types import Scope

from gateway.errors import RequestError, SettingsError
from gateway.execution.operation import Answer, OperationRequest
from gateway.scopes import NO_SCOPES, Scopes
from gateway.server.callers import address_of
from gateway.server.streams.service import Streams, Subscription

__all__ = ["LimitedStreams", "RateLimiter", "rate_limiter_of"]

logger = logging.getLogger(__name__)

STORAGE_SECONDS: Final = 0.5
"""How long counting in a storage that several share may take."""

MEMORY: Final = "memory://"


class RateLimiter:
    """Counts requests in windows that slide.

    Where the storage does not answer, this process counts for itself meanwhile: who is asked for nothing but a number
    must not keep content from those who want it.
    """

    def __init__(self, limits: list[RateLimitItem], storage: str) -> None:
        self._limits = limits
        self._shared = _counting_in(storage)
        self._own = _counting_in(MEMORY)
        self._is_shared = True

    async def require_room(self, caller: str) -> None:
        """Count one request of a caller.

        Raises:
            RequestError: RATE_LIMITED, with the seconds after which there is room again.
        """
        try:
            async with asyncio.timeout(STORAGE_SECONDS):
                await self._count(self._shared, caller)
        except (StorageError, TimeoutError):
            self._say("the storage of rate limits does not answer; each process counts for itself", is_shared=False)
            await self._count(self._own, caller)
        else:
            self._say("the storage of rate limits answers again", is_shared=True)

    def _say(self, message: str, *, is_shared: bool) -> None:
        if is_shared is not self._is_shared:
            self._is_shared = is_shared
            logger.warning(message)

    async def _count(self, strategy: SlidingWindowCounterRateLimiter, caller: str) -> None:
        for limit in self._limits:
            if not await strategy.hit(limit, caller):
                reset = (await strategy.get_window_stats(limit, caller)).reset_time
                raise RequestError(
                    f"More requests than {limit}.",
                    code="RATE_LIMITED",
                    limit=limit.amount,
                    retry_seconds=max(1, math.ceil(reset - time.time())),
                )

    def limited(self, streams: Streams, scope: Scope) -> Streams:
        """The same for a connection, each operation of which is counted for the address that it came from."""
        return LimitedStreams(streams, self, address_of(scope))


class LimitedStreams:
    """What a connection asks, counted for its caller."""

    def __init__(self, streams: Streams, limiter: RateLimiter, caller: str) -> None:
        self._streams = streams
        self._limiter = limiter
        self._caller = caller

    async def subscribe(self, request: OperationRequest, scopes: Scopes = NO_SCOPES, /) -> Subscription | Answer:
        """Begin an operation, if there is room for it."""
        await self._limiter.require_room(self._caller)
        return await self._streams.subscribe(request, scopes)


def _counting_in(storage: str) -> SlidingWindowCounterRateLimiter:
    return SlidingWindowCounterRateLimiter(storage_from_string(f"async+{storage}", wrap_exceptions=True))


def rate_limiter_of(rate_limit: str, storage: str) -> RateLimiter:
    """For rates such as `100/second`, counted in a storage.

    Raises:
        SettingsError: when there is no such storage, or a package for it is missing.
    """
    try:
        return RateLimiter(parse_many(rate_limit), storage)
    except ConfigurationError:
        scheme = storage.partition("://")[0]  # what follows may have a password in it
        message = f"rate_limit_storage: {scheme} is no storage that the library `limits` has here"
        hint = f"Use memory, or install what it needs: pip install 'limits[async-{scheme}]'."
        raise SettingsError(message, hint=hint) from None
