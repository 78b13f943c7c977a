"""A gateway over a site that a test changes, and listeners who keep what they are told."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from gateway.execution import Answer, Gateway, OperationRequest
from gateway.execution.live import Subscriber
from gateway.loader.load import load
from gateway.loader.reloader import Reloader
from gateway.loader.report import LoadReport
from gateway.scopes import NO_SCOPES, Scopes
from gateway.settings import Settings
from gateway.store import Store, open_store
from tests.harness.loaded import copy_loaded, keep_loaded
from tests.harness.site import Site

__all__ = ["CHANGES", "Listener", "Live", "open_live"]

CHANGES = "subscription { articleChanged { kind article { slug } } }"


@dataclass
class Listener:
    """Reads a subscription to its end; `error` is what it ended with."""

    subscriber: Subscriber
    bodies: list[Any] = field(default_factory=list)
    error: BaseException | None = None
    heard: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.task = asyncio.create_task(self._read())

    async def _read(self) -> None:
        try:
            async for body in self.subscriber:
                self.bodies.append(json.loads(body))
                self.heard.set()
        except Exception as error:  # noqa: BLE001 - for the test to look at
            self.error = error

    async def until(self, condition: Callable[[], bool], seconds: float = 5) -> None:
        """Wait until it has heard enough."""
        async with asyncio.timeout(seconds):
            while not condition():
                self.heard.clear()
                await self.heard.wait()

    async def until_events(self, count: int, seconds: float = 5) -> None:
        """Wait until it has heard of so many events."""
        await self.until(lambda: len(self.bodies) >= count, seconds)

    @property
    def told(self) -> list[tuple[str, str | None]]:
        """Kind and slug of each event; no slug when the article is gone."""
        events = [body["data"]["articleChanged"] for body in self.bodies]
        return [(event["kind"], event["article"] and event["article"]["slug"]) for event in events]


@dataclass
class Live:
    """A gateway, its store and its site."""

    site: Site
    store: Store
    gateway: Gateway
    reloader: Reloader

    async def load(self) -> LoadReport:
        """Load as the server does."""
        return await self.reloader.reload()

    async def listen(
        self, query: str = CHANGES, scopes: Scopes = NO_SCOPES, variables: dict[str, Any] | None = None
    ) -> Listener:
        """Subscribe, and keep what comes."""
        outcome = await self.gateway.subscribe(OperationRequest(query, None, variables), scopes)
        assert not isinstance(outcome, Answer), outcome.body
        return Listener(outcome)

    async def refusal(self, query: str) -> list[str]:
        """The codes of an operation that is refused."""
        outcome = await self.gateway.subscribe(OperationRequest(query))
        assert isinstance(outcome, Answer)
        assert outcome.kind == "request_error"
        return [error["extensions"]["code"] for error in json.loads(outcome.body)["errors"]]

    async def settle(self, *listeners: Listener) -> None:
        """Load what there is, then another change, and wait until all have heard of that: nothing is on its way then.

        The event of that other change is taken away again.
        """
        await self.load()
        self.site.put("_news/the-end.md", title=f"The end {self.site._writes}")
        await self.load()
        for each in listeners:
            await each.until(lambda each=each: bool(each.told) and each.told[-1][1] == "the-end")  # type: ignore[misc]
            each.bodies.pop()


@asynccontextmanager
async def open_live(folder: Path, settings: Settings | None = None) -> AsyncIterator[Live]:
    """A site of one story, loaded."""
    site = Site(folder / "site")
    site.put("_news/one.md", title="One", heat=1)
    used, database = settings or Settings(), folder / "live.db"
    copy_loaded(("live", used.unpublished), database)
    async with await open_store(
        f"sqlite:///{database}", readers=used.readers, has_public=used.unpublished == "hidden"
    ) as store:
        await load(store, [site.source], jobs=1)
        keep_loaded(("live", used.unpublished), database)
        reloader = Reloader(partial(load, store, [site.source], jobs=1))
        async with Gateway(store, used, reloader.reload) as gateway:
            reloader.when_loaded = lambda _: gateway.look()
            yield Live(site, store, gateway, reloader)
