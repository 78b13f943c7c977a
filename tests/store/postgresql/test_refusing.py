"""What cannot be opened is told, and no password with it."""

import pytest

from gateway.errors import SettingsError, StoreError
from gateway.store import open_store, read_address
from gateway.store.postgresql import connections
from tests.harness.postgresql.cluster import WITH_PASSWORD, Cluster
from tests.store.postgresql.servers import connected, made_empty

SECRET = "correct-horse"


async def test_a_wrong_password_is_told_and_not_shown(server: Cluster, caplog: pytest.LogCaptureFixture) -> None:
    async with connected(await made_empty(server)) as connection:
        await connection.execute(f"CREATE ROLE {WITH_PASSWORD} LOGIN PASSWORD 'another'")
    address = server.address(user=f"{WITH_PASSWORD}:{SECRET}")
    try:
        with caplog.at_level("DEBUG"), pytest.raises(StoreError) as raised:
            await open_store(address)
    finally:
        async with connected(server.address()) as connection:
            await connection.execute(f"DROP ROLE {WITH_PASSWORD}")
    assert raised.value.code == "STORE_NOT_FOUND"
    assert SECRET not in f"{raised.value.message} {raised.value.hint} {caplog.text}"


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        (f"postgresql://me:{SECRET}@one:1,two:2/content", "postgresql://me@one:1,two:2/content"),
        (f"postgres://host/content?user=me&password={SECRET}", "postgres://host/content?user=me"),
        (f"postgresql:///content?host=/run&sslpassword={SECRET}", "postgresql:///content?host=/run"),
    ],
)
def test_an_address_is_shown_without_its_password(address: str, shown: str) -> None:
    found = read_address(address)
    assert found.shown == shown  # type: ignore[union-attr]
    assert found.name == "content"  # type: ignore[union-attr]
    assert SECRET not in repr(found)


@pytest.mark.parametrize("rest", ["localhost/content?sslmode=perhaps", "localhost:many/content"])
async def test_an_address_with_wrong_options_is_an_error_of_the_settings(rest: str) -> None:
    with pytest.raises(SettingsError) as raised:
        await open_store(f"postgresql://me:{SECRET}@{rest}")
    assert SECRET not in raised.value.message


async def test_a_server_that_is_too_old_is_refused(server: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "_OLDEST", 99)
    with pytest.raises(StoreError, match="99 or later") as raised:
        await open_store(server.address())
    assert raised.value.code == "STORE_TOO_OLD"


async def test_a_database_that_is_not_there_is_told(server: Cluster) -> None:
    with pytest.raises(StoreError) as raised:
        await open_store(server.address("nowhere"))
    assert raised.value.code == "STORE_NOT_FOUND"
