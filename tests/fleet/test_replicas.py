"""Many gateways, on a primary and on a replica that follows it: all switch to what is loaded, and none goes back."""

import asyncio
import json

import pytest

from gateway.errors import StoreError
from gateway.execution import Answer, Gateway, OperationRequest, catching_up
from gateway.loader.load import load
from gateway.store import open_store
from tests.fleet.conftest import Fleet, ask, titles, until
from tests.harness.listening import CHANGES, Listener


async def test_gateways_on_primary_and_replica_switch_to_what_another_process_has_loaded(fleet: Fleet) -> None:
    gateways = [await fleet.gateway(address) for address in (fleet.on_primary, fleet.on_replica, fleet.on_any)]
    assert [await titles(gateway) for gateway in gateways] == [{"One"}] * 3

    fleet.site.put("_news/two.md", title="Two")
    await fleet.load()

    for gateway in gateways:
        await until(lambda gateway=gateway: _has(gateway, {"One", "Two"}), seconds=5)  # type: ignore[misc]


async def _has(gateway: Gateway, expected: set[str]) -> bool:
    return await titles(gateway) == expected


async def test_subscribers_on_a_replica_are_told_of_what_the_primary_has_committed(fleet: Fleet) -> None:
    listeners = []
    for address in (fleet.on_primary, fleet.on_replica):
        outcome = await (await fleet.gateway(address)).subscribe(OperationRequest(CHANGES))
        listeners.append(Listener(outcome))  # type: ignore[arg-type]

    fleet.site.put("_news/two.md", title="Two")
    await fleet.load()

    for listener in listeners:
        await listener.until_events(1, seconds=10)
        assert listener.told == [("CREATED", "two")]


async def test_a_client_that_has_seen_a_snapshot_is_never_shown_an_older_one(
    fleet: Fleet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catching_up, "PATIENCE_SECONDS", 0.2)
    primary, replica = await fleet.gateway(fleet.on_primary), await fleet.gateway(fleet.on_replica)
    await fleet.replay(goes_on=False)
    fleet.site.put("_news/two.md", title="Two")
    await fleet.load()
    seen = (await ask(primary, at_least=0)).snapshot

    assert await titles(replica) == {"One"}, "whoever has seen nothing else is answered"
    with pytest.raises(StoreError) as raised:
        await ask(replica, at_least=seen)
    assert raised.value.code == "SNAPSHOT_NOT_YET"

    await fleet.replay(goes_on=True)
    await until(lambda: _has(replica, {"One", "Two"}))
    answer = await ask(replica, at_least=seen)
    assert answer.snapshot == seen
    assert b"Two" in answer.body


async def test_a_client_ahead_of_a_replica_for_a_moment_waits_for_it(fleet: Fleet) -> None:
    replica = await fleet.gateway(fleet.on_replica)
    primary = await fleet.gateway(fleet.on_primary)
    for number in range(5):
        fleet.site.put("_news/one.md", title=f"One, edited {number}")
        await fleet.load()
        seen = (await ask(primary, at_least=0)).snapshot
        assert f"edited {number}".encode() in (await ask(replica, at_least=seen)).body


async def test_pages_of_one_list_are_of_snapshots_that_only_go_on(fleet: Fleet) -> None:
    """Each page may come from another server, and each is asked with what the last one said."""
    for number in range(30):
        fleet.site.put(f"_news/story-{number:02}.md", title=f"Story {number:02}")
    await fleet.load()
    gateways = [await fleet.gateway(fleet.on_primary), await fleet.gateway(fleet.on_replica)]
    query = (
        "{ articles(first: 7, orderBy: [{field: TITLE, direction: ASC}]%s)"
        " { nodes { title } pageInfo { endCursor hasNextPage } } }"
    )
    found, after, seen, turn = [], "", 0, 0
    while True:
        answer = await ask(gateways[turn % 2], query % after, at_least=seen)
        assert answer.snapshot is not None
        assert answer.snapshot >= seen
        page = json.loads(answer.body)["data"]["articles"]
        found += [node["title"] for node in page["nodes"]]
        if not page["pageInfo"]["hasNextPage"]:
            break
        after, seen, turn = f', after: "{page["pageInfo"]["endCursor"]}"', answer.snapshot, turn + 1
        fleet.site.put("_news/story-00.md", title="Story 00", heat=turn)
        await fleet.load()

    assert turn > 2
    assert found == sorted({"One", *(f"Story {number:02}" for number in range(30))})


async def test_a_subscriber_whose_gateway_asks_now_a_server_that_is_behind_misses_nothing(fleet: Fleet) -> None:
    """Connections made while the replica was away stay with the primary: then one pool has both."""
    gateway = await fleet.gateway(fleet.on_any)
    fleet.replica.end()
    await until(lambda: _has(gateway, {"One"}))
    fleet.replica.start()
    store = gateway._whole.store
    await asyncio.gather(*(store.fetch_rows("SELECT pg_sleep(0.3)") for _ in range(3)))
    await until(lambda: _is_there(fleet))
    outcome = await gateway.subscribe(OperationRequest(CHANGES))
    assert not isinstance(outcome, Answer)
    listener = Listener(outcome)
    for number in range(6):
        await fleet.replay(goes_on=number % 2 == 1)
        fleet.site.put(f"_news/more-{number}.md", title=f"More {number}")
        await fleet.load()
        await asyncio.sleep(0.6)
    await fleet.replay(goes_on=True)

    await listener.until_events(6, seconds=20)
    assert listener.told == [("CREATED", f"more-{number}") for number in range(6)]
    assert listener.error is None


async def _is_there(fleet: Fleet) -> bool:
    """Whether the replica answers."""
    async with await open_store(fleet.on_replica, readers=1) as store:
        return bool(await store.fetch_rows("SELECT 1 FROM snapshot"))


async def test_nothing_is_written_on_a_replica_and_that_is_said(fleet: Fleet) -> None:
    async with await open_store(fleet.on_replica, readers=1) as store:
        fleet.site.put("_news/two.md", title="Two")
        with pytest.raises(StoreError) as raised:
            await load(store, [fleet.site.source], jobs=1)

    assert raised.value.code == "STORE_READ_ONLY"
    assert raised.value.hint is not None
