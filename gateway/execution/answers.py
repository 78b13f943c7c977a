"""What statements gave, kept while the content is what it was, so that a question that comes again is not asked again.

The whole answer depends on nothing but the statement, its parameters and the content; so that is the key, and when the
content is another one everything is dropped. Who may see what is in the statement, and each edition has its own.
"""

import asyncio
from collections.abc import Awaitable, Callable, Hashable, Sequence
from functools import partial
from sys import getsizeof
from typing import Any, Final

from gateway.errors import StoreError
from gateway.execution.remembering import Remembered
from gateway.store import Store

__all__ = ["Answers"]

_LARGEST_PART: Final = 16
"""An answer that would take more than one part in so many of all the room is not kept."""

_OVERHEAD_BYTES: Final = 400
"""What an entry takes beside its bytes, about."""

Rows = list[tuple[Any, ...]]

Ask = Callable[[], Awaitable[Rows]]


class Answers:
    """Reads from one store; keeps answers of so many bytes together, the most recently used."""

    def __init__(self, store: Store, max_bytes: int) -> None:
        self._store = store
        self._moment: Hashable = None
        self._under_way: dict[Hashable, asyncio.Future[Rows]] = {}
        self.kept: Remembered[Rows] = Remembered(max_bytes, _LARGEST_PART)

    async def read(
        self, text: str, parameters: Sequence[Any], *, is_heavy: bool = False, ask: Ask | None = None
    ) -> Rows:
        """The rows of a statement, as of now or later; `ask` gives them in a quicker way, where there is one.

        Raises:
            StoreError: when the database cannot answer.
        """
        moment = self._store.moment() if self.kept.largest else None
        key = (text, *parameters)
        if moment is not None:
            if moment != self._moment:
                self.kept.clear()
                self._moment = moment
            rows = self.kept.find(key)
            if rows is not None:
                return rows
        ask = ask or partial(self._store.fetch_rows, text, parameters, is_heavy=is_heavy)
        if moment is None:
            return await ask()
        rows = await self._share((moment, key), ask)
        # Read after the moment was, it is of that moment, or of a later one: then that is seen the next time.
        if moment == self._moment:
            self.kept.keep(key, rows, _OVERHEAD_BYTES + _size_of(key) + sum([_size_of(row) for row in rows]))
        return rows

    async def _share(self, key: Hashable, ask: Ask) -> Rows:
        """Ask the database, or wait for somebody who has asked the same; if they give up, ask after all."""
        asked = self._under_way.get(key)
        while asked is not None:
            await asyncio.wait({asked})
            if not asked.cancelled():
                return asked.result()
            asked = self._under_way.get(key)
        asked = self._under_way[key] = asyncio.get_running_loop().create_future()
        try:
            rows = await ask()
            asked.set_result(rows)
        except StoreError as error:
            asked.set_exception(error)
            asked.exception()  # if nobody waits, it is no news
            raise
        finally:
            del self._under_way[key]
            asked.cancel()
        return rows


def _size_of(values: Sequence[Any]) -> int:
    """The bytes that some values take: parameters may be long lists, as JSON."""
    return sum([getsizeof(value) for value in values])
