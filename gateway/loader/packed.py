"""Entries as they are stored: MessagePack. Related lists lie apart: an entry of one is read by its place."""

from typing import Final, NamedTuple

import msgspec

from gateway.content.entries import ArticleEntry, Entry, RelatedEntry
from gateway.content.problems import Problem

__all__ = [
    "Packed",
    "decode_entry",
    "decode_problems",
    "decode_related",
    "encode",
    "pack",
    "places_in",
    "unpack",
]

encode = msgspec.msgpack.Encoder().encode
decode_entry = msgspec.msgpack.Decoder(Entry).decode
decode_problems = msgspec.msgpack.Decoder(list[Problem]).decode
decode_related = msgspec.msgpack.Decoder(RelatedEntry).decode
_decode_list: Final = msgspec.msgpack.Decoder(tuple[RelatedEntry, ...]).decode
_split: Final = msgspec.msgpack.Decoder(tuple[msgspec.Raw, ...]).decode


class Packed(NamedTuple):
    """An entry without its related list, and the list; null when it has none."""

    entry: bytes
    related: bytes | None


def pack(entry: Entry) -> Packed:
    """Encode an entry."""
    if not isinstance(entry, ArticleEntry) or not entry.related:
        return Packed(encode(entry), None)
    return Packed(encode(msgspec.structs.replace(entry, related=())), encode(entry.related))


def unpack(packed: Packed) -> Entry:
    """Decode an entry with its related list."""
    entry: Entry = decode_entry(packed.entry)
    if not isinstance(entry, ArticleEntry) or packed.related is None:
        return entry
    return msgspec.structs.replace(entry, related=_decode_list(packed.related))


def places_in(related: bytes) -> list[tuple[int, int]]:
    """Where each entry of an encoded related list begins, counted from 0, and how many bytes it has."""
    parts = _split(related)
    places = []
    start = len(related) - sum(map(len, parts))
    for part in parts:
        places.append((start, len(part)))
        start += len(part)
    return places
