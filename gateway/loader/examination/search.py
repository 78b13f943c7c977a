"""Whether the indexes of words have the articles that they should have, each in that of its status."""

from collections.abc import Sequence
from typing import Final

from gateway.loader.examination.findings import DAMAGED, Finding, failed, passed
from gateway.store import Transaction
from gateway.tables import RANKED, SEARCH_INDEXES

__all__ = ["check_search", "check_words"]


def _differing(one: str, other: str) -> str:
    """How many rows only one of two statements gives."""
    return f"""
SELECT (SELECT count(*) FROM ({one} EXCEPT {other}) AS a) + (SELECT count(*) FROM ({other} EXCEPT {one}) AS b)"""


_OF_ARTICLES: Final = "SELECT id, status FROM article"
_OF_TEXTS: Final = "SELECT article_id, status FROM article_text"
_OF_WORDS: Final = "SELECT article_id, status FROM article_words"
_WITHOUT_TEXT: Final = _differing(_OF_ARTICLES, _OF_TEXTS)
_WITHOUT_WORDS: Final = _differing(_OF_TEXTS, _OF_WORDS)


def _amiss(name: str, status: int) -> str:
    """How many articles an index lacks, and how many it has too many; FTS5 keeps the ids of a table `…_docsize`."""
    return _differing(f"SELECT article_id FROM article_text WHERE status = {status}", f"SELECT id FROM {name}_docsize")


_UNWEIGHED: Final = f"""
SELECT abs(of_word.articles - (SELECT count(*) FROM {RANKED.name}_docsize))
    + abs(of_word.articles - (SELECT count(*) FROM search_weight WHERE word = ''))
FROM search_word AS of_word WHERE of_word.word = ''"""
"""How many articles whose words should be weighed are not; no row where none is weighed yet."""


async def check_words(transaction: Transaction) -> Finding:
    """The same on PostgreSQL, where all words are in one table, and indexes are the server's matter."""
    [(texts,)] = await transaction.fetch_all(_WITHOUT_TEXT)
    [(words,)] = await transaction.fetch_all(_WITHOUT_WORDS)
    if not texts and not words:
        return passed("search", "The words of all articles are there, and no others.")
    return failed(
        "search", f"Articles are missing, or are there and should not be: {texts:,} texts, {words:,} words.", DAMAGED
    )


async def check_search(transaction: Transaction, unsound: Sequence[str]) -> Finding:
    """Whether all articles can be found by their words; `unsound` is what SQLite says of the indexes themselves."""
    if unsound:
        return failed("search", f"SQLite says: {'; '.join(unsound)}", DAMAGED)
    [(count,)] = await transaction.fetch_all(_WITHOUT_TEXT)
    wrong = [f"{count:,} texts"] if count else []
    for index in SEARCH_INDEXES:
        [(count,)] = await transaction.fetch_all(_amiss(index.name, index.info["status"]))
        wrong += [f"{count:,} in {index.name}"] if count else []
    wrong += [f"{count:,} in search_weight" for (count,) in await transaction.fetch_all(_UNWEIGHED) if count]
    if not wrong:
        return passed("search", "The indexes of words have all articles, and no others.")
    return failed("search", f"Articles are missing, or are there and should not be: {', '.join(wrong)}.", DAMAGED)
