"""Caches: an answer to a GET has a strong entity tag of its snapshot and its operation, and is not sent twice."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from gateway.server import create_app
from gateway.settings import settings_of
from tests.harness.listening import Live, open_live

TITLES = {"query": "query Titles($first: Int) { articles(first: $first) { nodes { title } } }"}


@pytest.fixture
async def live(tmp_path: Path) -> AsyncIterator[Live]:
    async with open_live(tmp_path) as live:
        yield live


def client_of(live: Live, **settings: object) -> httpx.AsyncClient:
    app = create_app(live.gateway, settings_of(settings))
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://gateway.test")


async def get(client: httpx.AsyncClient, tag: str = "", **headers: str) -> httpx.Response:
    if tag:
        headers["if-none-match"] = tag
    return await client.get("/graphql", params=TITLES, headers=headers)


async def test_what_a_client_has_is_not_sent_again(live: Live) -> None:
    async with client_of(live) as client:
        first = await get(client)
        again = await get(client, first.headers["etag"])

    assert first.status_code == 200
    assert first.headers["cache-control"] == "no-cache"
    assert first.headers["etag"].startswith('"')
    assert again.status_code == 304
    assert again.content == b""
    assert again.headers["etag"] == first.headers["etag"]
    assert again.headers["vary"] == first.headers["vary"]
    assert "content-length" not in again.headers


async def test_after_a_load_that_changes_the_content_the_answer_is_sent(live: Live) -> None:
    async with client_of(live) as client:
        first = await get(client)
        live.site.put("_news/two.md", title="Two")
        await live.load()
        second = await get(client, first.headers["etag"])

    assert second.status_code == 200
    assert "Two" in second.text
    assert second.headers["etag"] != first.headers["etag"]


async def test_an_answer_and_its_tag_are_of_one_snapshot_and_one_statement(live: Live) -> None:
    statements: list[str] = []
    fetch = live.store._readers.fetch

    async def noting(text: str, parameters: object, **options: object) -> object:
        statements.append(text)
        return await fetch(text, parameters, **options)  # type: ignore[arg-type]

    live.store._readers.fetch = noting  # type: ignore[assignment, method-assign]
    async with client_of(live) as client:
        first = await get(client)
        await get(client, first.headers["etag"])

    assert len([text for text in statements if "json_object" in text]) == len(statements) - 1 == 2  # one: any content?


@pytest.mark.parametrize(
    "other",
    [
        {"query": TITLES["query"], "variables": '{"first": 1}'},
        {"query": TITLES["query"].replace("title", "slug")},
    ],
)
async def test_another_operation_has_another_tag(live: Live, other: dict[str, str]) -> None:
    async with client_of(live) as client:
        first = await get(client)
        second = await client.get("/graphql", params=other, headers={"if-none-match": first.headers["etag"]})

    assert second.status_code == 200
    assert second.headers["etag"] != first.headers["etag"]


async def test_each_media_type_and_each_coding_has_a_tag_of_its_own(live: Live) -> None:
    accepts = [
        {"accept": media, "accept-encoding": coding}
        for media in ("application/json", "application/graphql-response+json")
        for coding in ("identity", "gzip", "zstd")
    ]
    async with client_of(live) as client:
        tags = [(await get(client, **headers)).headers["etag"] for headers in accepts]
        statuses = [(await get(client, tag, **headers)).status_code for tag, headers in zip(tags, accepts, strict=True)]
        crossed = [
            (await get(client, tag, **headers)).status_code
            for tag, headers in zip(tags, accepts[1:] + accepts[:1], strict=True)
        ]

    assert len(set(tags)) == 6
    assert set(statuses) == {304}
    assert set(crossed) == {200}


@pytest.mark.parametrize("form", ["W/{}", '"other", {}', '{} , "other"', "*"])
async def test_all_forms_of_the_header_are_understood(live: Live, form: str) -> None:
    async with client_of(live) as client:
        tag = (await get(client)).headers["etag"]

        assert (await get(client, form.format(tag))).status_code == 304


@pytest.mark.parametrize("tag", ['""', '"-json"', '"x-json"', "\x01,,,", '"' + "x" * 10_000 + '"'])
async def test_a_tag_that_is_none_of_ours_is_answered_in_full(live: Live, tag: str) -> None:
    async with client_of(live) as client:
        assert (await get(client, tag)).status_code == 200


async def test_a_caller_with_credentials_gets_no_tag_and_no_cache_may_keep_the_answer(live: Live) -> None:
    key = {"name": "desk", "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", "scopes": []}
    async with client_of(live, api_keys=[key], cache_control="public, max-age=60") as client:
        response = await get(client, **{"x-api-key": "test"})
        public = await get(client)

    assert response.status_code == 200
    assert response.headers["cache-control"] == "private, no-store"
    assert "etag" not in response.headers
    assert public.headers["cache-control"] == "public, max-age=60"


async def test_an_answer_to_a_post_is_not_for_caches(live: Live) -> None:
    async with client_of(live) as client:
        response = await client.post("/graphql", json=TITLES, headers={"if-none-match": "*"})

    assert response.status_code == 200
    assert "etag" not in response.headers
