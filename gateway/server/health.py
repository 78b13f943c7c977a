"""`/health/live`: the process answers. `/health/ready`: there is content to answer from."""

import asyncio
import logging
from typing import Protocol

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

__all__ = ["KnowsReadiness", "health_routes"]

logger = logging.getLogger(__name__)

NO_STORE = {"cache-control": "no-store"}


class KnowsReadiness(Protocol):
    """What the health checks need of the gateway."""

    async def is_ready(self) -> bool:
        """Tell whether a snapshot is loaded and can be read."""
        ...


def health_routes(service: KnowsReadiness, draining: asyncio.Event) -> list[Route]:
    """Make both routes."""

    async def live(_: Request) -> JSONResponse:
        return JSONResponse({"status": "live"}, headers=NO_STORE)

    async def ready(_: Request) -> JSONResponse:
        if draining.is_set():
            return JSONResponse({"status": "stopping"}, status_code=503, headers=NO_STORE)
        if await is_ready(service):
            return JSONResponse({"status": "ready"}, headers=NO_STORE)
        return JSONResponse({"status": "not ready"}, status_code=503, headers=NO_STORE)

    return [Route("/health/live", live), Route("/health/ready", ready)]


async def is_ready(service: KnowsReadiness) -> bool:
    """Ask the gateway; a database that cannot be read is not ready, whatever is wrong with it."""
    try:
        return await service.is_ready()
    except Exception:
        logger.exception("the readiness check failed")
        return False
