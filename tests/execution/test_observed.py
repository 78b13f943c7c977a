"""Operations are counted by name, timed, and logged where they are slow, without anybody's values."""

import json
import logging
from collections.abc import AsyncIterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from gateway.errors import StoreError
from gateway.execution import Answer, ObservedGateway, OperationRequest, catching_up
from gateway.execution.incremental import Delivery
from gateway.execution.live import Subscriber
from gateway.loader.load import load
from gateway.observing import Metrics
from gateway.settings import Settings
from gateway.store import Store, open_store
from tests.harness.site import Site

COUNT = "query Count { snapshot { articles } }"
DURATION = "gateway_operation_duration_seconds"
SECRET = "sEcReT-of-a-caller"


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    site = Site(tmp_path / "site")
    site.put("_news/one.md", title="One")
    async with await open_store(f"sqlite:///{tmp_path / 'gateway.db'}") as store:
        await load(store, [site.source], jobs=1)
        yield store


class Observed:
    """A gateway, and what it counts."""

    def __init__(self, store: Store, **settings: Any) -> None:
        self.metrics = Metrics()
        self.gateway = ObservedGateway(store, Settings(**settings), metrics=self.metrics)

    async def ask(self, query: str, operation_name: str | None = None, **variables: Any) -> Any:
        answer = await self.gateway.answer(OperationRequest(query, operation_name, variables))
        return json.loads(answer.body)

    def operations(self) -> dict[tuple[str, ...], float]:
        """How many there were by name and kind."""
        figures = self.metrics.figures()
        return {key[1:]: sum(values[:-1]) for key, values in figures.items() if key[0] == DURATION}


async def test_each_operation_is_counted_once_however_it_is_asked_for(store: Store) -> None:
    observed = Observed(store)
    assert (await observed.ask(COUNT))["data"] == {"snapshot": {"articles": 1}}
    assert isinstance(await observed.gateway.subscribe(OperationRequest(COUNT)), Answer)
    assert isinstance(await observed.gateway.deliver(OperationRequest(COUNT)), Answer)
    assert observed.operations() == {("Count", "query"): 3}

    subscription = OperationRequest("subscription Live { articleChanged { kind } }")
    subscriber = await observed.gateway.subscribe(subscription)
    assert isinstance(subscriber, Subscriber)
    assert (await observed.gateway.figures())["gateway_subscriptions",] == [1]
    await subscriber.aclose()
    await observed.ask("mutation { __typename }")
    assert observed.operations() == {
        ("Count", "query"): 3,
        ("Live", "subscription"): 1,
        ("anonymous", "mutation"): 1,
    }
    await observed.gateway.close()


async def test_what_is_no_operation_is_not_counted_as_one_and_wrong_variables_are_of_theirs(store: Store) -> None:
    observed = Observed(store)
    await observed.ask("query Broken {")
    await observed.ask("query Wrong { nope }")
    assert observed.operations() == {}

    answer = await observed.ask("query Sized($size: Int!) { articles(first: $size) { nodes { id } } }", size="x")
    assert answer["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"
    assert observed.operations() == {("Sized", "query"): 1}
    await observed.gateway.close()


async def test_an_answer_in_parts_ends_with_its_last_part(store: Store) -> None:
    observed = Observed(store)
    query = "query Parts { snapshot { articles } ... @defer { articles { nodes { title } } } }"
    delivery = await observed.gateway.deliver(OperationRequest(query))
    assert isinstance(delivery, Delivery)
    assert observed.operations() == {}
    parts = [part async for part in delivery.parts()]
    assert len(parts) == 2
    assert observed.operations() == {("Parts", "query"): 1}

    abandoned = await observed.gateway.deliver(OperationRequest(query))
    assert isinstance(abandoned, Delivery)
    some = abandoned.parts()
    await anext(some)
    await some.aclose()
    assert observed.operations() == {("Parts", "query"): 2}
    await observed.gateway.close()


async def test_the_names_of_the_documents_of_the_site_are_told_and_no_others(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "operations"
    folder.mkdir()
    (folder / "Count.graphql").write_text(COUNT)
    observed = Observed(store, operations=folder)
    await observed.ask(COUNT)
    await observed.ask("query Elsewhere { __typename }")
    assert observed.operations() == {("Count", "query"): 1, ("other", "query"): 1}
    await observed.gateway.close()


async def test_caches_connections_and_the_snapshot_are_told(store: Store) -> None:
    observed = Observed(store, readers=3)
    for _ in range(4):
        await observed.ask(COUNT)
    figures = await observed.gateway.figures()
    lookups = {key[1:]: values[0] for key, values in figures.items() if key[0] == "gateway_cache_lookups_total"}
    assert lookups == {
        ("answers", "hit"): 3,
        ("answers", "miss"): 1,
        ("documents", "hit"): 3,
        ("documents", "miss"): 1,
        ("plans", "hit"): 3,
        ("plans", "miss"): 1,
    }
    assert figures["gateway_cache_entries", "plans"] == [1]
    assert figures["gateway_database_connections",] == [6]  # four for quick statements, one for long, one for brief
    assert figures["gateway_database_statements_running",] == [0]
    assert figures["gateway_snapshot_timestamp_seconds",][0] > 1.7e9
    await observed.gateway.close()


async def test_figures_are_told_also_when_the_database_is_gone(store: Store) -> None:
    observed = Observed(store)
    await observed.gateway.close()
    figures = await observed.gateway.figures()
    assert ("gateway_snapshot_timestamp_seconds",) not in figures
    assert figures["gateway_database_connections",] == [0]


async def test_a_slow_operation_is_logged_with_its_sql_and_without_values(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    observed = Observed(store, slow_operation_seconds=1e-9)
    query = f"""query Slow($text: String!) {{
      one: articles(where: {{title: {{contains: $text}}}}) {{ nodes {{ title }} }}
      two: articles(where: {{title: {{contains: "{SECRET}"}}}}, search: "{SECRET}") {{ nodes {{ title }} }}
      article(by: {{path: "{SECRET}"}}) {{ title }}
      topic(by: {{name: "{SECRET}"}}) {{ name }}
    }}"""
    with caplog.at_level(logging.WARNING, logger="gateway"):
        assert "errors" not in await observed.ask(query, text=SECRET)
    (record,) = caplog.records
    fields = record.fields  # type: ignore[attr-defined]
    assert record.getMessage().startswith("slow: query Slow took 0.")
    assert (fields["operation"], fields["kind"]) == ("Slow", "query")
    assert fields["document"] == f"sha256:{sha256(query.encode()).hexdigest()}"
    assert fields["sql"].startswith("SELECT CAST(json_object(")
    assert fields["bytes"] > 0
    assert SECRET.lower() not in f"{record.getMessage()} {fields}".lower()
    await observed.gateway.close()


async def test_what_is_quick_is_not_logged_and_neither_is_anything_where_that_is_off(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    for seconds in (0.0, 60.0):
        observed = Observed(store, slow_operation_seconds=seconds)
        await observed.ask(COUNT)
    assert not caplog.records
    await observed.gateway.close()


async def test_an_operation_that_fails_after_a_long_time_is_counted_and_logged(
    store: Store, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    observed = Observed(store, slow_operation_seconds=1e-9, answer_cache_bytes=0)
    await observed.ask(COUNT)
    caplog.clear()

    async def stop(*_: object, **__: object) -> list[Any]:
        raise StoreError("The statement took longer than its time limit.", code="TIME_LIMIT_EXCEEDED")

    monkeypatch.setattr(store, "_fetch", stop)
    with pytest.raises(StoreError):
        await observed.ask(COUNT)
    assert observed.operations() == {("Count", "query"): 2}
    assert "slow: query Count" in caplog.text
    await observed.gateway.close()


@pytest.mark.parametrize("has_metrics", [True, False])
async def test_who_waits_for_a_snapshot_that_does_not_come_is_not_taken_for_a_slow_statement(
    store: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, *, has_metrics: bool
) -> None:
    monkeypatch.setattr(catching_up, "PATIENCE_SECONDS", 0.01)
    gateway = ObservedGateway(store, Settings(slow_operation_seconds=0.001), metrics=Metrics() if has_metrics else None)
    with pytest.raises(StoreError, match="not yet"):
        await gateway.answer(OperationRequest(COUNT, at_least=2**62))

    assert not caplog.records
