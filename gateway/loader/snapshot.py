"""Puts a name to all that is served, which is a hash of it, and counts it."""

from datetime import UTC, datetime
from typing import Final

from sqlalchemy import bindparam, delete, func, insert, select, update

from gateway.content.statuses import PUBLISHED, REMOVED, STUB, UNPUBLISHED
from gateway.loader.change_log import log_changes, log_first_articles
from gateway.loader.parts import hash_parts
from gateway.store import Transaction
from gateway.tables import article, image, provider, snapshot, topic

__all__ = ["SNAPSHOT_ID", "count_all", "note_whole", "write_snapshot"]

SNAPSHOT_ID: Final = select(snapshot.c.id, snapshot.c.whole_id)
"""`SELECT id, whole_id FROM snapshot`"""

_NOTE_WHOLE: Final = update(snapshot).values(whole_id=bindparam("of_whole"))
_NUMBER: Final = update(snapshot).values(number=bindparam("new_number"))

_BY_STATUS: Final = select(article.c.status, func.count()).group_by(article.c.status)
_COUNTS: Final = tuple(select(func.count()).select_from(table) for table in (provider, topic, image))
_LAST_NUMBER: Final = select(func.coalesce(func.max(snapshot.c.number), 0))
_DELETE: Final = delete(snapshot)
_INSERT: Final = insert(snapshot)


async def write_snapshot(transaction: Transaction, *, is_first: bool, is_public: bool) -> str:
    """Replace the one row of `snapshot`; gives the id.

    `SELECT coalesce(max(number), 0) FROM snapshot; DELETE FROM snapshot; INSERT INTO snapshot (…) VALUES (…)`
    """
    identity = await hash_parts(transaction, is_first=is_first)
    counts = await count_all(transaction)
    now = datetime.now(UTC)
    loaded_at = now.replace(microsecond=0, tzinfo=None).isoformat()
    [(last,)] = await transaction.fetch_all(_LAST_NUMBER)
    number = max(int(now.timestamp() * 1_000_000), last + 1)
    log = log_first_articles if is_first else log_changes
    changes = await log(transaction, identity, is_public=is_public)
    await transaction.execute(_DELETE)
    row = (1, identity, loaded_at, *counts, changes, None, number)
    await transaction.execute_many(_INSERT, [row])
    return identity


async def count_all(transaction: Transaction) -> list[int]:
    """How many articles of each status there are, in the order of the columns, then providers, topics and images."""
    by_status = dict(await transaction.fetch_all(_BY_STATUS))
    statuses = [by_status.get(status, 0) for status in (PUBLISHED, UNPUBLISHED, STUB, REMOVED)]
    return statuses + [(await transaction.fetch_all(statement))[0][0] for statement in _COUNTS]


async def note_whole(public: Transaction, whole: Transaction, whole_id: str) -> None:
    """Note which snapshot of the whole a public edition belongs to, and give both the same number.

    A caller may be answered from the one and then from the other, and neither must seem to be older.

    `UPDATE snapshot SET whole_id = ?; SELECT coalesce(max(number), 0) FROM snapshot; UPDATE snapshot SET number = ?`
    """
    await public.execute(_NOTE_WHOLE, {"of_whole": whole_id})
    numbers = [(await edition.fetch_all(_LAST_NUMBER))[0][0] for edition in (public, whole)]
    for edition in (public, whole):
        await edition.execute(_NUMBER, {"new_number": max(numbers)})
