"""Health, unknown addresses, and what closes with the server."""

import pytest

from gateway.errors import StoreError
from gateway.server import create_app
from gateway.settings import Settings
from tests.server.service import FakeService, client_of, code_of


async def test_live_is_always_answered() -> None:
    async with client_of(FakeService(ready=False)) as client:
        response = await client.get("/health/live")

    assert (response.status_code, response.json()) == (200, {"status": "live"})


@pytest.mark.parametrize(
    ("ready", "status", "text"),
    [(True, 200, "ready"), (False, 503, "not ready"), (StoreError("gone"), 503, "not ready")],
)
async def test_ready_tells_whether_content_can_be_served(ready: bool | Exception, status: int, text: str) -> None:
    async with client_of(FakeService(ready=ready)) as client:
        response = await client.get("/health/ready")

    assert (response.status_code, response.json()) == (status, {"status": text})
    assert response.headers["cache-control"] == "no-store"


async def test_an_unknown_address_is_a_404_in_json() -> None:
    async with client_of(FakeService()) as client:
        response = await client.get("/nowhere")

    assert response.status_code == 404
    assert code_of(response) == "NOT_FOUND"


async def test_a_wrong_method_elsewhere_names_the_right_ones() -> None:
    async with client_of(FakeService()) as client:
        response = await client.post("/health/live")

    assert response.status_code == 405
    assert "GET" in response.headers["allow"]
    assert code_of(response) == "METHOD_NOT_ALLOWED"


async def test_the_gateway_is_closed_with_the_server() -> None:
    service = FakeService()
    app = create_app(service, Settings())

    async with app.router.lifespan_context(app):
        assert not service.is_closed

    assert service.is_closed
