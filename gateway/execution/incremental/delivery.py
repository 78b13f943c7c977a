"""The parts of an answer as they come: first the data, then what each deferred fragment and list adds to it."""

from collections.abc import AsyncGenerator, AsyncIterator, Iterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import Any

import msgspec

from gateway.errors import GatewayError, RequestError
from gateway.execution.forbidden import settled
from gateway.execution.incremental.splitting import Deferred, Split
from gateway.execution.incremental.walking import Path, at, cut, marked, without_marks

__all__ = ["Delivery", "Part", "Patch"]


@dataclass(frozen=True, slots=True)
class Patch:
    """What comes later at a path: fields of an object, or items of a list; `index` is where the first of them goes.

    `key` names it, from its announcement to its end. A patch that could not be made has only errors.
    """

    key: int
    path: Path
    label: str | None
    data: dict[str, Any] | None = None
    items: list[Any] | None = None
    index: int = 0
    errors: Sequence[RequestError] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """One payload. The first has `data`; `announced` are patches that will come, `patches` those that do."""

    announced: Sequence[Patch]
    patches: Sequence[Patch]
    has_next: bool
    data: Any = None
    errors: Sequence[RequestError] = ()
    is_first: bool = False


@dataclass(slots=True)
class Delivery:
    """An operation under way. `answers` gives the rows of each of its statements, the first one first."""

    split: Split
    answers: AsyncIterator[list[Any]]
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
        errors: list[RequestError] = []
        data = settled(decoded(await anext(self.answers)), errors)
        announced = list(self._announced(data, {each.mark for each in self.split.deferred}))
        without_marks(data)
        lists = list(self._cut(data))
        has_next = bool(self._waiting or lists)
        yield Part([*announced, *lists], (), has_next, data, errors, is_first=True)
        if lists:
            yield Part((), lists, bool(self._waiting))
        async for part in self._rest():
            yield part

    async def _rest(self) -> AsyncIterator[Part]:
        for deferred in self.split.deferred:
            try:
                answer = await anext(self.answers)
            except GatewayError as error:  # the first part has been sent: what is missing is told
                yield self._failed(RequestError(error.message, code=error.code, hint=error.hint))
                return
            part = self._part(deferred, answer)
            if part is not None:
                yield part

    def _part(self, deferred: Deferred, answer: list[Any]) -> Part | None:
        """What one fragment adds; None when there was no object for it."""
        waiting = self._waiting.pop(deferred.mark, [])
        if not waiting:
            return None
        errors: list[RequestError] = []
        data = settled(decoded(answer), errors)
        announced = list(self._announced(data, {each.mark for each in self.split.deferred} - {deferred.mark}))
        patches = [
            Patch(
                patch.key,
                patch.path,
                patch.label,
                data=without_marks(at(data, patch.path)),
                errors=[error for error in errors if error.path[: len(patch.path)] == patch.path],
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
        waiting = [patch for patches in self._waiting.values() for patch in patches]
        self._waiting.clear()
        return Part((), [Patch(each.key, each.path, each.label, errors=[error]) for each in waiting], has_next=False)

    def _next_key(self) -> int:
        self._count += 1
        return self._count - 1


def decoded(rows: list[Any]) -> Any:
    """What the one row of a statement has."""
    ((data,),) = rows
    return msgspec.json.decode(data)
