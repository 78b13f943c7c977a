"""Traces: where a span begins and ends. Where traces are off nothing of OpenTelemetry is imported, and nothing done.

Like the log, they are the process's own: switched on once, when it starts.
"""

from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from typing import Final, Literal, Protocol

__all__ = ["Attributes", "Kind", "Span", "Tracer", "are_traced", "span", "switch_on"]

Attributes = Mapping[str, str | int]

Kind = Literal["server", "client", "internal"]


class Span(Protocol):
    """A span that has begun."""

    def name(self, name: str) -> None:
        """Call it something else than at its beginning."""
        ...

    def note(self, attributes: Attributes) -> None:
        """Add what is known now."""
        ...

    def fail(self, kind: str) -> None:
        """Something went wrong in it, of this kind."""
        ...


class Tracer(Protocol):
    """Makes spans."""

    def span(
        self, name: str, kind: Kind, attributes: Attributes, headers: Mapping[str, str] | None
    ) -> AbstractContextManager[Span]: ...

    def close(self) -> None: ...


class _Nothing:
    def name(self, name: str) -> None: ...

    def note(self, attributes: Attributes) -> None: ...

    def fail(self, kind: str) -> None: ...


_NOTHING: Final = nullcontext[Span](_Nothing())
_NO_ATTRIBUTES: Final[Attributes] = {}

_tracer: Tracer | None = None


def switch_on(tracer: Tracer | None) -> None:
    """Have spans made by this one from now on, or by none."""
    global _tracer  # noqa: PLW0603 - as `logging` is set up
    _tracer = tracer


def are_traced() -> bool:
    """Whether traces are on: for places that so many come through that doing nothing would cost too much."""
    return _tracer is not None


def span(
    name: str,
    attributes: Attributes = _NO_ATTRIBUTES,
    *,
    kind: Kind = "internal",
    headers: Mapping[str, str] | None = None,
) -> AbstractContextManager[Span]:
    """A span around a block, within the one that is under way; `headers` may name one of another process.

    An exception that leaves the block is noted by its kind, without its words.
    """
    return _NOTHING if _tracer is None else _tracer.span(name, kind, attributes, headers)
