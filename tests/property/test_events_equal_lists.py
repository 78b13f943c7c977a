"""Random filters of subscriptions: told is of exactly the articles that a list under the same filter has."""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gateway.execution import Gateway
from gateway.execution.live.channel import FROM_POSITION, PAGE, Events
from gateway.loader.load import load
from gateway.loader.sources import Source
from gateway.scopes import NO_SCOPES
from gateway.settings import Settings
from gateway.store import Store, open_store
from tests.conftest import DATA
from tests.harness.gateways import Pair
from tests.harness.operations import Operation, heard
from tests.harness.postgresql.shared import drop_database, make_database
from tests.harness.profiles import TIMES, usual


class Told:
    """A gateway over the newspaper, all of which came after an empty snapshot: each article is an event."""

    def __init__(self, store: Store) -> None:
        self.store = store
        limits = Settings(max_depth=35, max_fields=5000, max_conditions=5000, max_query_bytes=1_000_000)
        self.gateway = Gateway(store, limits)

    async def paths(self, subscription: Operation) -> list[str]:
        """Which articles a subscription is told of, from the beginning of the log."""
        prepared = await self.gateway._preparer.prepare(subscription.query, None)
        bound = await prepared.bind(subscription.variables, NO_SCOPES, FROM_POSITION)
        events = Events.of(bound.statement, bound.parameters)
        found: list[str] = []
        position = 0
        while page := (await events.read(self.store, position))[0]:
            assert len(page) <= PAGE
            changes = [json.loads(event.body)["data"]["articleChanged"] for event in page]
            assert {change["kind"] for change in changes} == {"CREATED"}
            found += [change["article"]["path"] for change in changes]
            position = page[-1].number
        return found


@pytest.fixture(scope="module")
def told(runner: asyncio.Runner, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    folder = tmp_path_factory.mktemp("told")
    store = runner.run(open_told(folder, f"sqlite:///{folder}/db"))
    yield Told(store)
    runner.run(store.close())


@pytest.fixture(scope="module")
def told_in_postgresql(runner: asyncio.Runner, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    address = runner.run(make_database("told"))
    store = runner.run(open_told(tmp_path_factory.mktemp("told"), address))
    yield Told(store)
    runner.run(store.close())
    runner.run(drop_database(address))


async def open_told(folder: Path, database: str) -> Store:
    store = await open_store(database, readers=1)
    (folder / "nothing").mkdir()
    await load(store, [Source("", folder / "nothing")], jobs=1)
    await load(store, [Source("", DATA / "site"), Source("valley", DATA / "valley")], jobs=1)
    return store


@settings(usual, max_examples=60 * TIMES)
@given(data=st.data())
def test_a_subscription_is_told_of_what_its_filter_selects(
    runner: asyncio.Runner, newspaper: Pair, told: Told, data: st.DataObject
) -> None:
    subscription, listed = data.draw(heard(newspaper.vocabulary))
    expected = newspaper.oracle.answer(listed.query, listed.variables, None)

    paths = runner.run(told.paths(subscription))

    assert sorted(paths) == sorted(node["path"] for node in expected.data["articles"]["nodes"])


@settings(usual, max_examples=5 * TIMES)
@given(data=st.data())
def test_a_subscription_is_told_of_the_same_in_postgresql(
    runner: asyncio.Runner, newspaper: Pair, told: Told, told_in_postgresql: Told, data: st.DataObject
) -> None:
    subscription, _ = data.draw(heard(newspaper.vocabulary))

    assert runner.run(told_in_postgresql.paths(subscription)) == runner.run(told.paths(subscription))
