"""A drill for live changes: many subscribers through many reloads over real sockets, some of them slow.

Every edit says exactly what must be told of it. Nothing tells a client when its subscription has begun, so each is held
to all reloads from the first one that it hears of; the drill begins with reloads until all have heard of one.
"""

import asyncio
import random
import socket
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import Any, Protocol

import httpx
from websockets.exceptions import ConnectionClosed

from gateway.content.identity import article_id
from tests.harness.served import EventClient, SocketClient
from tests.harness.site import Site

__all__ = ["Drill", "Plan"]

EVENT = "kind id snapshotId article { slug title }"
ALL = f"subscription {{ articleChanged {{ {EVENT} }} }}"
HOT = f"subscription {{ articleChanged(where: {{ heat: {{ gte: 5 }} }}) {{ {EVENT} }} }}"
HEAVY = f"subscription {{ articleChanged {{ {EVENT} article {{ {' '.join(f'b{n}: body' for n in range(20))} }} }} }}"

Told = tuple[str, str]
"""A kind and an id."""


@dataclass(frozen=True)
class Plan:
    """How much."""

    subscribers: int
    reloads: int
    stories: int = 40
    body: str = "Some words of a body. " * 1000

    @property
    def slow(self) -> int:
        """How many of the subscribers do not read."""
        return max(2, self.subscribers // 20)


class Client(Protocol):
    """What reads a subscription."""

    events: list[dict[str, Any]]

    async def read(self) -> None: ...


@dataclass
class Ear:
    """One subscriber and what it is to hear of: everything, or only hot stories."""

    client: Client
    only_hot: bool
    task: asyncio.Task[None]

    @property
    def heard(self) -> list[tuple[str, Told]]:
        """The snapshot of each event, its kind and its id."""
        events = [event["data"]["articleChanged"] for event in self.client.events]
        return [(event["snapshotId"], (event["kind"], event["id"])) for event in events]


@dataclass
class Reload:
    """One load, and what must be told of it; the heat of each story never changes."""

    snapshot_id: str
    told: dict[Told, int] = field(default_factory=dict)  # to the heat; removals concern everybody

    def told_to(self, ear: Ear) -> Counter[Told]:
        return Counter(told for told, heat in self.told.items() if heat >= 5 or not ear.only_hot)


class Drill:
    """Runs a plan against a server on a port; `reload` has it load, and gives the id of the snapshot."""

    def __init__(self, plan: Plan, site: Site, port: int, reload: Callable[[], Awaitable[str]]) -> None:
        self.plan = plan
        self.site = site
        self.port = port
        self._reload = reload
        self._random = random.Random(7)
        self._number = plan.stories
        self._stories = list(range(plan.stories))
        self.ears: list[Ear] = []
        self.slow: list[SocketClient] = []
        self.reloads: list[Reload] = []

    @staticmethod
    def fill(site: Site, plan: Plan) -> None:
        """Write the stories that are there at the beginning."""
        for number in range(plan.stories):
            put(site, number, "At first", plan.body)

    async def run(self, while_running: Callable[[int], None] = lambda _: None) -> None:
        """Run all of it. Raises where something was lost or doubled."""
        await self.open_clients()
        while not all(ear.heard for ear in self.ears):
            await self.edit_and_reload()
            await asyncio.sleep(0.1)
        for number in range(self.plan.reloads):
            await self.edit_and_reload()
            if number % 5 == 4:  # so that what is removed next was told of before
                await self.until_all_have_heard()
            while_running(number)
        await self.until_all_have_heard()
        for ear in self.ears:
            self.check(ear)

    async def open_clients(self) -> None:
        """One in five over SSE, one in three only for hot stories, one in twenty does not read."""
        for _ in range(self.plan.slow):
            self.slow.append(await open_slow(self.port))
        for number in range(self.plan.subscribers - self.plan.slow):
            only_hot = number % 3 == 0
            query = HOT if only_hot else ALL
            client: EventClient | SocketClient
            if number % 5 == 0:
                client = EventClient(self.port, query)
            else:
                client = await SocketClient.open(self.port)
                await client.subscribe(query)
            self.ears.append(Ear(client, only_hot, asyncio.create_task(client.read())))

    async def edit_and_reload(self) -> None:
        """Change three stories, add one, and now and then remove one that has been there for long."""
        self._number += 1
        told: dict[Told, int] = {}
        for number in self._random.sample(self._stories[5:-10], 3):
            put(self.site, number, f"Changed by {self._number}", self.plan.body)
            told["CHANGED", id_of(number)] = number % 10
        if len(self._stories) > self.plan.stories:
            gone = self._stories.pop(0)
            self.site.delete(file_of(gone))
            told["REMOVED", id_of(gone)] = 10
        put(self.site, self._number, "New", self.plan.body)
        self._stories.append(self._number)
        told["CREATED", id_of(self._number)] = self._number % 10
        self.reloads.append(Reload(await self._reload(), told))

    async def until_all_have_heard(self) -> None:
        """Wait until everybody has heard all that there is of the last reload."""
        last = self.reloads[-1]
        async with asyncio.timeout(60):
            for ear in self.ears:
                while not last.told_to(ear) <= Counter(told for key, told in ear.heard[-9:] if key == last.snapshot_id):
                    if ear.task.done():
                        ear.task.result()
                    await asyncio.sleep(0.01)

    def check(self, ear: Ear) -> None:
        """All reloads since the first that it heard of: each whole, once, and in turn."""
        heard: dict[str, Counter[Told]] = {}
        for snapshot_id, told in ear.heard:
            heard.setdefault(snapshot_id, Counter())[told] += 1
        expected = {reload.snapshot_id: reload.told_to(ear) for reload in self.reloads if reload.told_to(ear)}
        first = list(expected).index(next(iter(heard)))
        assert list(heard.items()) == list(expected.items())[first:]
        assert len(list(groupby(ear.heard, itemgetter(0)))) == len(heard), "events of one reload came apart"

    async def endings_of_slow_ones(self) -> list[int | None]:
        """Let the slow ones read at last, all at once; gives how their connections were closed.

        1006 is one that was not there to be told: the connection was dropped some time after it had been closed.
        """
        async with asyncio.timeout(60):
            await asyncio.gather(*(read_to_the_end(client) for client in self.slow))
        return [client.connection.close_code for client in self.slow]

    async def close(self) -> None:
        """Hang up."""
        for ear in self.ears:
            ear.task.cancel()
        results = await asyncio.gather(*(ear.task for ear in self.ears), return_exceptions=True)
        for ear in self.ears:
            if isinstance(ear.client, SocketClient):
                await ear.client.close()
        unexpected = [each for each in results if not isinstance(each, asyncio.CancelledError | httpx.HTTPError | None)]
        assert not unexpected, unexpected


async def read_to_the_end(client: SocketClient) -> None:
    """Read what there is, until the connection is closed."""
    with suppress(ConnectionClosed):
        while True:
            await client.connection.recv()


async def open_slow(port: int) -> SocketClient:
    """A client that subscribes to much and reads nothing, with small buffers."""
    connection = socket.socket()
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    connection.connect(("127.0.0.1", port))
    client = await SocketClient.open(port, sock=connection, max_queue=1, ping_interval=None)
    await client.subscribe(HEAVY)
    return client


def file_of(number: int) -> str:
    return f"_news/story-{number}.md"


def id_of(number: int) -> str:
    return f"a{article_id(f'news/story-{number}'):016x}"


def put(site: Site, number: int, title: str, body: str) -> None:
    """Write one story; its heat is its last digit."""
    site.put(file_of(number), body, title=f"{title}, {number}", heat=number % 10)
