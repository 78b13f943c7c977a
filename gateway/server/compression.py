"""Content codings (RFC 9110, 8.4.1 and 12.5.3): zstd (RFC 8878) or gzip, whichever the client likes better.

What has been compressed is remembered by its digest, so that an answer that many ask for is compressed once.
"""

import asyncio
import zlib
from collections.abc import Callable
from functools import lru_cache
from hashlib import blake2b
from typing import Final, NamedTuple

import zstandard
from cachetools import LRUCache

from gateway.server.negotiation import parse_range

__all__ = ["MIN_BYTES", "Coding", "Encoder", "negotiate_coding"]

MIN_BYTES: Final = 1024
"""What is smaller fits one packet anyway."""

_KEPT_BYTES: Final = 16 * 2**20
_LONG_BYTES: Final = 64 * 1024
"""What is larger is compressed on a thread: other requests go on meanwhile."""

_GZIP_WINDOW: Final = 31
_LEVEL_ZSTD: Final = 3
_LEVEL_GZIP: Final = 5


class Coding(NamedTuple):
    """A content coding: its name in headers, and how it is done."""

    name: str
    encode: Callable[[bytes], bytes]


def _zstd(body: bytes) -> bytes:
    return zstandard.ZstdCompressor(level=_LEVEL_ZSTD).compress(body)


def _gzip(body: bytes) -> bytes:
    compressor = zlib.compressobj(_LEVEL_GZIP, wbits=_GZIP_WINDOW)
    return compressor.compress(body) + compressor.flush()


_CODINGS: Final = (Coding("zstd", _zstd), Coding("gzip", _gzip))
"""The better one first: it is taken when a client likes both equally."""


@lru_cache(maxsize=256)
def negotiate_coding(accept_encoding: bytes | None) -> Coding | None:
    """The coding that a client likes best; None when it wants none, or none of ours."""
    if not accept_encoding:
        return None
    parts = accept_encoding.decode("latin-1").lower().split(",")
    liked = {part.media_type: part.quality for part in (parse_range(text, 0) for text in parts)}
    rest = liked.get("*", 0.0)
    best = max(_CODINGS, key=lambda coding: liked.get(coding.name, rest))
    quality = liked.get(best.name, rest)
    return best if quality > 0 and quality >= liked.get("identity", 0.0) else None


class Encoder:
    """Compresses bodies, and remembers some of them."""

    def __init__(self) -> None:
        self._kept: LRUCache[tuple[str, bytes], bytes] = LRUCache(_KEPT_BYTES, getsizeof=len)

    async def encode(self, body: bytes, coding: Coding) -> bytes:
        """The body in this coding."""
        key = (coding.name, blake2b(body, digest_size=16).digest())
        encoded = self._kept.get(key)
        if encoded is None:
            is_long = len(body) > _LONG_BYTES
            encoded = await asyncio.to_thread(coding.encode, body) if is_long else coding.encode(body)
            if len(encoded) <= _KEPT_BYTES:
                self._kept[key] = encoded
        return encoded
