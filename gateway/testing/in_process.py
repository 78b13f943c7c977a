"""A gateway in the process of a test: ask it, change its documents, load them again."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path, PurePosixPath
from typing import Any, Self

from starlette.types import ASGIApp

from gateway.errors import SettingsError
from gateway.execution import Answer, Gateway, OperationRequest
from gateway.execution.live import Subscriber
from gateway.loader.report import LoadReport
from gateway.loader.sources import Source
from gateway.scopes import Scope, Scopes
from gateway.server import create_app
from gateway.serving.content import Content, load_content, open_content
from gateway.settings import Settings
from gateway.store import Store
from gateway.testing.answers import GraphQLErrors, OperationAnswer

__all__ = ["Changes", "GatewayInProcess", "open_in_process"]

SECONDS_TO_WAIT = 10.0


class Changes:
    """A subscription that is under way: iterate over it, or ask for the `next` answer."""

    def __init__(self, subscriber: Subscriber) -> None:
        self._subscriber = subscriber

    async def next(self, seconds: float = SECONDS_TO_WAIT) -> OperationAnswer:
        """The next answer.

        Raises:
            TimeoutError: when none comes in that time.
        """
        async with asyncio.timeout(seconds):
            return await anext(self)

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> OperationAnswer:
        return OperationAnswer.of(await anext(self._subscriber))


class GatewayInProcess:
    """Answers as a server does, without one.

    `report` tells what came of the last load: counts and problems. `gateway` and `store` are what is behind it.
    """

    def __init__(self, gateway: Gateway, content: Content, settings: Settings, report: LoadReport) -> None:
        self.report = report
        self.gateway = gateway
        self.store = content.store
        self._content = content
        self._settings = settings

    @property
    def app(self) -> ASGIApp:
        """The application that a server would run, for clients that speak ASGI, such as httpx."""
        return create_app(self.gateway, self._settings)

    async def query(
        self,
        text: str,
        variables: Mapping[str, Any] | None = None,
        *,
        operation_name: str | None = None,
        scopes: Iterable[str] = (),
    ) -> OperationAnswer:
        """The answer to a query or a mutation, as a caller with these scopes gets it."""
        request = OperationRequest(text, operation_name, variables)
        return OperationAnswer.of((await self.gateway.answer(request, scopes_of(scopes))).body)

    @asynccontextmanager
    async def subscribe(
        self,
        text: str,
        variables: Mapping[str, Any] | None = None,
        *,
        operation_name: str | None = None,
        scopes: Iterable[str] = (),
    ) -> AsyncIterator[Changes]:
        """Subscribe until the end of the block.

        Raises:
            GraphQLErrors: when the operation is refused, or is no subscription.
        """
        request = OperationRequest(text, operation_name, variables)
        outcome = await self.gateway.subscribe(request, scopes_of(scopes))
        if isinstance(outcome, Answer):
            errors = json.loads(outcome.body).get("errors")
            raise GraphQLErrors(errors or [{"message": "This is no subscription."}])
        try:
            yield Changes(outcome)
        finally:
            await outcome.aclose()

    def write(self, file: str, text: str, source: str = "") -> Path:
        """Write a document of a source, such as `_news/one.md`; `load` brings it in."""
        path = self._root_of(source) / PurePosixPath(file)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return path

    def delete(self, file: str, source: str = "") -> None:
        """Take a document away; `load` takes it out."""
        (self._root_of(source) / PurePosixPath(file)).unlink()

    async def load(self) -> LoadReport:
        """Load what has changed; subscribers are told."""
        self.report = await self._content.reloader.reload()
        return self.report

    def _root_of(self, source: str) -> Path:
        roots = {each.name: each.root for each in self._content.sources}
        if source not in roots:
            message = f"There is no source named {source!r}."
            raise SettingsError(message, hint=f"There are: {', '.join(map(repr, roots))}.")
        return roots[source]


def scopes_of(names: Iterable[str]) -> Scopes:
    """The scopes of these names; a wrong one is a ValueError, which names it."""
    return frozenset(map(Scope, names))


@asynccontextmanager
async def open_in_process(settings: Settings, sources: tuple[Source, ...]) -> AsyncIterator[GatewayInProcess]:
    """Load the sources, and answer from them until the end of the block."""
    reports: list[LoadReport] = []

    async def first_load(store: Store) -> LoadReport:
        reports.append(await load_content(store, sources, settings))
        return reports[-1]

    async with open_content(settings, sources, first_load) as content:
        gateway = Gateway(content.store, settings, content.reload)
        content.when_loaded(lambda _: gateway.look())
        try:
            yield GatewayInProcess(gateway, content, settings, reports[-1])
        finally:
            await gateway.close()
