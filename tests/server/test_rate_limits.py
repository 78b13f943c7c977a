"""How often one caller may ask: by key or token, or else by address, over HTTP and over connections alike."""

import asyncio
import hashlib
import json
from pathlib import Path

import pytest
from limits.aio.storage import MemoryStorage
from msgspec.structs import replace

from gateway.errors import SettingsError
from gateway.server import rate_limits
from gateway.server.callers import address_of
from gateway.server.rate_limits import rate_limiter_of
from gateway.settings import ApiKey, Settings, settings_of
from tests.harness.served import SocketClient, serving
from tests.harness.site import Site
from tests.server.service import FakeService, client_of, code_of

QUERY = {"query": "{ __typename }"}


def key(name: str) -> ApiKey:
    return ApiKey(name=name, sha256=hashlib.sha256(name.encode()).hexdigest())


def settings(rate: str) -> Settings:
    return Settings(rate_limit=rate, api_keys=(key("one"), key("other")))


async def test_a_caller_who_asks_too_often_is_told_when_to_ask_again() -> None:
    async with client_of(FakeService(), settings("3/minute")) as client:
        answers = [await client.post("/graphql", json=QUERY) for _ in range(4)]

    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert code_of(answers[-1]) == "RATE_LIMITED"
    assert answers[-1].json()["errors"][0]["extensions"]["limit"] == 3
    assert 1 <= int(answers[-1].headers["retry-after"]) <= 60


async def test_each_key_has_room_of_its_own_and_so_have_those_without() -> None:
    async with client_of(FakeService(), settings("1/minute")) as client:
        statuses = [
            (await client.post("/graphql", json=QUERY, headers=headers)).status_code
            for headers in ({"x-api-key": "one"}, {"x-api-key": "other"}, {}) * 2
        ]

    assert statuses == [200, 200, 200, 429, 429, 429]


async def test_who_guesses_at_keys_is_counted_by_address() -> None:
    async with client_of(FakeService(), settings("2/minute")) as client:
        guesses = [
            (await client.post("/graphql", json=QUERY, headers={"x-api-key": f"guess{number}"})).status_code
            for number in range(4)
        ]

    assert guesses == [401, 401, 429, 429]


async def test_the_strictest_of_several_limits_holds() -> None:
    async with client_of(FakeService(), settings("100/minute; 2/hour")) as client:
        statuses = [(await client.get("/graphql", params=QUERY)).status_code for _ in range(3)]

    assert statuses == [200, 200, 429]


async def test_without_a_limit_nobody_is_counted() -> None:
    async with client_of(FakeService()) as client:
        statuses = {(await client.post("/graphql", json=QUERY)).status_code for _ in range(200)}

    assert statuses == {200}


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("192.0.2.1", "address:192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "address:2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::", "address:2001:db8:1:2::/64"),
        ("testclient", "address:testclient"),
    ],
)
def test_an_address_of_version_6_stands_for_its_network(host: str, name: str) -> None:
    assert address_of({"client": (host, 1)}) == name


@pytest.mark.parametrize("rate", ["often", "10/fortnight", "", "-1/second"])
def test_what_is_no_rate_is_refused(rate: str) -> None:
    with pytest.raises(SettingsError):
        settings_of({"rate_limit": rate})


@pytest.mark.parametrize("storage", ["nonsense://user:secret@host", "redis://user:secret@host"])
def test_a_storage_that_is_not_there_is_told_without_its_password(storage: str) -> None:
    with pytest.raises(SettingsError) as raised:
        rate_limiter_of("1/second", storage)

    assert storage.partition(":")[0] in raised.value.message
    assert "secret" not in raised.value.message


class Flaky(MemoryStorage):
    """A storage that several processes share, and that can be away."""

    STORAGE_SCHEME = ("async+flaky",)
    is_away = False
    is_silent = False

    async def acquire_sliding_window_entry(self, key: str, limit: int, expiry: int, amount: int = 1) -> bool:
        """Count, if it is there."""
        if Flaky.is_silent:
            await asyncio.sleep(60)
        if Flaky.is_away:
            raise ConnectionRefusedError
        return await super().acquire_sliding_window_entry(key, limit, expiry, amount)

    @property
    def base_exceptions(self) -> type[Exception]:
        """What it raises."""
        return OSError


@pytest.mark.parametrize("way", ["is_away", "is_silent"])
async def test_while_a_shared_storage_is_away_a_process_counts_for_itself(
    way: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(rate_limits, "STORAGE_SECONDS", 0.02)
    chosen = replace(settings("2/minute"), rate_limit_storage="flaky://user:secret@host")
    async with client_of(FakeService(), chosen) as client:
        before = [(await client.post("/graphql", json=QUERY)).status_code for _ in range(2)]
        monkeypatch.setattr(Flaky, way, True)
        away = [(await client.post("/graphql", json=QUERY)).status_code for _ in range(3)]
        monkeypatch.setattr(Flaky, way, False)
        after = (await client.post("/graphql", json=QUERY)).status_code

    assert (before, away, after) == ([200, 200], [200, 200, 429], 429)
    told = [record.getMessage() for record in caplog.records if record.name == rate_limits.__name__]
    assert len(told) == 1
    assert "secret" not in told[0]


async def test_operations_over_a_connection_are_counted_and_proxies_are_believed(tmp_path: Path) -> None:
    Site(tmp_path / "site").put("_news/a.md", title="A")
    async with serving(tmp_path, "site", environment={"GATEWAY_RATE_LIMIT": "2/minute"}) as served:
        client = await SocketClient.open(served.port)
        for kind in ("next", "complete", "next", "complete", "error"):
            if kind != "complete":
                await client.subscribe("{ __typename }")
            message = await client.receive()
            assert message["type"] == kind
        await client.close()
        assert message["payload"][0]["extensions"]["code"] == "RATE_LIMITED"
        elsewhere = await served.ask("{ __typename }", {"x-forwarded-for": "192.0.2.7"})

    assert json.dumps(elsewhere) == '{"data": {"__typename": "Query"}}'
