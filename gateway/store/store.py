"""One database behind one object: a pool that answers, and a writer that changes everything at once."""

from collections.abc import AsyncIterator, Awaitable, Hashable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any, Final, Self

from sqlalchemy import Executable
from sqlalchemy.engine import Dialect

from gateway.observing.spans import are_traced, span
from gateway.store.address import Address, SqliteAddress, read_address
from gateway.store.engine import Engine, Writer
from gateway.store.reader import ReadLimits, Work
from gateway.store.readers import Usage
from gateway.store.transaction import Transaction
from gateway.store.writing import writing_together

__all__ = ["Store", "edition_exists", "inspecting", "open_store"]

DEFAULT_LIMITS: Final = ReadLimits()


class Store:
    """An open database. Made by `open_store`; must be closed.

    `public`, where there is one, is a database of its own with the public edition of the same content.
    """

    def __init__(self, engine: Engine, public: "Store | None" = None) -> None:
        self.engine = engine
        self.public = public
        self.name: str = engine.name
        self.dialect: Dialect = engine.dialect
        self.writer: Writer = engine.writer
        self._readers = engine.readers
        self._is_traced = are_traced()
        self._is_closed = False

    async def fetch_json(self, text: str, parameters: Sequence[Any] = (), *, is_heavy: bool = False) -> bytes:
        """The one value of the one row of a statement: a whole answer, read from one snapshot.

        `is_heavy` tells that it may take long: it waits for others of its kind, and quick ones do not wait for it.
        """
        rows = await self._fetch(text, parameters, is_heavy=is_heavy)
        return rows[0][0]  # type: ignore[no-any-return]

    async def fetch_rows(
        self, text: str, parameters: Sequence[Any] = (), *, is_heavy: bool = False
    ) -> list[tuple[Any, ...]]:
        """All rows of one statement."""
        return await self._fetch(text, parameters, is_heavy=is_heavy)

    async def work(self, text: str, do: Work, *, is_heavy: bool = False) -> bytes:
        """What `do` makes of the statements that it runs, all of one snapshot; `text` is the first of them.

        It is called on another thread, where the engine has threads: see `can_work`.
        """
        if not self._is_traced:
            return await self._readers.work(text, do, is_heavy=is_heavy)
        with span(f"SELECT {self.name}", self._attributes(text), kind="client"):
            return await self._readers.work(text, do, is_heavy=is_heavy)

    @property
    def can_work(self) -> bool:
        """Whether there is `work`."""
        return self.engine.can_work

    def fetch_each(
        self, statements: Sequence[tuple[str, Sequence[Any]]], *, is_heavy: bool = False
    ) -> AsyncIterator[list[Any]]:
        """The rows of several statements, all of one snapshot, as they come."""
        return self._readers.fetch_each(statements, is_heavy=is_heavy)

    @property
    def usage(self) -> Usage:
        """How busy the connections are that answer."""
        return self._readers.usage

    def _fetch(self, text: str, parameters: Sequence[Any], *, is_heavy: bool) -> Awaitable[list[Any]]:
        fetch = self._fetch_traced if self._is_traced else self._readers.fetch
        return fetch(text, parameters, is_heavy=is_heavy)

    async def _fetch_traced(self, text: str, parameters: Sequence[Any], *, is_heavy: bool = False) -> list[Any]:
        """Fetch within a span (OpenTelemetry, "Database client spans"); the text holds no values of anybody."""
        with span(f"SELECT {self.name}", self._attributes(text), kind="client"):
            return await self._readers.fetch(text, parameters, is_heavy=is_heavy)

    def _attributes(self, text: str) -> dict[str, str]:
        return {
            "db.system.name": self.engine.system,
            "db.namespace": self.name,
            "db.operation.name": "SELECT",
            "db.query.text": text,
        }

    async def fetch_all(
        self, statement: Executable, parameters: Mapping[str, Any] | None = None
    ) -> list[tuple[Any, ...]]:
        """All rows of a statement that is no answer: without a time limit, and in turn with what writes."""
        return await self.writer.fetch_all(statement, parameters or {})

    @asynccontextmanager
    async def writing(self, *, in_bulk: bool = False) -> AsyncIterator[Transaction]:
        """A transaction: committed when the block ends, rolled back when it raises; readers see all of it or nothing.

        Rows may be written in any order; what is missing at the end is refused. In bulk, all keys are looked up at once
        then, which is quicker than row by row.
        """
        async with writing_together([(self.writer, in_bulk)]) as (transaction,):
            yield transaction

    async def explain(self, text: str, parameters: Sequence[Any] = ()) -> str:
        """What the database makes of a statement, in its own words: a line for each step, indented; it is not run."""
        return await self.engine.explain(text, parameters)

    def stamp(self) -> Hashable:
        """Another one whenever something may have been written, by whatever process."""
        return self.engine.stamp()

    @property
    def may_go_back(self) -> bool:
        """Whether what is read next may be older than what was read last."""
        return self.engine.may_go_back

    def moment(self) -> Hashable:
        """Another one after each commit of whatever process, from when on it can be read; None where nobody knows."""
        return self.engine.moment()

    async def tidy(self) -> None:
        """After a load: make room, and refresh what the planner knows."""
        await self.writer.tidy()

    async def close(self) -> None:
        """Stop what runs and close every connection. Once more does nothing."""
        if self._is_closed:
            return
        self._is_closed = True
        await self.engine.close()
        if self.public is not None:
            await self.public.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()


async def open_store(
    url: str, *, readers: int = 4, limits: ReadLimits = DEFAULT_LIMITS, has_public: bool = False
) -> Store:
    """Open the database at an address, make it if there is none, and bring its tables up to date.

    With `has_public` the public edition beside it as well. Where there is one already it is opened in any case: a load
    that passed it by would leave stories public that are public no more.
    """
    address = read_address(url)
    engine = _engine_of(address)
    public = None
    if has_public or await edition_exists(address.public):
        public = Store(await engine.open_engine(address.public, readers, limits))
    try:
        return Store(await engine.open_engine(address, readers, limits), public)
    except BaseException:
        if public is not None:
            await public.close()
        raise


async def edition_exists(address: Address) -> bool:
    """Whether there is a database, or a schema in one, at an address."""
    return bool(await _engine_of(address).edition_exists(address))


def inspecting(address: Address) -> AbstractAsyncContextManager[tuple[Transaction, int]]:
    """A transaction that only reads, all of one moment, and writes nothing at all; and the version of the tables."""
    return _engine_of(address).inspecting_edition(address)  # type: ignore[no-any-return]


def _engine_of(address: Address) -> Any:
    """The module of an engine. The other engine's driver is not imported."""
    if isinstance(address, SqliteAddress):
        from gateway.store.sqlite import engine  # noqa: PLC0415

        return engine
    from gateway.store.postgresql import engine as postgresql  # noqa: PLC0415

    return postgresql
