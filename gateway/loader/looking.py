"""Looks what a load has to do for each edition of the database, before anything is written."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import select

from gateway.loader.changes import STORED_FILES, Changes, find_changes
from gateway.loader.report import Outcome, Placed
from gateway.loader.sources import Source
from gateway.loader.stored_problems import served_problems
from gateway.store import Store, Transaction
from gateway.tables import snapshot

__all__ = ["Look", "look"]

_SNAPSHOT: Final = select(snapshot.c.id, snapshot.c.whole_id, snapshot.c.number)
"""`SELECT id, whole_id, number FROM snapshot`"""


@dataclass(slots=True)
class Look:
    """An edition, what it has, and what has happened to the files since.

    `snapshot_id` is null before its first load; `whole_id` is that of the whole which a public edition belongs to;
    `number` is another one after each load; `problems` are those that it serves, null when others must be served.
    """

    store: Store
    sources: Sequence[Source]
    is_public: bool
    stored: list[tuple[Any, ...]]
    changes: Changes
    snapshot_id: str | None
    whole_id: str | None
    number: int | None
    problems: list[Placed] | None = None

    @property
    def is_to_load(self) -> bool:
        """Whether a document must be read or forgotten."""
        return bool(self.changes) or self.snapshot_id is None

    @property
    def is_current(self) -> bool:
        """Whether nothing at all must be written: a folder that is readable again is told of, too."""
        return not self.is_to_load and self.problems is not None

    @property
    def unchanged(self) -> Outcome:
        """What came of a load that has no document to read or forget."""
        return Outcome(self.snapshot_id or "", 0, 0, 0, self.changes.unchanged, self.changes.failed)

    async def again(self, transaction: Transaction) -> None:
        """Look once more if another process has loaded in the meantime; from here on nobody else can."""
        last = await _snapshot(transaction)
        if last != (self.snapshot_id, self.whole_id, self.number):
            self.snapshot_id, self.whole_id, self.number = last
            self.stored = await transaction.fetch_all(STORED_FILES)
            self.changes = await asyncio.to_thread(find_changes, self.sources, self.stored)


async def look(store: Store, sources: Sequence[Source], *, is_public: bool) -> Look:
    """Look at one edition."""
    last = await _snapshot(store)  # before all else: what is loaded from now on is noticed when we look `again`
    stored = await store.fetch_all(STORED_FILES)
    changes = await asyncio.to_thread(find_changes, sources, stored)
    found = Look(store, sources, is_public, stored, changes, *last)
    if not found.is_to_load:
        found.problems = await served_problems(store, changes.problems)
    return found


async def _snapshot(store: Store | Transaction) -> tuple[str | None, str | None, int | None]:
    for identity, whole_id, number in await store.fetch_all(_SNAPSHOT):
        return identity, whole_id, number
    return None, None, None
