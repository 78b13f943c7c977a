"""Browsers get a page of our own origin, programs get JSON; those who may see how operations are answered."""

import json
import re
from pathlib import Path

import pytest

from gateway.errors import SettingsError
from gateway.scopes import Scope, Scopes
from gateway.server import create_app, playground
from gateway.settings import Settings
from tests.server.service import DATA, FakeService, client_of, code_of

BROWSER = {"accept": "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"}
QUERY = {"query": "{ a }"}


async def test_a_browser_gets_the_playground() -> None:
    async with client_of(FakeService()) as client:
        response = await client.get("/graphql", headers=BROWSER)

    assert response.status_code == 200
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert response.headers["vary"] == "Accept, Accept-Encoding, Authorization, X-API-Key, Snapshot-At-Least"
    assert "<title>Content gateway</title>" in response.text


async def test_nothing_that_is_slipped_into_the_page_is_run_and_no_other_host_is_asked() -> None:
    async with client_of(FakeService(examples=["{ a } # </script><script>alert(1)</script>"])) as client:
        response = await client.get("/graphql", headers=BROWSER)

    policy = dict(part.split(" ", 1) for part in response.headers["content-security-policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["connect-src"] == policy["worker-src"] == "'self'"
    assert not [each for each in policy.values() if re.search(r"\*|http|//|unsafe-eval", each)]
    assert "alert(1)</script>" not in response.text
    assert "//" not in "".join(re.findall(r'(?:src|href)="([^"]*)"', response.text))


@pytest.mark.parametrize("coding", ["gzip", "zstd", "identity"])
async def test_what_the_page_asks_for_is_there_and_kept_by_browsers(coding: str) -> None:
    async with client_of(FakeService()) as client:
        page = (await client.get("/graphql", headers=BROWSER)).text
        for name in re.findall(r'(?:src|href)="(graphql/[^"]*)"', page):
            response = await client.get(f"/{name}", headers={"accept-encoding": coding})

            assert response.status_code == 200
            assert response.headers["cache-control"] == "public, max-age=31536000, immutable"
            assert response.headers["content-type"].startswith(("text/javascript", "text/css"))
            assert response.headers["x-content-type-options"] == "nosniff"
            assert response.headers.get("content-encoding", "identity") == coding
            assert len(response.content) > 100_000


@pytest.mark.parametrize("name", ["nothing.js", "sources.sha256", "index.html", "..%2fpage.py", "%2e%2e/page.py"])
async def test_no_other_file_is_given(name: str) -> None:
    async with client_of(FakeService()) as client:
        assert (await client.get(f"/graphql/playground/{name}")).status_code == 404


async def test_the_documents_of_the_site_are_in_the_page() -> None:
    async with client_of(FakeService(examples=["query Front { a }"]), Settings(dev=True)) as client:
        page = (await client.get("/graphql", headers=BROWSER)).text

    (config,) = re.findall(r'<script type="application/json" id="config">(.*)</script>', page)
    assert json.loads(config) == {"examples": ["query Front { a }"], "isOpen": True}


async def test_a_browser_that_opens_a_query_gets_its_answer() -> None:
    async with client_of(FakeService()) as client:
        response = await client.get("/graphql", params={"query": "{ __typename }"}, headers=BROWSER)

    assert response.content == DATA


async def test_a_program_does_not_get_the_playground() -> None:
    async with client_of(FakeService()) as client:
        response = await client.get("/graphql", headers={"accept": "application/json, text/html;q=0.5"})

    assert response.status_code == 400
    assert code_of(response) == "BAD_REQUEST"


async def test_the_playground_can_be_switched_off() -> None:
    async with client_of(FakeService(), Settings(playground=False)) as client:
        response = await client.get("/graphql", headers=BROWSER)

    assert response.status_code == 400


async def test_the_bare_address_leads_to_the_playground() -> None:
    async with client_of(FakeService()) as client:
        response = await client.get("/", headers=BROWSER, follow_redirects=True)

    assert "<title>Content gateway</title>" in response.text


def test_a_page_that_was_not_built_is_told_at_the_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(playground.page, "BUILT", tmp_path)

    with pytest.raises(SettingsError, match="The playground has not been built"):
        create_app(FakeService(), Settings())


class Editors:
    """Takes everybody with a key for an editor."""

    async def scopes_of(self, headers: object) -> Scopes:
        return frozenset({Scope.EDITOR})


async def test_holders_of_the_scope_see_how_an_operation_is_answered() -> None:
    service = FakeService()
    async with client_of(service, authorizes=Editors()) as client:
        response = await client.post("/graphql/explain", json=QUERY, headers={"x-api-key": "k"})

    assert response.status_code == 200
    assert response.headers["cache-control"] == "private, no-store"
    assert response.json() == {
        "plan": "plan",
        "sql": "SELECT 1",
        "parameters": "",
        "databasePlan": "SCAN",
        "cost": 42,
        "rows": 3,
        "bytes": 50,
        "milliseconds": 1.5,
    }
    assert [request.query for request in service.requests] == ["{ a }"]


async def test_all_others_do_not_unless_the_server_is_for_development() -> None:
    closed, opened = FakeService(), FakeService()
    async with client_of(closed) as client:
        response = await client.post("/graphql/explain", json=QUERY)
    async with client_of(opened, Settings(dev=True)) as client:
        told = await client.post("/graphql/explain", json=QUERY)

    assert response.status_code == 403
    assert code_of(response) == "FORBIDDEN"
    assert closed.requests == []
    assert told.json()["sql"] == "SELECT 1"


@pytest.mark.parametrize(
    ("method", "content", "headers", "status"),
    [
        ("GET", b"", {}, 405),
        ("POST", b"{", {"content-type": "application/json"}, 400),
        ("POST", b"{}", {"content-type": "text/plain"}, 415),
        ("POST", b"x" * 2000, {"content-type": "application/json"}, 413),
    ],
)
async def test_what_is_no_operation_is_refused_as_everywhere(
    method: str, content: bytes, headers: dict[str, str], status: int
) -> None:
    async with client_of(FakeService(), Settings(dev=True, max_body_bytes=1024)) as client:
        response = await client.request(method, "/graphql/explain", content=content, headers=headers)

    assert response.status_code == status
    assert code_of(response)
