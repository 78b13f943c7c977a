"""Counts how long lists are. What would take a look at all articles is found from what was known and what has changed.

While the longest list is as long as it was, only one that has grown can be longer; else all are counted.
"""

from collections.abc import Mapping
from operator import attrgetter
from typing import Any, Final, NamedTuple

from sqlalchemy import Select, bindparam, delete, func, insert, select

from gateway.loader import work
from gateway.loader.work import keys_in
from gateway.store import Transaction
from gateway.suggestions import MOST
from gateway.tables import LENGTHS, LISTS, Length, article_related, fan_out, longest_list

__all__ = ["count_lists", "write_fan_outs"]

_Row = tuple[str, int, int]

_COUNTED: Final = {name: length.counted for name, length in LENGTHS.items()}
_KEPT: Final = select(longest_list.c.length, longest_list.c.parent, longest_list.c.entries)
_CLEAR: Final = tuple(delete(table) for table in (fan_out, longest_list))
_ADD: Final = insert(fan_out)
_ADD_LONGEST: Final = insert(longest_list)

_replaced: Final = keys_in(work.article_before)
_rewritten: Final = keys_in(work.dirty_parent)
_named: Final = select(article_related.c.related_id).where(article_related.c.article_id.in_(_rewritten))

_GROWN: Final[Mapping[str, Select[Any] | None]] = {
    "topics of an article": _replaced,
    "images of an article": _replaced,
    "related of an article": _rewritten,
    "naming an article": _named,
    "suggested of an article": None,
}
"""Parents that can have more entries than they had. Which they are need not be known of what has `MOST` and no more."""


class _Longest(NamedTuple):
    parent: int
    entries: int


class _Watched(NamedTuple):
    """How the longest list is found among all, among those that can have grown, and looked at where it is known."""

    total: Select[Any]
    of_all: Select[Any]
    of_grown: Select[Any] | None
    of_one: Select[Any]

    @classmethod
    def of(cls, length: Length, grown: Select[Any] | None) -> "_Watched":
        """`SELECT article_id, count(*) … GROUP BY article_id ORDER BY count(*) DESC, article_id LIMIT 1`, and more."""
        parent = length.parent
        assert parent is not None
        longest = length.by_parent.order_by(length.entries.desc(), parent).limit(1)
        return cls(
            select(func.count()).select_from(length.table),
            longest,
            None if grown is None else longest.where(parent.in_(grown)),
            length.by_parent.where(parent == bindparam("parent")),
        )


_WATCHED: Final = {name: _Watched.of(LENGTHS[name], grown) for name, grown in _GROWN.items()}


async def write_fan_outs(transaction: Transaction, *, is_first: bool) -> None:
    """Bring `fan_out` up to date, and whose lists are the longest.

    `SELECT article_id, count(*) FROM article_topic WHERE article_id = ? GROUP BY article_id; SELECT … WHERE article_id
    IN (SELECT id FROM article_before) …; DELETE FROM fan_out; INSERT INTO fan_out (list, total, most) VALUES (?, ?, ?)`
    """
    kept = {} if is_first else {name: _Longest(*row) for name, *row in await transaction.fetch_all(_KEPT)}
    longest = {name: await _find_longest(transaction, each, kept.get(name)) for name, each in _WATCHED.items()}
    lengths = {name: await _count(transaction, name, longest) for name in LENGTHS}
    await transaction.execute_all(_CLEAR)
    await transaction.execute_many(_ADD, _rows(lengths))
    await transaction.execute_many(_ADD_LONGEST, [(name, *found) for name, found in longest.items() if found])


async def count_lists(transaction: Transaction) -> list[_Row]:
    """Of each list how many entries there are in all, and how many the longest has; all counted now."""
    return _rows({name: await _count(transaction, name, {}) for name in LENGTHS})


async def _find_longest(transaction: Transaction, watched: _Watched, before: _Longest | None) -> _Longest | None:
    """The longest list, if there is any: of several the one that is known, or the first."""
    if before is not None:
        now = [_Longest(*row) for row in await transaction.fetch_all(watched.of_one, {"parent": before.parent})]
        is_longest = bool(now) and now[0].entries >= (MOST if watched.of_grown is None else before.entries)
        if is_longest:
            grown = [] if watched.of_grown is None else await transaction.fetch_all(watched.of_grown)
            now += [_Longest(*row) for row in grown]
            return max(now, key=attrgetter("entries"))
    return next((_Longest(*row) for row in await transaction.fetch_all(watched.of_all)), None)


async def _count(transaction: Transaction, name: str, longest: Mapping[str, _Longest | None]) -> tuple[int, int]:
    """How many entries there are in all, and how many the longest list has."""
    if name not in longest:
        [(total, most)] = await transaction.fetch_all(_COUNTED[name])
        return total, most
    [(total,)] = await transaction.fetch_all(_WATCHED[name].total)
    found = longest[name]
    return total, found.entries if found else 0


def _rows(lengths: Mapping[str, tuple[int, int]]) -> list[_Row]:
    rows = []
    for name, parts in LISTS.items():
        totals, most = zip(*(lengths[part] for part in parts), strict=True)
        rows.append((name, sum(totals), sum(most)))
    return rows
