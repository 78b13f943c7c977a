"""Last good versions for a public edition that is made later than the whole: of documents that cannot be read now.

The whole has them. What comes from there goes through `public_part` like everything else, so that a broken document
that was hidden when it was good is withheld.
"""

from collections.abc import Iterable
from typing import Any, Final

from sqlalchemy import bindparam, select

from gateway.content.reading import Reading
from gateway.content.withholding import public_part
from gateway.loader.changes import StoredFile
from gateway.loader.documents import Intake
from gateway.loader.looking import Look
from gateway.loader.packed import Packed, decode_problems, unpack
from gateway.loader.parsing import Batch, Document, add_reading
from gateway.loader.tasks import Task
from gateway.store import Transaction
from gateway.tables import document

__all__ = ["Seeds"]

_GOOD: Final = select(document).where(document.c.id == bindparam("document_id"), document.c.kind.is_not(None))
_FILES: Final = select(document.c.id, document.c.source, document.c.file)


class Seeds:
    """What the whole has of documents that the public edition lacks. It must not have been loaded yet itself."""

    def __init__(self, whole: Transaction, found: Look) -> None:
        self._whole = whole
        self._changes = found.changes
        self._stored = found.stored

    async def take_unseen(self, intake: Intake) -> None:
        """Take in what is in a place where nobody can look now.

        `SELECT id, source, file FROM document`
        """
        if self._changes.hidden:
            known = {row[0] for row in self._stored}
            files = [row for row in await self._whole.fetch_all(_FILES) if row[0] not in known]
            await self._take(intake, (identity for identity, *place in files if self._changes.may_hide(*place)))

    async def take_broken(self, intake: Intake, batch: Batch) -> None:
        """Take in what the broken documents of a batch were; that they are broken is then an edit like others."""
        await self._take(intake, (read.id for read in batch.documents if read.is_broken and not self._has(read.id)))

    def _has(self, identity: int) -> bool:
        stored = self._changes.touched.get(identity)
        return stored is not None and stored.kind is not None

    async def _take(self, intake: Intake, wanted: Iterable[int]) -> None:
        good, broken = Batch(), Batch()
        for identity in wanted:
            for row in await self._whole.fetch_all(_GOOD, {"document_id": identity}):
                stored = Document(*row)
                _add_good(good, stored)
                if stored.is_broken:
                    broken.documents.append(stored)
        if good.documents:
            good.rows.sort()
            await intake.take(good)
            for read in good.documents:
                self._changes.touched[read.id] = _as_stored(read)
            await intake.take(broken)


def _add_good(batch: Batch, stored: Document) -> None:
    assert stored.entry is not None
    problems = () if stored.is_broken or stored.problems is None else tuple(decode_problems(stored.problems))
    reading = public_part(Reading(unpack(Packed(stored.entry, stored.related)), problems))
    task = Task(stored.id, stored.file, stored.size, stored.modified_ns, None)
    add_reading(batch, stored.source, task, reading)


def _as_stored(read: Document) -> StoredFile:
    values: dict[str, Any] = {name: getattr(read, name) for name in StoredFile._fields}
    return StoredFile(**values)
