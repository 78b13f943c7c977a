"""Reads JSON that clients send; what goes wrong is a `RequestError`, in words without Python in them."""

import re
from typing import Final, TypeVar

import msgspec

from gateway.errors import RequestError

__all__ = ["read_json"]

T = TypeVar("T")

MOST_BRACKETS: Final = 10_000
"""How many brackets may open, those in strings as well: a megabyte of empty lists would take 30 ms to make and free."""

HIGH: Final = rb"\\u[dD][89abAB][0-9a-fA-F]{2}"
LOW: Final = rb"\\u[dD][c-fC-F][0-9a-fA-F]{2}"
HALF_A_PAIR: Final = re.compile(rb"%b(?!%b)|(?<!%b)%b" % (HIGH, LOW, HIGH, LOW))
"""The escape of half a character (RFC 8259, 8.2), of which the decoder says that the text is cut."""


def read_json(decoder: msgspec.json.Decoder[T], text: bytes, what: str) -> T:
    """The value of a text; `what` names it in errors.

    Raises:
        RequestError: BAD_REQUEST, when it is not what the decoder reads; PAYLOAD_TOO_LARGE.
    """
    if text.count(b"[") + text.count(b"{") > MOST_BRACKETS:
        message = f"The {what} opens more than {MOST_BRACKETS} brackets."
        raise RequestError(message, code="PAYLOAD_TOO_LARGE", limit=MOST_BRACKETS)
    try:
        return decoder.decode(text)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise RequestError(f"The {what} {reason(error, text).rstrip('.')}.", code="BAD_REQUEST") from None


def reason(error: Exception, text: bytes) -> str:
    """What is wrong."""
    match error:
        case msgspec.ValidationError():
            return f"is not of the right form: {error}"
        case RecursionError():
            return "is nested too deeply"
        case UnicodeDecodeError():
            return "is not UTF-8"
        case _ if HALF_A_PAIR.search(text.replace(rb"\\", b"")):
            return "has the escape of half a character, such as \\ud83d alone"
        case _:
            return f"is not JSON: {error}"
