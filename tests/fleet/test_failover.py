"""A server dies: what can be answered is answered, and when it is back all goes on, without anybody's help."""

import pytest

from gateway.errors import StoreError
from gateway.execution import Gateway
from tests.fleet.conftest import Fleet, titles, until


async def _has(gateway: Gateway, expected: set[str]) -> bool:
    try:
        return await titles(gateway) == expected
    except StoreError:
        return False


async def test_the_primary_dies_reads_go_on_and_when_it_is_back_loads_do(fleet: Fleet) -> None:
    on_replica, on_any = await fleet.gateway(fleet.on_replica), await fleet.gateway(fleet.on_any)
    on_primary = await fleet.gateway(fleet.on_primary)
    assert [await titles(gateway) for gateway in (on_replica, on_any, on_primary)] == [{"One"}] * 3

    fleet.primary.end()
    for _ in range(20):
        assert [await titles(gateway) for gateway in (on_replica, on_any)] == [{"One"}] * 2
    with pytest.raises(StoreError) as raised:
        await titles(on_primary)
    assert raised.value.code == "SERVICE_UNAVAILABLE"
    fleet.site.put("_news/two.md", title="Two")
    with pytest.raises(StoreError):
        await fleet.load()

    fleet.primary.start()
    await fleet.load()
    for gateway in (on_replica, on_any, on_primary):
        await until(lambda gateway=gateway: _has(gateway, {"One", "Two"}))  # type: ignore[misc]


async def test_a_replica_dies_and_gateways_that_know_the_primary_go_there(fleet: Fleet) -> None:
    on_any = await fleet.gateway(fleet.on_any)
    assert await titles(on_any) == {"One"}

    fleet.replica.end()
    fleet.site.put("_news/two.md", title="Two")
    await fleet.load()
    await until(lambda: _has(on_any, {"One", "Two"}))

    fleet.replica.start()
    on_replica = await fleet.gateway(fleet.on_replica)
    await until(lambda: _has(on_replica, {"One", "Two"}))
