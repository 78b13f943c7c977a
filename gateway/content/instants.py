"""Timestamps in any form of YAML 1.1 → canonical text in UTC (see `gateway.content.entries`)."""

import re
from datetime import datetime, timedelta
from typing import Final, NamedTuple

__all__ = ["Instant", "is_canonical", "parse_instant"]

_CANONICAL_LENGTH: Final = len("2020-08-16T08:28:00Z")
_TIMESTAMP: Final = re.compile(
    r"""(?P<year>[0-9]{4})-(?P<month>[0-9][0-9]?)-(?P<day>[0-9][0-9]?)
        (?: (?:[Tt]|[ \t]+)
            (?P<hour>[0-9][0-9]?) : (?P<minute>[0-9][0-9]) : (?P<second>[0-9][0-9])
            (?: \. (?P<fraction>[0-9]*) )?
            (?: [ \t]* (?P<zone>
                [Zz] | (?P<sign>[-+]) (?P<zone_hours>[0-9][0-9]?) (?: :? (?P<zone_minutes>[0-9][0-9]) )?
            ) )?
        )?""",
    re.VERBOSE,
)


class Instant(NamedTuple):
    """An instant as canonical text, and whether its text said in which zone it is."""

    text: str
    has_zone: bool


def is_canonical(text: str) -> bool:
    """Whether a text is an instant just as nearly all are written: canonical, and with a `Z`."""
    if len(text) != _CANONICAL_LENGTH or text[-1] != "Z":
        return False
    if not (text[4] == text[7] == "-" and text[10] == "T" and text[13] == text[16] == ":"):
        return False
    try:
        datetime.fromisoformat(text[:-1])
    except ValueError:
        return False
    return True


def parse_instant(text: str) -> Instant | None:
    """The instant that a text names, or None. Without a zone it is in UTC, without a time at midnight."""
    match = _TIMESTAMP.fullmatch(text)
    return _from_parts(match) if match else None


def _from_parts(match: re.Match[str]) -> Instant | None:
    year, month, day, hour, minute, second = (int(part or 0) for part in match.group(1, 2, 3, 4, 5, 6))
    microsecond = int((match["fraction"] or "")[:6].ljust(6, "0"))
    offset = _offset(match)
    if offset is None:
        return None
    try:
        moment = datetime(year, month, day, hour, minute, second, microsecond) - offset  # noqa: DTZ001 - UTC by its offset
    except (ValueError, OverflowError):
        return None
    text = moment.isoformat()
    return Instant(text.rstrip("0") if moment.microsecond else text, has_zone=match["zone"] is not None)


def _offset(match: re.Match[str]) -> timedelta | None:
    """How far ahead of UTC the zone is; None for a zone that cannot be."""
    hours, minutes = int(match["zone_hours"] or 0), int(match["zone_minutes"] or 0)
    if hours > 23 or minutes > 59:
        return None
    offset = timedelta(hours=hours, minutes=minutes)
    return -offset if match["sign"] == "-" else offset
