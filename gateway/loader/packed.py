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
    "unpack",
]

encode = msgspec.msgpack.Encoder().encode
decode_entry = msgspec.msgpack.Decoder(Entry).decode
decode_problems = msgspec.msgpack.Decoder(list[Problem]).decode
decode_related = msgspec.msgpack.Decoder(RelatedEntry).decode
_decode_list: Final = msgspec.msgpack.Decoder(tuple[RelatedEntry, ...]).decode


class Packed(NamedTuple):
    """An entry without its related list, and the list; null when it has none."""

    entry: bytes
    related: bytes | None


def pack(entry: Entry, related: bytes | None = None) -> Packed:
    """Encode an entry; its related list is given as it is encoded."""
    if related is None:
        return Packed(encode(entry), None)
    return Packed(encode(msgspec.structs.replace(entry, related=())), related)


def unpack(packed: Packed) -> Entry:
    """Decode an entry with its related list."""
    entry: Entry = decode_entry(packed.entry)
    if not isinstance(entry, ArticleEntry) or packed.related is None:
        return entry
    return msgspec.structs.replace(entry, related=_decode_list(packed.related))
