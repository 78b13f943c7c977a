"""The catalog that all tables belong to, and the column types they share."""

from typing import Any

from sqlalchemy import BigInteger, Column, Integer, LargeBinary, MetaData, Text, func, literal_column

__all__ = ["HIGHEST", "HIGHEST_TEXT", "LOWEST", "binary", "identifier", "integer", "metadata", "newest_first", "text"]

metadata = MetaData()

LOWEST = literal_column("''", Text)
"""Below every instant: what an undated article counts as when the newest come first."""

HIGHEST = literal_column("'~'", Text)
"""Above every instant: what an undated article counts as when the oldest come first."""

HIGHEST_TEXT = literal_column("'\U0010ffff'", Text)
"""Above every text that people write: what a missing one counts as where it comes last."""


def text(name: str, *rest: Any, required: bool = True, **options: Any) -> Column[str]:
    """A column of text, compared and sorted by code point."""
    return Column(name, Text, *rest, nullable=not required, **options)


def integer(name: str, *rest: Any, required: bool = True, **options: Any) -> Column[int]:
    """A column of small numbers; booleans are 0 and 1."""
    return Column(name, Integer, *rest, nullable=not required, **options)


def identifier(name: str, *rest: Any, required: bool = True, **options: Any) -> Column[int]:
    """A column of 63-bit ids (see `gateway.content.identity`)."""
    return Column(name, BigInteger().with_variant(Integer, "sqlite"), *rest, nullable=not required, **options)


def binary(name: str, *rest: Any, required: bool = True, **options: Any) -> Column[bytes]:
    """A column of bytes: digests and MessagePack."""
    return Column(name, LargeBinary, *rest, nullable=not required, **options)


def newest_first(published_at: Column[str]) -> Any:
    """`coalesce(published_at, '') DESC`: the order of nearly every list, with the undated last."""
    return func.coalesce(published_at, LOWEST).desc()
