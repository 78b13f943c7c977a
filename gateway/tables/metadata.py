"""The catalog that all tables belong to, and the column types they share."""

from typing import Any, Final

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, MetaData, Text, func, literal_column
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

__all__ = [
    "HIGHEST",
    "HIGHEST_TEXT",
    "LOWEST",
    "beginning",
    "binary",
    "hashed",
    "identifier",
    "integer",
    "metadata",
    "newest_first",
    "text",
]

metadata = MetaData()

LOWEST = literal_column("''", Text)
"""Below every instant: what an undated article counts as when the newest come first."""

HIGHEST = literal_column("'~'", Text)
"""Above every instant: what an undated article counts as when the oldest come first."""

HIGHEST_TEXT = literal_column("'\U0010ffff'", Text)
"""Above every text that people write: what a missing one counts as where it comes last."""


BEGINNING: Final = 300
"""Characters of a text that PostgreSQL's indexes hold: an entry may have 2,704 bytes, and a title may be longer."""

_TEXT: Final = Text().with_variant(Text(collation="C"), "postgresql")


class beginning(FunctionElement[str]):  # noqa: N801 - named as SQL functions are
    """As much of a text as an index of the engine can hold: on SQLite all of it.

    What is sorted by it and then by the text itself is sorted by the text.
    """

    name = "beginning"
    type = Text()
    inherit_cache = True


@compiles(beginning)
def _whole(element: beginning, compiler: SQLCompiler, **options: Any) -> str:
    """`article.title`."""
    return compiler.process(*element.clauses, **options)


@compiles(beginning, "postgresql")
def _left(element: beginning, compiler: SQLCompiler, **options: Any) -> str:
    """`left(article.title, 300)`."""
    return f"left({compiler.process(*element.clauses, **options)}, {BEGINNING})"


def text(name: str, *rest: Any, required: bool = True, **options: Any) -> Column[str]:
    """A column of text, compared and sorted by code point."""
    return Column(name, _TEXT, *rest, nullable=not required, **options)


def integer(name: str, *rest: Any, required: bool = True, **options: Any) -> Column[int]:
    """A column of small numbers; booleans are 0 and 1."""
    return Column(name, Integer, *rest, nullable=not required, **options)


def identifier(name: str, *rest: Any, required: bool = True, **options: Any) -> Column[int]:
    """A column of 63-bit ids (see `gateway.content.identity`)."""
    return Column(name, BigInteger().with_variant(Integer, "sqlite"), *rest, nullable=not required, **options)


def binary(name: str, *rest: Any, required: bool = True, **options: Any) -> Column[bytes]:
    """A column of bytes: digests and MessagePack."""
    return Column(name, LargeBinary, *rest, nullable=not required, **options)


def hashed(name: str, column: Column[str], **options: Any) -> Index:
    """An index by which only equal texts are looked up: a hash, where the engine has such.

    Its options for PostgreSQL are in `info`: as options they would have all imported that SQLAlchemy knows of it.
    """
    return Index(name, column, info={"postgresql_using": "hash"}, **options)


def newest_first(published_at: Column[str]) -> Any:
    """`coalesce(published_at, '') DESC`: the order of nearly every list, with the undated last."""
    return func.coalesce(published_at, LOWEST).desc()
