"""What takes long is made apart from the event loop: of large answers, and of many variables."""

import asyncio
import json
import threading
from collections.abc import AsyncIterator
from typing import Any

import pytest

from gateway.execution import Answer, OperationRequest, variables
from gateway.execution import forbidden as forbidding
from gateway.execution.apart import MOST_WAITING
from gateway.execution.decoding import decoded
from gateway.execution.incremental import Delivery, delivery
from gateway.execution.limits import cost
from gateway.testing import GatewayInProcess, gateway_for

STORY = "---\ntitle: {}\nexcerpt: {}\nprovider: {{ name: P }}\n---\n"
SITE = {f"_news/{number}.md": STORY.format(number, "x" * 1_000) for number in range(40)}
PAGE = "{ articles(first: 40) { nodes { title excerpt %s } } }"
FILTERED = "query ($slugs: [String!]) { articles(where: { slug: { in: $slugs } }) { totalCount } }"
MANY = [str(number) for number in range(5_000)]
LATER = "query ($slugs: [String!]) { ... @defer { articles(where: { slug: { in: $slugs } }) { totalCount } } }"

QUERIES = {
    "a refused field": (forbidding, "decoded", OperationRequest(PAGE % "secured { cipherText }")),
    "the cost": (cost, "decoded", OperationRequest(PAGE % "", wants_cost=True)),
    "deferred fragments": (delivery, "decoded", OperationRequest(PAGE % "... @defer { more: excerpt }")),
    "many variables": (variables, "get_variable_values", OperationRequest(FILTERED, variables={"slugs": MANY})),
    "deferred, many variables": (variables, "get_variable_values", OperationRequest(LATER, variables={"slugs": MANY})),
}


@pytest.fixture
async def gateway() -> AsyncIterator[GatewayInProcess]:
    async with gateway_for(SITE) as gateway:
        yield gateway


async def whole(gateway: GatewayInProcess, request: OperationRequest) -> list[Any]:
    """All that there is to an operation."""
    outcome = await gateway.gateway.deliver(request)
    if isinstance(outcome, Answer):
        return [json.loads(outcome.body)]
    assert isinstance(outcome, Delivery)
    return [part async for part in outcome.parts()]


@pytest.mark.parametrize(("module", "name", "request_"), QUERIES.values(), ids=QUERIES.keys())
async def test_others_are_answered_while_it_is_made(
    gateway: GatewayInProcess, monkeypatch: pytest.MonkeyPatch, module: Any, name: str, request_: OperationRequest
) -> None:
    made_by: list[str] = []
    make = getattr(module, name)

    def noted(*arguments: Any, **options: Any) -> Any:
        made_by.append(threading.current_thread().name)
        return make(*arguments, **options)

    expected = await whole(gateway, request_)
    monkeypatch.setattr(module, name, noted)

    assert await whole(gateway, request_) == expected
    assert {each.rstrip("0123456789_") for each in made_by} == {"take-apart"}


@pytest.mark.parametrize("request_", [each for _, _, each in QUERIES.values()], ids=QUERIES.keys())
async def test_operations_that_are_known_do_not_wait_for_new_ones(
    gateway: GatewayInProcess, request_: OperationRequest
) -> None:
    expected, free = await whole(gateway, request_), threading.Event()
    prepares = gateway.gateway._prepares
    waiting = [asyncio.create_task(prepares.do(number, free.wait)) for number in range(MOST_WAITING)]
    await asyncio.sleep(0)
    try:
        async with asyncio.timeout(10):
            assert await whole(gateway, request_) == expected
    finally:
        free.set()
        await asyncio.gather(*waiting)


async def test_each_refused_object_of_a_deferred_fragment_has_its_own_error(gateway: GatewayInProcess) -> None:
    query = PAGE % "... @defer { secured { cipherText } }"
    _, later = await whole(gateway, OperationRequest(query))

    assert len(later.patches) == 40
    for patch in later.patches:
        assert [error["path"] for error in patch.errors] == [(*patch.path, "secured")]
        assert patch.data == {"secured": None}


def test_long_json_is_read_as_short_json_is() -> None:
    value = {"text": "é\U0001f600\u2028", "list": [1, -2.5, 1e300, None, True, {}, []], "nested": {"a": {"b": [{}]}}}
    text = json.dumps([value] * 2_000).encode()

    assert decoded(text) == [value] * 2_000
    assert decoded(json.dumps(value).encode()) == value
