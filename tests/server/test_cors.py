"""Pages of other origins may ask from browsers where the settings say so, and nowhere else."""

import httpx
import pytest

from gateway.errors import SettingsError
from gateway.settings import Settings, settings_of
from tests.server.service import FakeService, client_of

SITE = "https://news.example"
PREFLIGHT = {
    "access-control-request-method": "POST",
    "access-control-request-headers": "content-type,authorization,x-api-key,apollo-require-preflight",
}


async def ask(settings: Settings, method: str, origin: str, **headers: str) -> httpx.Response:
    async with client_of(FakeService(), settings) as client:
        more = {"json": {"query": "{ a }"}} if method == "POST" else {}
        return await client.request(method, "/graphql", headers={"origin": origin, **headers}, **more)  # type: ignore[arg-type]


async def test_a_page_of_an_allowed_origin_may_ask() -> None:
    settings = Settings(cors_origins=(SITE, "http://localhost:3000"))
    before = await ask(settings, "OPTIONS", SITE, **PREFLIGHT)
    answer = await ask(settings, "POST", SITE)

    assert before.status_code == 200
    assert before.headers["access-control-allow-origin"] == answer.headers["access-control-allow-origin"] == SITE
    assert set(PREFLIGHT["access-control-request-headers"].split(",")) <= set(
        before.headers["access-control-allow-headers"].replace(" ", "").lower().split(",")
    )
    assert answer.headers["access-control-expose-headers"] == "ETag, Snapshot, X-Request-Id"
    assert "Origin" in answer.headers["vary"]
    assert "access-control-allow-credentials" not in answer.headers


@pytest.mark.parametrize("origins", [(), ("https://other.example",)])
async def test_a_page_of_another_origin_may_not(origins: tuple[str, ...]) -> None:
    settings = Settings(cors_origins=origins)
    before = await ask(settings, "OPTIONS", SITE, **PREFLIGHT)
    answer = await ask(settings, "POST", SITE)

    assert before.status_code in (400, 405)
    assert "access-control-allow-origin" not in answer.headers
    assert answer.headers.get("access-control-allow-origin") != SITE


async def test_caches_are_told_that_answers_depend_on_the_origin_even_where_none_was_sent() -> None:
    async with client_of(FakeService(), Settings(cors_origins=(SITE,))) as client:
        response = await client.get("/graphql", params={"query": "{ a }"})

    assert "Origin" in response.headers["vary"]


def test_origins_are_written_as_a_list_or_with_commas() -> None:
    assert settings_of({"cors_origins": "https://a.example, https://b.example:8443"}).cors_origins == (
        "https://a.example",
        "https://b.example:8443",
    )


@pytest.mark.parametrize("origin", ["news.example", "https://news.example/", "https://*.example", "ftp://a.example"])
def test_what_no_browser_sends_as_an_origin_is_refused(origin: str) -> None:
    with pytest.raises(SettingsError):
        settings_of({"cors_origins": (origin,)})
