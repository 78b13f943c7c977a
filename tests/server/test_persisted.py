"""Documents that are named instead of sent: automatic persisted queries as Apollo has them, and trusted documents."""

import json
from collections.abc import AsyncIterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import httpx
import pytest

from gateway.execution import Gateway
from gateway.scopes import NO_SCOPES, Scope, Scopes
from gateway.server import create_app
from gateway.settings import Settings
from tests.harness.listening import Live, open_live

TITLES = "query Titles { articles { nodes { title } } }"
COUNT = "query Count { articles { totalCount } }"


def hash_of(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def persisted(text: str, **more: Any) -> dict[str, Any]:
    """The extensions of a request, with the hash of a text."""
    return {"persistedQuery": {"version": 1, "sha256Hash": hash_of(text), **more}}


@pytest.fixture
async def live(tmp_path: Path) -> AsyncIterator[Live]:
    async with open_live(tmp_path) as live:
        yield live


class Editors:
    """Takes everybody with a key for an editor."""

    async def scopes_of(self, headers: object) -> Scopes:
        return frozenset({Scope.EDITOR}) if headers else NO_SCOPES


def client_of(live: Live, **options: Any) -> httpx.AsyncClient:
    settings = Settings(**options)
    app = create_app(Gateway(live.store, settings), settings, Editors())
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://gateway.test")


async def post(client: httpx.AsyncClient, headers: dict[str, str] | None = None, **body: Any) -> httpx.Response:
    return await client.post("/graphql", json=body, headers=headers)


def code_of(response: httpx.Response) -> str:
    return str(response.json()["errors"][0]["extensions"]["code"])


def message_of(response: httpx.Response) -> str:
    return str(response.json()["errors"][0]["message"])


@pytest.mark.parametrize("accept", ["application/json", "application/graphql-response+json"])
async def test_a_query_is_asked_for_by_its_hash_once_it_has_been_sent(live: Live, accept: str) -> None:
    async with client_of(live) as client:
        client.headers["accept"] = accept
        unknown = await post(client, extensions=persisted(TITLES))
        whole = await post(client, query=TITLES, extensions=persisted(TITLES))
        named = await post(client, extensions=persisted(TITLES))

    assert unknown.status_code == 200  # clients look into no other
    assert message_of(unknown) == "PersistedQueryNotFound"
    assert code_of(unknown) == "PERSISTED_QUERY_NOT_FOUND"
    assert whole.json()["data"]["articles"]["nodes"]
    assert named.content == whole.content


async def test_a_query_that_is_got_by_its_hash_can_be_cached(live: Live) -> None:
    parameters = {"extensions": json.dumps(persisted(TITLES)), "operationName": "Titles"}
    async with client_of(live) as client:
        unknown = await client.get("/graphql", params=parameters, headers={"accept": "application/json, text/html"})
        await client.get("/graphql", params={**parameters, "query": TITLES})
        named = await client.get("/graphql", params=parameters)
        again = await client.get("/graphql", params=parameters, headers={"if-none-match": named.headers["etag"]})

    assert unknown.headers["cache-control"] == "no-store"
    assert message_of(unknown) == "PersistedQueryNotFound"
    assert named.json()["data"]["articles"]["nodes"]
    assert again.status_code == 304


async def test_nobody_can_put_a_query_under_the_hash_of_another(live: Live) -> None:
    async with client_of(live) as client:
        await post(client, query=TITLES, extensions=persisted(TITLES))
        wrong = await post(client, query=COUNT, extensions=persisted(TITLES))
        named = await post(client, extensions=persisted(TITLES))

    assert message_of(wrong) == "provided sha does not match query"
    assert code_of(wrong) == "BAD_REQUEST"
    assert "nodes" in named.json()["data"]["articles"]


async def test_what_cannot_be_executed_is_not_kept(live: Live) -> None:
    for query in ("{ nothing }", "{ articles {"):
        async with client_of(live) as client:
            await post(client, query=query, extensions=persisted(query))

            assert code_of(await post(client, extensions=persisted(query))) == "PERSISTED_QUERY_NOT_FOUND"


async def test_so_many_queries_are_kept_as_are_allowed_the_last_used_ones(live: Live) -> None:
    queries = [f"query Q{number} {{ __typename }}" for number in range(3)]
    async with client_of(live, persisted_queries_size=2 * len(queries[0])) as client:
        for query in queries:
            await post(client, query=query, extensions=persisted(query))
        known = [(await post(client, extensions=persisted(query))).json() for query in queries]

    assert ["data" in each for each in known] == [False, True, True]


async def test_without_room_clients_are_told_to_send_queries_always(live: Live) -> None:
    async with client_of(live, persisted_queries_size=0) as client:
        whole = await post(client, query=TITLES, extensions=persisted(TITLES))
        named = await post(client, extensions=persisted(TITLES))

    assert "data" in whole.json()
    assert (named.status_code, message_of(named)) == (200, "PersistedQueryNotSupported")
    assert code_of(named) == "PERSISTED_QUERY_NOT_SUPPORTED"


@pytest.mark.parametrize(
    "extensions",
    [
        {"persistedQuery": "x"},
        {"persistedQuery": {}},
        {"persistedQuery": {"version": 1, "sha256Hash": 5}},
        {"persistedQuery": {"version": 2, "sha256Hash": "0" * 64}},
        {"persistedQuery": {"sha256Hash": "0" * 64}},
    ],
)
async def test_a_malformed_name_is_told(live: Live, extensions: dict[str, Any]) -> None:
    async with client_of(live) as client:
        response = await post(client, query=TITLES, extensions=extensions)

    assert response.status_code == 400
    assert code_of(response) == "BAD_REQUEST"


@pytest.fixture
def manifest(tmp_path: Path) -> Path:
    file = tmp_path / "persisted.json"
    file.write_text(json.dumps({"titles-1": TITLES, hash_of(COUNT): COUNT}))
    return file


@pytest.mark.parametrize("trust", ["allowed", "required"])
@pytest.mark.parametrize(
    "body",
    [
        {"documentId": "titles-1"},
        {"doc_id": "titles-1"},
        {"id": "titles-1"},
        {"documentId": f"sha256:{hash_of(TITLES)}"},
        {"extensions": persisted(TITLES)},
        {"extensions": {"persistedQuery": {"version": 1, "sha256Hash": "titles-1"}}},
        {"query": TITLES},
        {"query": TITLES, "extensions": persisted(TITLES)},
    ],
    ids=str,
)
async def test_a_trusted_document_has_many_names(live: Live, manifest: Path, trust: str, body: dict[str, Any]) -> None:
    async with client_of(live, operations=manifest, trusted_documents=trust) as client:
        posted = await post(client, **body)
        parameters = {key: value if isinstance(value, str) else json.dumps(value) for key, value in body.items()}
        got = await client.get("/graphql", params=parameters)

    assert posted.json()["data"]["articles"]["nodes"]
    assert got.content == posted.content
    assert got.headers["etag"]


async def test_an_unknown_id_is_told(live: Live, manifest: Path) -> None:
    async with client_of(live, operations=manifest, trusted_documents="allowed") as client:
        response = await post(client, documentId="titles-2")

    assert code_of(response) == "DOCUMENT_NOT_FOUND"


async def test_ids_mean_nothing_where_no_documents_are_trusted(live: Live, manifest: Path) -> None:
    async with client_of(live, operations=manifest) as client:
        assert code_of(await post(client, documentId="titles-1")) == "DOCUMENT_NOT_FOUND"


async def test_only_trusted_documents_are_answered_where_they_are_required(live: Live, manifest: Path) -> None:
    other = "{ articles { nodes { title path } } }"
    async with client_of(live, operations=manifest, trusted_documents="required") as client:
        refused = [
            await post(client, query=other),
            await post(client, query=other, extensions=persisted(other)),
            await post(client, query="{ __schema { queryType { name } } }"),
            await client.get("/graphql", params={"query": other}),
        ]
        events = await post(client, {"accept": "text/event-stream"}, query=other)
        editor = await post(client, {"x-api-key": "editor"}, query=other)

    assert {code_of(response) for response in refused} == {"DOCUMENT_NOT_TRUSTED"}
    assert "DOCUMENT_NOT_TRUSTED" in events.text
    assert "data" in editor.json()
