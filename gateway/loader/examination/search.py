"""Whether the indexes of words have the articles that they should have, each in that of its status."""

from collections.abc import Sequence
from typing import Final

from gateway.loader.examination.findings import DAMAGED, Finding, failed, passed
from gateway.store import Transaction
from gateway.tables import SEARCH_INDEXES

__all__ = ["check_search"]

# What follows is SQLite's alone, as FTS5 is.

_WITHOUT_TEXT: Final = """
SELECT (SELECT count(*) FROM (SELECT id, status FROM article EXCEPT SELECT article_id, status FROM article_text))
     + (SELECT count(*) FROM (SELECT article_id, status FROM article_text EXCEPT SELECT id, status FROM article))"""


def _amiss(name: str, status: int) -> str:
    """How many articles an index lacks, and how many it has too many; FTS5 keeps the ids of a table `…_docsize`."""
    theirs = f"SELECT article_id FROM article_text WHERE status = {status}"
    indexed = f"SELECT id FROM {name}_docsize"
    return f"""
SELECT (SELECT count(*) FROM ({theirs} EXCEPT {indexed})) + (SELECT count(*) FROM ({indexed} EXCEPT {theirs}))"""


async def check_search(transaction: Transaction, unsound: Sequence[str]) -> Finding:
    """Whether all articles can be found by their words; `unsound` is what SQLite says of the indexes themselves."""
    if unsound:
        return failed("search", f"SQLite says: {'; '.join(unsound)}", DAMAGED)
    [(count,)] = await transaction.fetch_all(_WITHOUT_TEXT)
    wrong = [f"{count:,} texts"] if count else []
    for index in SEARCH_INDEXES:
        [(count,)] = await transaction.fetch_all(_amiss(index.name, index.info["status"]))
        wrong += [f"{count:,} in {index.name}"] if count else []
    if not wrong:
        return passed("search", "The indexes of words have all articles, and no others.")
    return failed("search", f"Articles are missing, or are there and should not be: {', '.join(wrong)}.", DAMAGED)
