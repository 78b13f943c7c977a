"""The gateway's cursors for the oracle's: seen in earlier answers, put into operations, checked in later answers."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

__all__ = ["HARVEST", "HARVESTED_ORDERS", "CursorBook", "with_cursors_of"]

HARVESTED_ORDERS: Final[Mapping[str, tuple[tuple[tuple[str, str], ...], ...]]] = {
    "Query.articles": (
        (),
        (("PUBLISHED", "ASC"),),
        (("HEAT", "DESC"),),
        (("HEAT", "ASC"),),
        (("QUALITY", "DESC"), ("PUBLISHED", "ASC")),
        (("TITLE", "ASC"),),
        (("TITLE", "DESC"), ("HEAT", "DESC")),
        (("QUALITY", "ASC"),),
    ),
    "Provider.articles": ((), (("HEAT", "DESC"),), (("TITLE", "ASC"),)),
    "Topic.articles": ((), (("HEAT", "ASC"),), (("PUBLISHED", "ASC"),)),
    "Query.providers": (
        (),
        (("NAME", "DESC"),),
        (("DOMAIN", "ASC"),),
        (("DOMAIN", "DESC"),),
        (("ARTICLE_COUNT", "DESC"),),
    ),
    "Query.topics": ((), (("DISPLAY", "DESC"),), (("NAME", "ASC"),), (("ARTICLE_COUNT", "DESC"), ("NAME", "DESC"))),
}
"""Per list, the orders whose cursors operations may hold; () is the order without `orderBy`."""

_ORACLE_CURSOR = re.compile(r"~[^~\"\\]*\|[^~\"\\]*\|[a-z][0-9a-f]{16}~")

_EVERY_STATUS = "status: [PUBLISHED, UNPUBLISHED, STUB, REMOVED]"


def _harvest() -> str:
    """One operation that shows the cursors of every node in every harvested order."""

    def lists(list_name: str, more: str) -> str:
        field = list_name.partition(".")[2]
        return " ".join(
            _aliased(number, field, more, order) for number, order in enumerate(HARVESTED_ORDERS[list_name])
        )

    both = "origin: [EDITORIAL, SUGGESTED]"
    related = f"related(first: 100, {both}, {_EVERY_STATUS}) {{ edges {{ cursor node {{ id }} }} }}"
    related_from = "relatedFrom(first: 100) { edges { cursor node { id } } }"
    of_providers = lists("Provider.articles", _EVERY_STATUS)
    of_topics = lists("Topic.articles", _EVERY_STATUS)
    return f"""{{
      {lists("Query.articles", _EVERY_STATUS)}
      {lists("Query.providers", "")}
      {lists("Query.topics", "")}
      all: articles(first: 100, {_EVERY_STATUS}) {{ nodes {{ {related} {related_from} }} }}
      ofProviders: providers(first: 100) {{ nodes {{ {of_providers} }} }}
      ofTopics: topics(first: 100) {{ nodes {{ {of_topics} }} }}
    }}"""


def _aliased(number: int, field: str, more: str, order: tuple[tuple[str, str], ...]) -> str:
    asked = ", ".join(f"{{field: {name}, direction: {direction}}}" for name, direction in order)
    order_by = f"orderBy: [{asked}]" if asked else ""
    return f"{field}{number}: {field}(first: 100, {more} {order_by}) {{ edges {{ cursor node {{ id }} }} }}"


HARVEST: Final = _harvest()


class CursorBook:
    """Which gateway cursor stands for which of the oracle's. Learns from answers to one operation by both."""

    def __init__(self) -> None:
        self._gateway_cursor: dict[str, str] = {}
        self._stands_for: dict[tuple[str, str], str] = {}

    def learn(self, expected: Any, given: Any) -> None:
        """Takes note of the oracle's cursors and, at the same places, the gateway's; raises if one stands for two."""
        for oracle_cursor, gateway_cursor in _pairs(expected, given):
            known = self._gateway_cursor.setdefault(oracle_cursor, gateway_cursor)
            assert known == gateway_cursor, f"two cursors for {oracle_cursor}: {known}, {gateway_cursor}"
            list_name = oracle_cursor.partition("|")[0]
            other = self._stands_for.setdefault((list_name, gateway_cursor), oracle_cursor)
            assert other == oracle_cursor, f"one cursor {gateway_cursor} for {other} and {oracle_cursor}"

    def knows(self, text: str) -> bool:
        """Whether all of the oracle's cursors in a text have been seen: those of hidden stories never are."""
        return all(found in self._gateway_cursor for found in _ORACLE_CURSOR.findall(text))

    def translate(self, text: str) -> str:
        """A text with the gateway's cursors in place of the oracle's."""
        return _ORACLE_CURSOR.sub(lambda found: json.dumps(self._gateway_cursor[found[0]])[1:-1], text)


def with_cursors_of(given: Any, expected: Any) -> Any:
    """The oracle's answer with its cursors spelled as in the gateway's answer, wherever that has any text."""
    match expected, given:
        case dict(), dict():
            return {name: with_cursors_of(given.get(name), value) for name, value in expected.items()}
        case list(), list():
            rest = [None] * (len(expected) - len(given))
            return [with_cursors_of(*pair) for pair in zip([*given, *rest], expected, strict=False)]
        case str(), str() if _ORACLE_CURSOR.fullmatch(expected):
            return given
        case _:
            return expected


def _pairs(expected: Any, given: Any) -> Iterator[tuple[str, str]]:
    """The cursors at equal places; what is not equal is left to the comparison."""
    match expected, given:
        case dict(), dict():
            for name in expected.keys() & given.keys():
                yield from _pairs(expected[name], given[name])
        case list(), list():
            for one, other in zip(expected, given, strict=False):
                yield from _pairs(one, other)
        case str(), str() if _ORACLE_CURSOR.fullmatch(expected):
            yield expected, given
        case _:
            pass
