"""What a connection that reads does, within which limits, and what those are told whom it cannot answer."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Any, NamedTuple, Protocol, TypeVar

from gateway.errors import StoreError

__all__ = [
    "Call",
    "ImmediateReader",
    "ReadLimits",
    "Reader",
    "Run",
    "T",
    "Work",
    "WorkingReader",
    "busy",
    "closed",
    "overloaded",
]


class ReadLimits(NamedTuple):
    """How long a statement may take, how large may be what it gives, and how many may wait for their turn."""

    timeout_seconds: float = 5.0
    max_bytes: int = 16 * 2**20
    most_waiting: int = 500

    def within(self, rows: list[Any]) -> list[Any]:
        """The rows, unless the answers in them are too large together.

        Raises:
            StoreError: MAX_ANSWER_BYTES_EXCEEDED.
        """
        size = 0
        for row in rows:
            for cell in row:
                if type(cell) is bytes:
                    size += len(cell)
        if size > self.max_bytes:
            message = f"The answer would have {size:,} bytes; the limit is {self.max_bytes:,}."
            raise StoreError(message, code="MAX_ANSWER_BYTES_EXCEEDED", limit=self.max_bytes)
        return rows


T = TypeVar("T")

Run = Callable[[str, Sequence[Any]], list[tuple[Any, ...]]]
"""Runs one statement, and gives its rows."""


class Work(Protocol):
    """What is made of statements, each of which may depend on the last one: an answer."""

    def __call__(self, run: Run, *, is_one_snapshot: bool) -> bytes | None:
        """The answer; None where it takes more than one statement and they may be of different snapshots.

        One statement is often all, so it is asked for without a transaction first.
        """


class Call:
    """One statement that somebody asks for."""

    __slots__ = ("cpu_seconds", "expires", "is_abandoned", "seconds", "stop")

    def __init__(self, expires: float) -> None:
        self.expires = expires
        self.is_abandoned = False
        self.seconds = 0.0  # that it ran
        self.cpu_seconds = 0.0  # of its own thread, where that is known
        self.stop: Callable[[], object] | None = None  # where whoever runs it does not look whether it is abandoned

    def abandon(self) -> None:
        """Nobody waits for it any more."""
        self.is_abandoned = True
        if self.stop is not None:
            self.stop()


class Reader(Protocol):
    """A connection that cannot write."""

    load: int
    """Statements that run or wait on it."""

    async def fetch(self, text: str, parameters: Sequence[Any], call: Call) -> list[Any]:
        """All rows of one statement, when its turn comes.

        Raises:
            StoreError: also when the time is up, or nobody waits any more.
        """

    async def fetch_each(
        self, statements: Sequence[tuple[str, Sequence[Any]]], call: Call, tell: Callable[[list[Any]], None]
    ) -> None:
        """The rows of several statements, all of one snapshot, told one after another, from whatever thread."""

    async def close(self) -> None:
        """Close the connection."""


class WorkingReader(Reader, Protocol):
    """One of an engine that can (`gateway.store.engine.Engine.can_work`)."""

    async def work(self, do: Work, call: Call) -> bytes:
        """What is made of several statements, all of one snapshot."""


class ImmediateReader(WorkingReader, Protocol):
    """One of an engine that runs in this process: it can answer on the caller's own thread as well."""

    def one_snapshot(self) -> AbstractContextManager[None]:
        """All that is read in the block is of one snapshot, which the first statement decides of."""

    def fetch_now(self, text: str, parameters: Sequence[Any], call: Call) -> list[Any]:
        """All rows of one statement."""

    def work_now(self, do: Work, call: Call) -> bytes:
        """What is made of several statements, all of one snapshot."""


def busy() -> StoreError:
    """Nothing was free for as long as a statement may take."""
    return StoreError("All database connections are busy.", hint="Try again in a moment.")


def closed() -> StoreError:
    """The pool is closed."""
    return StoreError("The database is closed.")


def overloaded() -> StoreError:
    """Enough wait already."""
    message = "As many operations wait for their turn as may."
    return StoreError(message, code="TOO_MANY_OPERATIONS", hint="Try again in a moment.")
