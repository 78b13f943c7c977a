"""Browsers get a page, programs get JSON."""

import re

from gateway.settings import Settings
from tests.server.service import DATA, FakeService, client_of, code_of

BROWSER = {"accept": "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"}


async def test_a_browser_gets_the_playground() -> None:
    async with client_of(FakeService()) as client:
        response = await client.get("/graphql", headers=BROWSER)

    assert response.status_code == 200
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert response.headers["vary"] == "Accept, Accept-Encoding, Authorization, X-API-Key"
    assert "graphiql" in response.text
    assert "<title>Content gateway</title>" in response.text
    assert "# The newest stories." in response.text


async def test_the_playground_keeps_no_keys_in_the_browser() -> None:
    async with client_of(FakeService()) as client:
        page = (await client.get("/graphql", headers=BROWSER)).text

    assert re.findall(r"shouldPersistHeaders: \w+", page) == ["shouldPersistHeaders: false"]


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

    assert "graphiql" in response.text
