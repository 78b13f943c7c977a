"""Hashes what is served part by part, and keeps the hashes: a load hashes only those parts anew that it has changed.

A part is what lies side by side by id: articles of one day, as ids begin with it, or a 4,096th of all ids.
"""

from array import array
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from hashlib import blake2b
from itertools import chain, groupby
from operator import itemgetter
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, Integer, Select, Table, bindparam, case, delete, insert, literal_column, select

from gateway.content.identity import DATED_IDS, DAY_BITS
from gateway.loader import work
from gateway.loader.change_log import has_changed, relisted, was
from gateway.loader.work import keys_in
from gateway.store import Transaction
from gateway.tables import article, article_related, image, provider, snapshot_part, topic

__all__ = ["PARTS", "all_parts", "hash_parts", "hashed"]

_PartRow = tuple[int, int, bytes]

_DIGEST_BYTES: Final = 16
_EVEN: Final = 51
"""Of the 63 bits of an id, those that do not tell the part."""


def _shifted(ids: ColumnElement[int], bits: int) -> ColumnElement[int]:
    return ids.bitwise_rshift(literal_column(str(bits), Integer()))


def _evenly(ids: ColumnElement[int]) -> ColumnElement[int]:
    """`id >> 51`."""
    return _shifted(ids, _EVEN)


def _by_day(ids: ColumnElement[int]) -> ColumnElement[int]:
    """`CASE WHEN id < 4611686018427387904 THEN id >> 51 ELSE id >> 44 END`."""
    is_undated = ids < literal_column(str(DATED_IDS), Integer())
    return case((is_undated, _evenly(ids)), else_=_shifted(ids, DAY_BITS))


def _ends(part: int) -> tuple[int, int]:
    """The first and the last id of a part: numbers of parts that are days are larger than all others."""
    bits = DAY_BITS if part >= DATED_IDS >> DAY_BITS else _EVEN
    return part << bits, (part + 1 << bits) - 1


def _joined(digests: Iterable[bytes]) -> bytes:
    return b"".join(digests)


def _packed(ids: Iterable[int]) -> bytes:
    return array("q", ids).tobytes()


class _Kind(NamedTuple):
    """One kind of what is served: its rows by part, what is hashed of them, and which parts are changed."""

    key: ColumnElement[int]
    rows: Select[Any]
    said: Callable[[Iterable[Any]], bytes]
    changed: Select[Any]

    @property
    def rows_of_parts(self) -> Select[Any]:
        """`SELECT id >> 51, digest FROM dirty_part JOIN topic ON topic.id BETWEEN first_id AND last_id ORDER BY id`."""
        ends = work.dirty_part.c
        return self.rows.join_from(work.dirty_part, self.key.table, self.key.between(ends.first_id, ends.last_id))


_PartOf = Callable[[ColumnElement[int]], ColumnElement[int]]


def _kind(key: ColumnElement[int], part_of: _PartOf, rows: Select[Any], said: Any, changed: Select[Any]) -> _Kind:
    """`changed` gives the ids of those of which something else is shown than was."""
    parts = select(part_of(next(iter(changed.subquery("changed").c)))).distinct()
    return _Kind(key, rows, said, parts)


def _shown(table: Table, part_of: _PartOf, changed: Select[Any]) -> _Kind:
    """`SELECT id >> 51, digest FROM topic ORDER BY id`."""
    key = table.c.id
    return _kind(key, part_of, select(part_of(key), table.c.digest).order_by(key), _joined, changed)


def _listed() -> _Kind:
    """An edge is hashed as two ids.

    `SELECT …, article_id, related_id FROM article_related ORDER BY article_id, position`
    """
    key = article_related.c.article_id
    rows = select(_by_day(key), key, article_related.c.related_id).order_by(key, article_related.c.position)
    return _kind(key, _by_day, rows, _packed, select(relisted.subquery("relisted")))


_changed: Final = select(was.c.id).join_from(was, article, article.c.id == was.c.id, isouter=True).where(has_changed)

_KINDS: Final = (
    _shown(article, _by_day, _changed),
    _shown(provider, _evenly, keys_in(work.dirty_provider)),
    _shown(topic, _evenly, keys_in(work.dirty_topic)),
    _shown(image, _evenly, keys_in(work.dirty_image)),
    _listed(),
)
"""Counted from 0, as in `snapshot_part`."""

_KNOWN: Final = select(snapshot_part.c.kind).limit(1)
PARTS: Final = select(*snapshot_part.c).order_by(snapshot_part.c.kind, snapshot_part.c.part)
"""`SELECT kind, part, digest FROM snapshot_part ORDER BY kind, part`"""

_CLEAR: Final = delete(snapshot_part)
_DROP: Final = delete(snapshot_part).where(
    snapshot_part.c.kind == bindparam("old_kind"), snapshot_part.c.part == bindparam("old_part")
)
_ADD: Final = insert(snapshot_part)
_ADD_DIRTY: Final = insert(work.dirty_part)
_EMPTY: Final = delete(work.dirty_part)


async def hash_parts(transaction: Transaction, *, is_first: bool) -> str:
    """Bring the hashes of all parts up to date; gives the hash of them.

    `INSERT INTO dirty_part (first_id, last_id) VALUES (?, ?); SELECT article.id, digest FROM dirty_part JOIN article
    ON article.id BETWEEN first_id AND last_id ORDER BY article.id; DELETE FROM snapshot_part WHERE …; INSERT INTO …`
    """
    if is_first or not await transaction.fetch_all(_KNOWN):
        await transaction.execute(_CLEAR)
        await transaction.execute_many(_ADD, await all_parts(transaction))
    else:
        for number, kind in enumerate(_KINDS):
            await _hash_dirty(transaction, number, kind)
    return hashed(await transaction.fetch_all(PARTS))


async def all_parts(transaction: Transaction) -> list[_PartRow]:
    """The rows of `snapshot_part` as they must be.

    `SELECT id, digest FROM article ORDER BY id; …; SELECT article_id, related_id FROM article_related ORDER BY …`
    """
    return [
        (number, *part)
        for number, kind in enumerate(_KINDS)
        async for part in _parts(kind, transaction.stream(kind.rows))
    ]


def hashed(parts: Iterable[Sequence[Any]]) -> str:
    """The id of a snapshot: a hash of its parts, given as rows in the order of their numbers."""
    whole = blake2b(digest_size=_DIGEST_BYTES)
    for kind, part, digest in parts:
        whole.update(b"%d %d %b" % (kind, part, digest))
    return whole.hexdigest()


async def _hash_dirty(transaction: Transaction, number: int, kind: _Kind) -> None:
    parts = [part for (part,) in await transaction.fetch_all(kind.changed)]
    if not parts:
        return
    await transaction.execute(_EMPTY)
    await transaction.execute_many(_ADD_DIRTY, [_ends(part) for part in parts])
    await work.look_through(transaction, work.dirty_part)
    found = [part async for part in _parts(kind, transaction.stream(kind.rows_of_parts))]
    await transaction.execute_many(_DROP, [(number, part) for part in parts])
    await transaction.execute_many(_ADD, [(number, *part) for part in found])


async def _parts(kind: _Kind, batches: AsyncIterator[list[tuple[Any, ...]]]) -> AsyncIterator[tuple[int, bytes]]:
    """Numbers and hashes of parts, from their rows in order. A part of which nothing is shown is none."""
    number, hash_ = -1, None
    async for rows in batches:
        for part, group in groupby(rows, key=itemgetter(0)):
            if part != number:
                if hash_ is not None:
                    yield number, hash_.digest()
                number, hash_ = part, None
            if said := kind.said(chain.from_iterable(row[1:] for row in group)):
                hash_ = hash_ or blake2b(digest_size=_DIGEST_BYTES)
                hash_.update(said)
    if hash_ is not None:
        yield number, hash_.digest()
