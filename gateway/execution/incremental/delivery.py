"""The parts of an answer as they come: first the data, then what each deferred fragment and list adds to it."""

from collections.abc import AsyncGenerator, AsyncIterator, Iterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from gateway.errors import GatewayError, RequestError
from gateway.execution.apart import Apart
from gateway.execution.decoding import decoded
from gateway.execution.forbidden import settled
from gateway.execution.incremental.splitting import Deferred, Split
from gateway.execution.incremental.walking import Path, at, cut, marked, remove_marks
from gateway.execution.responses import error_entries

__all__ = ["Delivery", "Part", "Patch"]

Entry = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Patch:
    """What comes later at a path: fields of an object, or items of a list; `index` is where the first of them goes.

    `key` names it, from its announcement to its end. A patch that could not be made has only errors, which are as
    responses have them.
    """

    key: int
    path: Path
    label: str | None
    data: dict[str, Any] | None = None
    items: list[Any] | None = None
    index: int = 0
    errors: Sequence[Entry] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """One payload. The first has `data`; `announced` are patches that will come, `patches` those that do."""

    announced: Sequence[Patch]
    patches: Sequence[Patch]
    has_next: bool
    data: Any = None
    errors: Sequence[Entry] = ()
    is_first: bool = False


@dataclass(slots=True)
class Delivery:
    """An operation under way. `answers` gives the rows of each of its statements, the first one first.

    What is made of long answers is made apart, so that others are answered meanwhile.
    """

    split: Split
    answers: AsyncIterator[list[Any]]
    apart: Apart
    _waiting: dict[str, list[Patch]] = field(default_factory=dict)
    _count: int = 0

    async def parts(self) -> AsyncGenerator[Part]:
        """All payloads; at least one.

        Raises:
            StoreError: when the first cannot be read; what is missing later is told in its place.
        """
        async with aclosing(self.answers):  # type: ignore[type-var]
            async for part in self._parts():
                yield part

    async def _parts(self) -> AsyncIterator[Part]:
        data = data_of(await anext(self.answers))
        for first in await self.apart.do_of(len(data), lambda: self._first_parts(data)):
            yield first
        for deferred in self.split.deferred:
            try:
                answer = data_of(await anext(self.answers))
                part: Part | None = await self.apart.do_of(len(answer), partial(self._part, deferred, answer))
            except GatewayError as error:  # the first part has been sent: what is missing is told
                yield self._failed(RequestError(error.message, code=error.code, hint=error.hint))
                return
            if part is not None:
                yield part

    def _first_parts(self, answer: bytes) -> list[Part]:
        """What is sent at once, and what is left of lists."""
        errors: list[RequestError] = []
        data = settled(decoded(answer), errors)
        announced = list(self._announced(data, {each.mark for each in self.split.deferred}))
        remove_marks(data, self.split.deferred)
        lists = list(self._cut(data))
        first = Part([*announced, *lists], (), bool(self._waiting or lists), data, error_entries(errors), is_first=True)
        return [first, Part((), lists, bool(self._waiting))] if lists else [first]

    def _part(self, deferred: Deferred, answer: bytes) -> Part | None:
        """What one fragment adds; None when there was no object for it."""
        waiting = self._waiting.pop(deferred.mark, [])
        if not waiting:
            return None
        errors: list[RequestError] = []
        data = settled(decoded(answer), errors)
        announced = list(self._announced(data, {each.mark for each in self.split.deferred} - {deferred.mark}))
        remove_marks(data, self.split.deferred)
        told = by_place(errors, len(waiting[0].path))  # all paths through the same fields are of one length
        patches = [
            Patch(
                patch.key,
                patch.path,
                patch.label,
                data=at(data, patch.path),
                errors=told.get(patch.path, ()),
            )
            for patch in waiting
        ]
        return Part(announced, patches, bool(self._waiting))

    def _announced(self, data: Any, marks: set[str]) -> Iterator[Patch]:
        """The objects that have a mark, which had none before."""
        for deferred in self.split.deferred:
            if deferred.mark in marks:
                for path in marked(data, deferred.keys, deferred.mark):
                    patch = Patch(self._next_key(), path, deferred.label)
                    self._waiting.setdefault(deferred.mark, []).append(patch)
                    yield patch

    def _cut(self, data: Any) -> Iterator[Patch]:
        for streamed in self.split.streamed:
            for path, items in cut(data, streamed):
                yield Patch(self._next_key(), path, streamed.label, items=items, index=streamed.initial_count)

    def _failed(self, error: RequestError) -> Part:
        entries = error_entries([error])
        waiting = [patch for patches in self._waiting.values() for patch in patches]
        self._waiting.clear()
        return Part((), [Patch(each.key, each.path, each.label, errors=entries) for each in waiting], has_next=False)

    def _next_key(self) -> int:
        self._count += 1
        return self._count - 1


def data_of(rows: list[Any]) -> bytes:
    """What the one row of a statement has."""
    data: bytes
    ((data,),) = rows
    return data


def by_place(errors: Sequence[RequestError], length: int) -> dict[Path, list[Entry]]:
    """Errors as responses have them, by the path of the object that they are in: so many of its keys."""
    found: dict[Path, list[Entry]] = {}
    for error in errors:
        found.setdefault(tuple(error.path[:length]), []).extend(error_entries([error]))
    return found
