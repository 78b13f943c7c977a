"""How far the log of changes goes."""

from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from typing import Any, Final, NamedTuple, cast

from gateway.errors import RequestError, StoreError
from gateway.store import Store

__all__ = ["LogRange", "lost_changes", "read_range", "read_with_range"]

RANGE: Final = "SELECT changes, coalesce((SELECT min(number) FROM article_change), changes + 1) FROM snapshot"


class LogRange(NamedTuple):
    """The number of the last change that was logged, and of the first that is still there."""

    last: int
    first: int

    def follows(self, position: int) -> bool:
        """Whether all that came after a position is still there."""
        return self.first - 1 <= position <= self.last


async def read_range(store: Store) -> LogRange:
    """Look how far the log goes, in the last committed load.

    Raises:
        StoreError: when there is no content, or the database cannot answer.
    """
    return _range_of(await store.fetch_rows(RANGE))


async def read_with_range(store: Store, text: str, parameters: Sequence[Any]) -> tuple[list[Any], LogRange]:
    """The rows of a statement, and how far the log goes in the same snapshot.

    Raises:
        StoreError: when there is no content, or the database cannot answer.
    """
    reading = cast("AsyncGenerator[list[Any]]", store.fetch_each([(text, parameters), (RANGE, ())]))
    async with aclosing(reading) as found:
        rows, known = [each async for each in found]
    return rows, _range_of(known)


def _range_of(rows: list[Any]) -> LogRange:
    if not rows:
        raise no_content()
    return LogRange(*rows[0])


def no_content() -> StoreError:
    """There is no snapshot to answer from."""
    return StoreError("No content has been loaded yet.", code="NO_CONTENT", hint="Run `gateway load` first.")


def lost_changes() -> RequestError:
    """What a subscriber is told whose next change is not in the log any more."""
    message = "The log of changes does not go back to the last event that was sent."
    hint = "Some changes were missed: subscribe again, then ask for what is needed."
    return RequestError(message, code="SUBSCRIPTION_TOO_SLOW", hint=hint)
