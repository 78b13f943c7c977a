"""What SQLite itself finds: whether pages and indexes are sound, and whether every key leads somewhere."""

from collections.abc import Sequence
from typing import Final

from gateway.loader.examination.findings import DAMAGED, Finding, failed, passed
from gateway.store import Transaction

__all__ = ["check_keys", "find_unsound", "integrity_of"]

_SHOWN: Final = 3
_OF_WORDS: Final = "fts5"
"""Stands in what SQLite says of an index of words."""


async def find_unsound(transaction: Transaction) -> tuple[list[str], list[str]]:
    """What SQLite says of tables and their indexes, and what of the indexes of words.

    `PRAGMA integrity_check`
    """
    said = [str(line) for (line,) in await transaction.fetch_all("PRAGMA integrity_check") if line != "ok"]
    of_words = [line for line in said if _OF_WORDS in line.lower()]
    return [line for line in said if line not in of_words], of_words


def integrity_of(said: Sequence[str]) -> Finding:
    """Whether pages and indexes are sound."""
    if not said:
        return passed("integrity", "Every page and every index is sound.")
    more = f" … and {len(said) - _SHOWN} more" if len(said) > _SHOWN else ""
    return failed("integrity", f"SQLite says: {'; '.join(said[:_SHOWN])}{more}", DAMAGED)


async def check_keys(transaction: Transaction) -> Finding:
    """Whether every key leads to a row.

    `PRAGMA foreign_key_check`
    """
    dangling = await transaction.fetch_all("PRAGMA foreign_key_check")
    if not dangling:
        return passed("foreign keys", "Every key leads to a row.")
    tables = ", ".join(sorted({str(row[0]) for row in dangling}))
    return failed("foreign keys", f"{len(dangling):,} rows refer to rows that are missing: {tables}.", DAMAGED)
