"""Takes what the workers read into the tables: the files, and the articles of those that alone claim their path."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, Final

from sqlalchemy import Executable, bindparam, delete, func, insert, select, update

from gateway.content.entries import Sealed
from gateway.loader import work
from gateway.loader.change_log import note_new_articles
from gateway.loader.changes import Changes, StoredFile
from gateway.loader.parsing import Batch, Document
from gateway.loader.rows import Rows
from gateway.loader.seen import Seen
from gateway.loader.statements import forget_articles, insert_rows, keys_in
from gateway.loader.tasks import ARTICLE, ORGANIZATION, TOPIC
from gateway.store import Transaction
from gateway.tables import article, article_detail, document

__all__ = ["Intake", "add_new_rows"]

_OF_FILE: Final = ("size", "modified_ns", "problems", "is_broken")
_OF_SAME: Final = ("size", "modified_ns", "entry", "problems", "is_broken")
_documents: Final = keys_in(work.batch_document)

_OWNED: Final = select(article.c.id).where(article.c.document_id.in_(_documents))
_OLD_KEYS: Final = select(document.c.kind, document.c.key).where(document.c.id.in_(_documents))
_DELETE: Final = delete(document).where(document.c.id.in_(_documents))
_INSERT: Final = insert(document)


def _change(names: Sequence[str]) -> Executable:
    """`UPDATE document SET size = ?, … WHERE id = ?`: the values in the order of the table's columns."""
    values: dict[str, Any] = {name: bindparam(f"new_{name}") for name in names}
    return update(document).where(document.c.id == bindparam("document_id")).values(values)


_BREAK: Final = _change(_OF_FILE)
_REFRESH: Final = _change(_OF_SAME)

_contested = document.alias("contested")
_CONTESTED: Final = (
    select(_contested.c.key)
    .where(
        _contested.c.kind == ARTICLE,
        _contested.c.key.in_(select(document.c.key).where(document.c.id.in_(_documents), document.c.kind == ARTICLE)),
    )
    .group_by(_contested.c.key)
    .having(func.count() > 1)
)

_SEAL: Final = (
    update(article_detail)
    .where(article_detail.c.article_id.in_(select(article.c.id).where(article.c.document_id == bindparam("document"))))
    .values(cipher_text=bindparam("cipher"), initialization_vector=bindparam("vector"))
)

_DIRTY_PATH: Final = insert(work.dirty_path)
_DIRTY_PARENT: Final = insert(work.dirty_parent)
_DIRTY_TITLE: Final = insert(work.dirty_title)
_DIRTY_URL: Final = insert(work.dirty_url)


async def add_new_rows(transaction: Transaction, rows: Rows, seen: Seen, *, are_documents: bool) -> None:
    """Insert articles with all that is theirs, and mark dirty what they touch."""
    await seen.mark(transaction, rows)
    await insert_rows(transaction, rows)
    if not seen.is_first:
        await note_new_articles(transaction, (row[0] for row in rows.articles))
    if are_documents and not seen.is_first:
        await transaction.execute_many(_DIRTY_PARENT, [(row[0],) for row in rows.articles])
        await transaction.execute_many(_DIRTY_TITLE, [(row[8],) for row in rows.articles])
        urls = {url for row in rows.articles for url in row[11:13] if url is not None}
        await transaction.execute_many(_DIRTY_URL, [(url,) for url in urls])


class Intake:
    """Everything that is known while the files of one load come in."""

    def __init__(
        self, transaction: Transaction, touched: dict[int, StoredFile], *, is_first: bool, is_public: bool = False
    ) -> None:
        self._transaction = transaction
        self._touched = touched
        self.is_first = is_first
        self.is_public = is_public
        self.seen = Seen(is_first=is_first)
        self.added = self.changed = self.removed = self.unchanged = self.failed = 0
        self.has_new_topics = False
        self.domains: set[str] = set()
        self._claimed: set[int] = set()

    async def remove(self, changes: Changes) -> None:
        """Forget the files that are gone, and what they described."""
        gone = changes.gone
        self.removed += sum(file.counts for file in gone)
        if gone:
            await work.refill(self._transaction, work.batch_document, (file.id for file in gone))
            await self._forget_described()
            await self._transaction.execute(_DELETE)
        if changes.sites:
            await work.refill(self._transaction, work.batch_document, (row[0] for row in changes.sites))
            await self._transaction.execute(_DELETE)
            await self._transaction.execute_many(_INSERT, changes.sites)

    async def take(self, batch: Batch) -> None:
        """Store what one chunk of files gave."""
        fresh: list[Document] = []
        broken: list[Document] = []
        for read in batch.documents:
            stored = self._touched.get(read.id)
            self._count(read, stored)
            (broken if read.is_broken and stored else fresh).append(read)
        await self._transaction.execute_many(_BREAK, [_values(read, _OF_FILE) for read in broken])
        await self._refresh(batch.same)
        if fresh:
            await self._replace(fresh, batch)

    def _count(self, read: Document, stored: StoredFile | None) -> None:
        was_good = stored is not None and stored.kind is not None
        self.failed += read.is_broken
        if not read.is_broken:
            self.added += read.kind is not None and not was_good
            self.changed += read.kind is not None and was_good
            self.removed += read.kind is None and was_good

    async def _refresh(self, same: Sequence[tuple[Document, Sealed | None]]) -> None:
        """The documents say what they said: only times, problems and sealed payloads can be others."""
        self.unchanged += len(same)
        await self._transaction.execute_many(_REFRESH, [_values(read, _OF_SAME) for read, _ in same])
        sealed = [(*_payload(sealed), read.id) for read, sealed in same]
        await self._transaction.execute_many(_SEAL, sealed)

    async def _replace(self, fresh: list[Document], batch: Batch) -> None:
        if not self.is_first:
            await work.refill(self._transaction, work.batch_document, (read.id for read in fresh))
            await self._forget_described()
            await self._transaction.execute(_DELETE)
        self._mark_described((read.kind, read.key) for read in fresh)
        await self._transaction.execute_many(_INSERT, fresh)
        contested = await self._contested(batch)
        rows = batch.rows
        if contested:
            paths = {read.key for read in fresh if batch.article_ids.get(read.id) in contested}
            await self._transaction.execute_many(_DIRTY_PATH, [(path,) for path in paths])
            rows = rows.without(contested)
        if not self.is_first:
            await work.refill(self._transaction, work.batch_article, (row[0] for row in rows.articles))
            await forget_articles(self._transaction)
        await add_new_rows(self._transaction, rows, self.seen, are_documents=True)

    async def _contested(self, batch: Batch) -> set[int]:
        """Which articles of a batch have a path that another file claims too."""
        if not self.is_first:
            paths = {path for (path,) in await self._transaction.fetch_all(_CONTESTED)}
            return {
                batch.article_ids[read.id] for read in batch.documents if read.kind == ARTICLE and read.key in paths
            }
        claims = Counter(batch.article_ids.values())
        contested = {article for article, count in claims.items() if count > 1 or article in self._claimed}
        self._claimed.update(claims)
        return contested

    async def _forget_described(self) -> None:
        """Forget the articles of `batch_document`, and mark the topics and domains that it described."""
        self._mark_described(await self._transaction.fetch_all(_OLD_KEYS))
        owned = await self._transaction.fetch_all(_OWNED)
        if owned:
            await work.refill(self._transaction, work.batch_article, (identity for (identity,) in owned))
            await forget_articles(self._transaction)

    def _mark_described(self, keys: Iterable[tuple[str | None, str | None]]) -> None:
        for kind, key in keys:
            self.has_new_topics |= kind == TOPIC
            if kind == ORGANIZATION and key is not None:
                self.domains.add(key)


def _values(read: Document, names: Sequence[str]) -> tuple[object, ...]:
    return (*(getattr(read, name) for name in names), read.id)


def _payload(sealed: Sealed | None) -> tuple[str | None, str | None]:
    return (None, None) if sealed is None else (sealed.cipher_text, sealed.initialization_vector)
