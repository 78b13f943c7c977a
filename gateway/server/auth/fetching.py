"""A key set from where it is kept: a file, or an address that the settings name. No token ever names one."""

import asyncio
import ssl
from collections.abc import Awaitable, Callable
from functools import cache
from pathlib import Path
from typing import Final

import httpx

__all__ = ["MAX_KEY_SET_BYTES", "Fetch", "from_address", "from_file"]

Fetch = Callable[[], Awaitable[bytes]]
"""Gives the bytes of a key set.

Raises:
    OSError: when it cannot be had.
"""

MAX_KEY_SET_BYTES: Final = 262_144
FETCH_SECONDS: Final = 5.0


def from_file(file: Path) -> Fetch:
    """Read a file."""

    async def fetch() -> bytes:
        return await asyncio.to_thread(_start_of, file)

    return fetch


def from_address(url: str) -> Fetch:
    """Ask a server: for a bounded time, for a bounded answer, and without following it anywhere else."""

    async def fetch() -> bytes:
        try:
            async with asyncio.timeout(FETCH_SECONDS):
                return await _get(url)
        except (httpx.HTTPError, TimeoutError) as error:
            raise OSError(f"{type(error).__name__} {error}".rstrip()) from None

    return fetch


def _start_of(file: Path) -> bytes:
    with file.open("rb") as opened:
        data = opened.read(MAX_KEY_SET_BYTES + 1)
    return _bounded(data)


async def _get(url: str) -> bytes:
    context = await asyncio.to_thread(_trusted)
    headers = {"accept": "application/jwk-set+json, application/json", "accept-encoding": "identity"}
    data = b""
    async with (
        httpx.AsyncClient(verify=context, follow_redirects=False, timeout=FETCH_SECONDS) as client,
        client.stream("GET", url, headers=headers) as response,
    ):
        if response.status_code != httpx.codes.OK:
            raise OSError(f"it answers {response.status_code}")
        async for part in response.aiter_raw():
            data = _bounded(data + part)
    return data


def _bounded(data: bytes) -> bytes:
    if len(data) > MAX_KEY_SET_BYTES:
        raise OSError(f"it has over {MAX_KEY_SET_BYTES} bytes")
    return data


@cache
def _trusted() -> ssl.SSLContext:
    """Whom to trust; read once, in a thread, since it takes long."""
    return httpx.create_ssl_context()
