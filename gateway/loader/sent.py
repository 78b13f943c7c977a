"""What goes from process to process as MessagePack: in half the time that it takes to pickle its thousands of rows."""

from collections.abc import Callable, Hashable
from functools import cache
from typing import Any

import msgspec

from gateway.loader.packed import encode

__all__ = ["Sent"]


class Sent(msgspec.Struct):
    """A struct that is pickled as one text of bytes."""

    def __reduce__(self) -> tuple[Any, ...]:
        return _received, (type(self), encode(self))


def _received(kind: type[Sent], sent: bytes) -> Any:
    return _decoder(kind)(sent)


@cache
def _decoder(kind: Hashable) -> Callable[[bytes], Any]:
    return msgspec.msgpack.Decoder(kind).decode
