"""What an engine is: a connection that reads, the one that writes, and both with what is known of the database."""

from collections.abc import Hashable, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any, Protocol

from sqlalchemy import Executable
from sqlalchemy.engine import Dialect

from gateway.store.readers import Readers
from gateway.store.transaction import Parameters, Transaction

__all__ = ["Engine", "Writer"]


class Writer(Protocol):
    """The one connection that writes: one transaction at a time."""

    def begun(self, *, in_bulk: bool) -> AbstractAsyncContextManager[Transaction]:
        """A transaction that is rolled back when the block raises; `commit`, within the block, keeps what it wrote."""

    async def refuse_dangling(self, *, in_bulk: bool) -> None:
        """Raise if a key leads nowhere; where that can be known before the end, or was not looked at, being in bulk."""

    async def commit(self) -> None:
        """Keep what was written."""

    async def fetch_all(self, statement: Executable | str, parameters: Parameters = ()) -> list[tuple[Any, ...]]:
        """All rows of a statement, in turn with what writes."""

    async def tidy(self) -> None:
        """See `Store.tidy`."""

    async def close(self) -> None:
        """Close the connection when its turn is over."""


class Engine(Protocol):
    """One database with one edition in it."""

    name: str
    """What people call it: for messages and traces, without secrets."""

    system: str
    """What OpenTelemetry calls the database management system."""

    may_go_back: bool
    """Whether what is read next may be older: connections of one pool may lead to servers that are not equally far."""

    can_work: bool
    """Whether its readers have `work`."""

    dialect: Dialect
    readers: Readers
    writer: Writer

    def stamp(self) -> Hashable:
        """See `Store.stamp`."""

    def moment(self) -> Hashable:
        """See `Store.moment`."""

    async def explain(self, text: str, parameters: Sequence[Any]) -> str:
        """See `Store.explain`."""

    async def close(self) -> None:
        """Stop what runs and close every connection."""
