"""Scalars as they are usually written, each as one group of a regular expression, and what readers make of them."""

from datetime import datetime
from typing import Final

from gateway.content.repair import repair_encoding, unescape_entities

__all__ = [
    "ADDRESS",
    "BOOLEAN",
    "INSTANT",
    "NUMBER",
    "TEXT",
    "DamagedError",
    "UnusualError",
    "usual_address",
    "usual_excerpt",
    "usual_instant",
    "usual_number",
    "usual_text",
]

_QUOTED: Final = r'(?<=")[^"]*+(?:(?<=\\)"[^"]*+)*+(?=")'
_PLAIN: Final = r"(?<=\ )(?!(?:~|[nN]ull|NULL)\n)[\w/.($<+~;^][^\n#:\\]*+(?:(?::|(?<=\S)\#)[^\s#:\\][^\n#:\\]*+)*+"

TEXT: Final = rf'"?+({_QUOTED}|{_PLAIN})"?+\n'
"""In double quotes, and then perhaps with lines that do not belong there; or plain, and then neither null nor with a
backslash, which has a meaning only in quotes."""

ADDRESS: Final = rf'(?="?https?://[^/?#"\n]|""){TEXT}'
NUMBER: Final = r"(0|-?[1-9][0-9]{0,8})\n"
BOOLEAN: Final = r"(true|false)\n"
INSTANT: Final = r"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2})Z\n"


class UnusualError(Exception):
    """A value is not as usual: read the story in the plain way."""


class DamagedError(UnusualError):
    """A text is as usual but for its encoding, which can be mended."""


def usual_text(written: str) -> str:
    """Text that needs no mending, trimmed. In quotes, only quotes may be escaped.

    Raises:
        UnusualError: also where text goes on in the next line.
        DamagedError
    """
    text = _unescaped(written) if "\\" in written else written
    if not text.isprintable():
        raise UnusualError
    if not text.isascii() and repair_encoding(text) != text:
        raise DamagedError
    return text.strip()


def _unescaped(written: str) -> str:
    text = written.replace('\\"', '"')
    if len(written) - len(text) != written.count("\\"):
        raise UnusualError
    return text


def usual_excerpt(written: str | None) -> str:
    """The same with its HTML entities written out; empty for none."""
    if not written:
        return ""
    text = usual_text(written)
    return unescape_entities(text).strip() if "&" in text else text


def usual_address(written: str) -> str:
    """An address, which has no blanks.

    Raises:
        UnusualError
    """
    if not written or " " in written or "\\" in written or not written.isprintable():
        raise UnusualError
    return written


def usual_number(written: str | None) -> int | None:
    """A whole number, or none."""
    return int(written) if written else None


def usual_instant(written: str | None) -> str | None:
    """An instant, if there is such a day and time.

    Raises:
        UnusualError
    """
    if written:
        try:
            datetime.fromisoformat(written)
        except ValueError:
            raise UnusualError from None
    return written
