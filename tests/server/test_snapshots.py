"""Clients who go on from what they have seen: told which snapshot they got, and never answered from an older one."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from gateway.execution import catching_up
from gateway.server import create_app
from gateway.settings import Settings
from tests.harness.listening import Live, open_live
from tests.server.service import code_of

TITLES = {"query": "{ articles(first: 5) { nodes { title } } }"}


@pytest.fixture
async def live(tmp_path: Path) -> AsyncIterator[Live]:
    async with open_live(tmp_path) as live:
        yield live


@pytest.fixture
async def client(live: Live) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(create_app(live.gateway, Settings()))
    async with httpx.AsyncClient(transport=transport, base_url="http://gateway.test") as client:
        yield client


async def ask(client: httpx.AsyncClient, at_least: object, method: str = "POST", **headers: str) -> httpx.Response:
    headers["snapshot-at-least"] = str(at_least)
    if method == "GET":
        return await client.get("/graphql", params=TITLES, headers=headers)
    return await client.post("/graphql", json=TITLES, headers=headers)


@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_who_asks_is_told_the_snapshot_and_a_load_makes_a_later_one(
    live: Live, client: httpx.AsyncClient, method: str
) -> None:
    before = await ask(client, 0, method)
    same = await ask(client, before.headers["snapshot"], method)
    live.site.put("_news/two.md", title="Two")
    await live.load()
    after = await ask(client, before.headers["snapshot"], method)

    assert same.headers["snapshot"] == before.headers["snapshot"]
    assert same.content == before.content
    assert int(after.headers["snapshot"]) > int(before.headers["snapshot"])
    assert "Two" in after.text


async def test_who_does_not_ask_is_not_told(client: httpx.AsyncClient) -> None:
    answer = await client.post("/graphql", json=TITLES)

    assert "snapshot" not in answer.headers
    assert "Snapshot-At-Least" in answer.headers["vary"]


async def test_a_server_that_is_behind_says_so_and_when_to_ask_again(
    client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(catching_up, "PATIENCE_SECONDS", 0.1)
    seen = int((await ask(client, 0)).headers["snapshot"])

    behind = await ask(client, seen + 1)

    assert (behind.status_code, code_of(behind)) == (503, "SNAPSHOT_NOT_YET")
    assert behind.headers["retry-after"] == "1"
    assert not caplog.records


async def test_a_server_that_is_behind_for_a_moment_answers_when_it_is_not(
    live: Live, client: httpx.AsyncClient
) -> None:
    seen = int((await ask(client, 0)).headers["snapshot"])
    waiting = asyncio.create_task(ask(client, seen + 1))
    live.site.put("_news/two.md", title="Two")
    await live.load()

    assert "Two" in (await waiting).text


async def test_what_a_client_has_of_a_snapshot_that_is_late_enough_is_not_sent_again(
    live: Live, client: httpx.AsyncClient
) -> None:
    first = await ask(client, 0, "GET")
    again = await ask(client, first.headers["snapshot"], "GET", **{"if-none-match": first.headers["etag"]})
    live.site.put("_news/two.md", title="Two")
    await live.load()
    later = await ask(client, first.headers["snapshot"], "GET", **{"if-none-match": first.headers["etag"]})

    assert (again.status_code, again.headers["snapshot"]) == (304, first.headers["snapshot"])
    assert later.status_code == 200
    assert int(later.headers["snapshot"]) > int(first.headers["snapshot"])


@pytest.mark.parametrize("said", ["", "-1", "1.5", "latest", "9" * 19, "1, 2"])
async def test_what_is_no_number_of_a_snapshot_is_refused(client: httpx.AsyncClient, said: str) -> None:
    answer = await ask(client, said)

    assert (answer.status_code, code_of(answer)) == (400, "BAD_REQUEST")


async def test_an_answer_with_its_cost_and_its_snapshot_has_both(client: httpx.AsyncClient) -> None:
    asked = {**TITLES, "extensions": {"cost": True}}
    answer = await client.post("/graphql", json=asked, headers={"snapshot-at-least": "0"})

    assert answer.json()["extensions"]["cost"]["actual"] > 0
    assert int(answer.headers["snapshot"]) > 0


async def test_a_database_that_is_emptied_meanwhile_has_no_content(live: Live, client: httpx.AsyncClient) -> None:
    seen = (await ask(client, 0)).headers["snapshot"]
    async with live.store.writing() as transaction:
        await transaction.execute("DELETE FROM snapshot")

    answer = await ask(client, seen)

    assert (answer.status_code, code_of(answer)) == (503, "NO_CONTENT")
