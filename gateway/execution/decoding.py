"""The JSON of answers as values of Python, so that other threads go on meanwhile."""

import json
from typing import Any, Final

import msgspec

__all__ = ["decoded"]

_SHORT_BYTES: Final = 64 * 1024


def decoded(data: bytes) -> Any:
    """The value of some JSON.

    Python lets others go on only between its own instructions: a decoder in C holds them up to the end. With a hook it
    comes back to Python for each object.
    """
    return msgspec.json.decode(data) if len(data) <= _SHORT_BYTES else json.loads(data, object_hook=_same)


def _same(value: dict[str, Any]) -> dict[str, Any]:
    return value
