"""The address of the database and nothing else decides which engine serves: everything around it is the same."""

import asyncio
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.harness.served import Served, SocketClient, serving
from tests.harness.site import Site

TITLES = "{ articles(first: 10) { totalCount nodes { title related { nodes { title } } } } }"
SEARCH = '{ articles(search: "reef*") { nodes { title } } }'
CHANGES = "subscription { articleChanged { kind article { title } } }"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = Site(tmp_path / "site")
    site.put("_news/one.md", title="The reef", related=[{"title": "Two", "slug": "two"}])
    return site


async def titles(served: Served, query: str = TITLES) -> set[str]:
    answer = await served.ask(query)
    return {node["title"] for node in answer["data"]["articles"]["nodes"]}


async def told(served: Served, site: Site, title: str) -> Any:
    """What a subscriber is told of a story that is added."""
    client = await SocketClient.open(served.port)
    await client.subscribe(CHANGES)
    await asyncio.sleep(0.3)
    site.put("_news/three.md", title=title)
    async with asyncio.timeout(10):
        event = (await client.receive())["payload"]["data"]["articleChanged"]
    await client.close()
    return event


async def test_a_site_is_served_watched_and_its_subscribers_told(site: Site, empty_database: str) -> None:
    environment = {"GATEWAY_DATABASE": empty_database}
    async with serving(site.root.parent, "site", "--watch", "--workers", "2", environment=environment) as served:
        assert await titles(served) == {"The reef"}
        assert await titles(served, SEARCH) == {"The reef"}
        event = await told(served, site, "Reefs again")
        assert event == {"kind": "CREATED", "article": {"title": "Reefs again"}}
        assert await titles(served, SEARCH) == {"The reef", "Reefs again"}
        assert await served.end() == 0


async def test_a_gateway_that_loads_nothing_answers_from_what_another_loads(site: Site, empty_database: str) -> None:
    environment = {"GATEWAY_DATABASE": empty_database}
    async with (
        serving(site.root.parent, "site", "--watch", environment=environment),
        serving(site.root.parent, environment=environment) as other,
    ):
        before = await asked(other)
        event = await told(other, site, "Three")
        assert event == {"kind": "CREATED", "article": {"title": "Three"}}
        after = await asked(other, before.headers["snapshot"])
        assert int(after.headers["snapshot"]) > int(before.headers["snapshot"])
        assert [node["title"] for node in after.json()["data"]["articles"]["nodes"]].count("Three") == 1


async def asked(served: Served, at_least: str = "0") -> httpx.Response:
    async with httpx.AsyncClient(timeout=10) as client:
        return await client.get(served.url, params={"query": TITLES}, headers={"snapshot-at-least": at_least})
