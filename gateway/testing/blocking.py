"""The same gateway for tests without an event loop: it runs on one in another thread."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from anyio.from_thread import BlockingPortal

from gateway.loader.report import LoadReport
from gateway.testing.answers import OperationAnswer
from gateway.testing.in_process import SECONDS_TO_WAIT, Changes, GatewayInProcess

__all__ = ["BlockingChanges", "BlockingGateway"]


class BlockingChanges:
    """A subscription that is under way."""

    def __init__(self, changes: Changes, portal: BlockingPortal) -> None:
        self._changes = changes
        self._portal = portal

    def next(self, seconds: float = SECONDS_TO_WAIT) -> OperationAnswer:
        """The next answer.

        Raises:
            TimeoutError: when none comes in that time.
        """
        return self._portal.call(self._changes.next, seconds)


class BlockingGateway:
    """`GatewayInProcess` with methods that wait: each does what the one of that name does."""

    def __init__(self, gateway: GatewayInProcess, portal: BlockingPortal) -> None:
        self._gateway = gateway
        self._portal = portal

    @property
    def report(self) -> LoadReport:
        """What came of the last load: counts and problems."""
        return self._gateway.report

    def query(
        self,
        text: str,
        variables: Mapping[str, Any] | None = None,
        *,
        operation_name: str | None = None,
        scopes: Iterable[str] = (),
    ) -> OperationAnswer:
        """The answer to a query or a mutation, as a caller with these scopes gets it."""
        ask = partial(self._gateway.query, operation_name=operation_name, scopes=scopes)
        return self._portal.call(ask, text, variables)

    @contextmanager
    def subscribe(
        self,
        text: str,
        variables: Mapping[str, Any] | None = None,
        *,
        operation_name: str | None = None,
        scopes: Iterable[str] = (),
    ) -> Iterator[BlockingChanges]:
        """Subscribe until the end of the block.

        Raises:
            GraphQLErrors: when the operation is refused, or is no subscription.
        """
        opened = self._gateway.subscribe(text, variables, operation_name=operation_name, scopes=scopes)
        with self._portal.wrap_async_context_manager(opened) as changes:
            yield BlockingChanges(changes, self._portal)

    def write(self, file: str, text: str, source: str = "") -> Path:
        """Write a document of a source, such as `_news/one.md`; `load` brings it in."""
        return self._gateway.write(file, text, source)

    def delete(self, file: str, source: str = "") -> None:
        """Take a document away; `load` takes it out."""
        self._gateway.delete(file, source)

    def load(self) -> LoadReport:
        """Load what has changed; subscribers are told."""
        return self._portal.call(self._gateway.load)
