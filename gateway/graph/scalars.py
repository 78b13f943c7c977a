"""The scalars of the contract: instants, addresses and JSON."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, NewType

import strawberry
from strawberry.types.scalar import ScalarDefinition

__all__ = ["SCALARS", "URL", "DateTime", "Json"]

DateTime = NewType("DateTime", str)
URL = NewType("URL", str)
Json = NewType("Json", object)


RFC_3339 = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)", re.ASCII)


def parse_instant(value: Any) -> str:
    """An RFC 3339 instant as the canonical text that is stored: UTC, no zone, no trailing zeros.

    Raises:
        ValueError: for anything else; an instant without a zone is none.
    """
    if isinstance(value, str) and RFC_3339.fullmatch(value):
        try:
            instant = datetime.fromisoformat(value.upper())
            if instant.tzinfo is not None:
                return _canonical(instant)
        except (ValueError, OverflowError):
            pass
    raise ValueError("an RFC 3339 instant like 2020-08-16T08:28:00Z is needed")


def _canonical(instant: datetime) -> str:
    text = instant.astimezone(UTC).replace(tzinfo=None).isoformat()
    return text.rstrip("0") if "." in text else text


def parse_url(value: Any) -> str:
    """An address, compared exactly as it is.

    Raises:
        TypeError: for what is no text.
    """
    if not isinstance(value, str):
        raise TypeError("text is needed")
    return value


SCALARS: Mapping[object, ScalarDefinition] = {
    DateTime: strawberry.scalar(
        name="DateTime",
        description="An instant, RFC 3339, always in UTC and with a trailing Z: 2020-08-16T08:28:00Z.",
        serialize=str,
        parse_value=parse_instant,
    ),
    URL: strawberry.scalar(
        name="URL",
        description="An absolute http or https address, exactly as published.",
        serialize=str,
        parse_value=parse_url,
    ),
    Json: strawberry.scalar(name="JSON", description="Any JSON value.", serialize=lambda v: v, parse_value=lambda v: v),
}
"""The scalars by the Python type that stands for them in annotations."""
