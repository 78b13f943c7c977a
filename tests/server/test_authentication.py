"""Who asks: credentials become scopes in the same way over every transport, and wrong ones are refused."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from gateway.errors import SettingsError
from gateway.execution.operation import OperationRequest
from gateway.scopes import NO_SCOPES, Scope, Scopes
from gateway.server import create_app
from gateway.server.auth import hash_of_key, new_key
from gateway.settings import ApiKey, Secret, Settings
from tests.server.auth.signing import SECRET, jwk, key_set, token
from tests.server.service import DATA, FakeService, client_of, code_of

KEY = new_key()
OTHER_KEY = new_key()
SETTINGS = Settings(
    api_keys=(
        ApiKey(name="newsroom", sha256=hash_of_key(KEY), scopes=frozenset({Scope.PREVIEW, Scope.EDITOR})),
        ApiKey(name="counter", sha256=hash_of_key(OTHER_KEY)),
    ),
    jwt_algorithm="HS256",
    jwt_secret=Secret(SECRET),
)
EDITORS: Scopes = frozenset({Scope.PREVIEW, Scope.EDITOR})
QUERY = {"query": "{ __typename }"}


class Streaming(FakeService):
    """Answers streams as well."""

    async def subscribe(self, request: OperationRequest, scopes: Scopes = NO_SCOPES) -> Any:
        return await self.answer(request, scopes)


@pytest.fixture
def service() -> Streaming:
    return Streaming()


@pytest.fixture
async def client(service: Streaming) -> AsyncIterator[httpx.AsyncClient]:
    async with client_of(service, SETTINGS) as opened:
        yield opened


GOOD = {
    "a key": ({"x-api-key": KEY}, EDITORS),
    "a key without scopes": ({"X-API-Key": OTHER_KEY}, NO_SCOPES),
    "a key as bearer": ({"authorization": f"Bearer {KEY}"}, EDITORS),
    "a key by its scheme": ({"authorization": f"apikey  {KEY}"}, EDITORS),
    "a token": ({"authorization": f"bearer {token(scope='secured')}"}, frozenset({Scope.SECURED})),
    "both": (
        {"authorization": f"Bearer {token(scope='secured')}", "x-api-key": KEY},
        EDITORS | {Scope.SECURED},
    ),
    "a proxy's own": ({"authorization": "Basic dXNlcjpwYXNz"}, NO_SCOPES),
}
WRONG = {
    "an unknown key": {"x-api-key": new_key()},
    "a key with something after it": {"x-api-key": f"{KEY}x"},
    "an empty key": {"x-api-key": ""},
    "the hash of a key": {"x-api-key": hash_of_key(KEY)},
    "an unknown key as bearer": {"authorization": f"Bearer {new_key()}"},
    "an expired token": {"authorization": f"Bearer {token(exp=1)}"},
    "nothing to bear": {"authorization": "Bearer"},
    "no scheme": {"authorization": KEY},
    "a good and a wrong one": {"authorization": f"Bearer {token()}", "x-api-key": new_key()},
    "bytes that are no text": {"x-api-key": b"\xff\xfe".decode("latin-1")},
}


async def ask(client: httpx.AsyncClient, way: str, headers: dict[str, str]) -> httpx.Response:
    encoded = {name: value.encode("latin-1") for name, value in headers.items()}
    match way:
        case "POST":
            return await client.post("/graphql", json=QUERY, headers=encoded)
        case "GET":
            return await client.get("/graphql", params=QUERY, headers=encoded)
        case _:
            events = {**encoded, "accept": b"text/event-stream"}
            return await client.request(way.removeprefix("SSE "), "/graphql", json=QUERY, params=QUERY, headers=events)


WAYS = pytest.mark.parametrize("way", ["POST", "GET", "SSE POST", "SSE GET"])


@WAYS
@pytest.mark.parametrize("case", GOOD.values(), ids=GOOD.keys())
async def test_good_credentials_give_their_scopes_and_an_answer_for_nobody_else(
    service: Streaming, client: httpx.AsyncClient, way: str, case: tuple[dict[str, str], Scopes]
) -> None:
    headers, scopes = case
    response = await ask(client, way, headers)
    assert response.status_code == 200
    assert service.scopes == [scopes]
    assert "no-store" in response.headers["cache-control"]
    assert response.headers["vary"] == "Accept, Accept-Encoding, Authorization, X-API-Key, Snapshot-At-Least"


@WAYS
@pytest.mark.parametrize("headers", WRONG.values(), ids=WRONG.keys())
async def test_wrong_credentials_are_refused_before_anything_is_done(
    service: Streaming, client: httpx.AsyncClient, way: str, headers: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        response = await ask(client, way, headers)
    assert response.status_code == 401
    assert code_of(response) == "UNAUTHENTICATED"
    assert response.headers.get_list("www-authenticate") == [
        'Bearer realm="graphql", error="invalid_token"',
        'ApiKey realm="graphql"',
    ]
    assert response.headers["cache-control"] == "private, no-store"
    assert service.requests == []
    for secret in (value for value in headers.values() if len(value) > 20):
        assert secret not in response.text + caplog.text


@WAYS
async def test_without_credentials_everybody_is_let_in_without_scopes(
    service: Streaming, client: httpx.AsyncClient, way: str
) -> None:
    response = await ask(client, way, {})
    assert response.status_code == 200
    assert service.scopes == [NO_SCOPES]
    assert "Authorization" in response.headers["vary"], "a cache must not give this answer to those with credentials"


async def test_a_header_that_comes_twice_is_no_header_at_all(service: Streaming, client: httpx.AsyncClient) -> None:
    twice = httpx.Headers([("x-api-key", KEY), ("x-api-key", OTHER_KEY)])
    response = await client.post("/graphql", json=QUERY, headers=twice)
    assert response.status_code == 401
    assert service.requests == []


async def test_a_gateway_that_knows_nobody_refuses_all_credentials(service: Streaming) -> None:
    async with client_of(service, Settings()) as client:
        for headers in ({"x-api-key": KEY}, {"authorization": f"Bearer {token()}"}):
            response = await ask(client, "POST", headers)
            assert (response.status_code, code_of(response)) == (401, "UNAUTHENTICATED")


async def test_that_tokens_cannot_be_verified_is_not_blamed_on_the_caller(service: Streaming) -> None:
    settings = Settings(jwt_algorithm="RS256", jwt_jwks_url="http://127.0.0.1:9/keys")
    async with client_of(service, settings) as client:
        response = await ask(client, "POST", {"authorization": f"Bearer {token('rsa', 'RS256', 'rsa')}"})
    assert (response.status_code, code_of(response)) == (503, "SERVICE_UNAVAILABLE")
    assert "127.0.0.1" not in response.text
    assert service.requests == []


async def test_keys_of_a_file_verify_tokens(service: Streaming, tmp_path: Path) -> None:
    file = tmp_path / "keys.json"
    file.write_bytes(key_set(jwk("ec")))
    settings = Settings(jwt_algorithm="ES256", jwt_jwks_file=str(file))
    async with client_of(service, settings) as client:
        response = await ask(client, "POST", {"authorization": f"Bearer {token('ec', 'ES256', 'ec')}"})
    assert response.status_code == 200
    assert service.scopes == [{Scope.PREVIEW}]


@pytest.mark.parametrize("data", [None, b"{}", key_set(jwk("rsa"))])
def test_a_file_of_keys_that_cannot_be_used_is_told_at_the_start(tmp_path: Path, data: bytes | None) -> None:
    file = tmp_path / "keys.json"
    if data is not None:
        file.write_bytes(data)
    with pytest.raises(SettingsError, match="jwt_jwks_file"):
        create_app(Streaming(), Settings(jwt_algorithm="ES256", jwt_jwks_file=str(file)))


async def talk(service: Streaming, headers: dict[str, str], payload: Any) -> Any:
    """Introduce oneself over WebSocket and ask; gives the answer, or the code that the connection is closed with."""
    app = create_app(service, SETTINGS)
    raw = [(name.lower().encode(), value.encode("latin-1")) for name, value in headers.items()]
    scope = {"type": "websocket", "path": "/graphql", "headers": raw, "subprotocols": ["graphql-transport-ws"]}
    coming: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
    said = [{"type": "connection_init", "payload": payload}, {"type": "subscribe", "id": "1", "payload": QUERY}]
    coming.put_nowait({"type": "websocket.connect"})
    for message in said:
        coming.put_nowait({"type": "websocket.receive", "text": json.dumps(message)})
    sent: list[dict[str, Any]] = []

    async def send(event: Any) -> None:
        sent.append(event)
        if '"complete"' in event.get("text", ""):
            coming.put_nowait({"type": "websocket.disconnect"})

    await app({**scope, "query_string": b"", "root_path": "", "app": app}, coming.get, send)
    if sent[-1]["type"] == "websocket.close":
        return sent[-1]["code"]
    ack, answer, _ = (json.loads(event["text"]) for event in sent if event["type"] == "websocket.send")
    assert ack == {"type": "connection_ack"}
    return answer["payload"]


@pytest.mark.parametrize("case", GOOD.values(), ids=GOOD.keys())
async def test_a_websocket_takes_credentials_from_its_handshake_or_its_introduction(
    service: Streaming, case: tuple[dict[str, str], Scopes]
) -> None:
    credentials, scopes = case
    assert await talk(service, credentials, None) == json.loads(DATA)
    assert await talk(service, {}, credentials) == json.loads(DATA)
    assert service.scopes == [scopes, scopes]


@pytest.mark.parametrize("credentials", list(WRONG.values())[:-1], ids=list(WRONG)[:-1])
async def test_a_websocket_with_wrong_credentials_is_closed(service: Streaming, credentials: dict[str, str]) -> None:
    assert await talk(service, credentials, None) == 4403
    assert await talk(service, {}, credentials) == 4403
    assert await talk(service, credentials, {"x-api-key": KEY}) == 4403
    assert service.requests == []


async def test_a_websocket_without_credentials_has_no_scopes(service: Streaming) -> None:
    assert await talk(service, {}, {"locale": "en"}) == json.loads(DATA)
    assert service.scopes == [NO_SCOPES]
