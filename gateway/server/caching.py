"""Conditional requests (RFC 9110, 8.8.3 and 13.1.2): strong entity tags for answers to queries asked for with GET.

A tag is the name of the answer and of its representation: the media type and the coding.
"""

from typing import Final

from gateway.server.compression import Coding
from gateway.server.negotiation import RESPONSE_JSON

__all__ = ["etag_of", "is_any", "seen_by", "variant_of"]

_ANY: Final = b"*"


def variant_of(media_type: bytes, coding: Coding | None) -> str:
    """`json`, `response-gzip`, …: what two representations of one answer differ in."""
    kind = "response" if media_type == RESPONSE_JSON else "json"
    return kind if coding is None else f"{kind}-{coding.name}"


def etag_of(tag: str, variant: str) -> bytes:
    """The value of the header: `"SNAPSHOT-OPERATION-VARIANT"`."""
    return f'"{tag}-{variant}"'.encode()


def is_any(if_none_match: bytes | None) -> bool:
    """Whether any answer at all is one that the client need not get."""
    return if_none_match is not None and if_none_match.strip() == _ANY


def seen_by(if_none_match: bytes | None, variant: str) -> dict[str, str]:
    """What `If-None-Match` says a client has of this variant: snapshots by operation."""
    seen: dict[str, str] = {}
    for part in (if_none_match or b"").decode("latin-1").split(","):
        tag = part.strip().removeprefix("W/").strip('"')
        if tag.endswith(f"-{variant}"):
            snapshot_id, _, operation = tag[: -len(variant) - 1].partition("-")
            seen[operation] = snapshot_id
    return seen
