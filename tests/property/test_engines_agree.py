"""Random operations on both engines over the same content: the same bytes, which are the oracle's answer.

`GATEWAY_TEST_TIMES=20 pytest -n auto tests/property/test_engines_agree.py -k bytes` tries 2,000 operations.
"""

import asyncio
from random import Random
from typing import Any

import pytest
from graphql import parse, print_ast, visit
from hypothesis import given, settings
from hypothesis import strategies as st

from gateway.execution import Answer, OperationRequest
from gateway.scopes import Scope, Scopes
from tests.harness.gateways import PREVIEW, Pair
from tests.harness.operations import facets, filters, operations, walks
from tests.harness.profiles import TIMES, usual
from tests.property.test_equals_oracle import walked
from tests.property.test_incremental import Decorator, all_parts, put_together

OPERATIONS = 30 if TIMES == 1 else 100
FEW = 5 * TIMES
any_scopes = st.frozensets(st.sampled_from(Scope))


@pytest.mark.parametrize("_part", range(TIMES))
@settings(usual, max_examples=OPERATIONS)
@given(data=st.data(), scopes=any_scopes)
def test_both_engines_answer_with_the_same_bytes(
    runner: asyncio.Runner, newspaper: Pair, postgresql_newspaper: Pair, data: st.DataObject, scopes: Scopes, _part: int
) -> None:
    operation = data.draw(data.draw(st.sampled_from((operations, operations, filters, facets)))(newspaper.vocabulary))
    request = newspaper.request(operation)

    one = runner.run(newspaper.gateway.answer(request, scopes))
    other = runner.run(postgresql_newspaper.gateway.answer(request, scopes))

    assert one.body == other.body
    runner.run(postgresql_newspaper.check(operation, scopes))


@settings(usual, max_examples=FEW)
@given(
    data=st.data(),
    scopes=st.frozensets(st.sampled_from(sorted(set(Scope) - PREVIEW, key=str))),
    has_preview=st.booleans(),
)
def test_where_stories_are_hidden_callers_are_answered_by_what_they_may_see(
    runner: asyncio.Runner,
    postgresql_guarded_newspaper: tuple[Pair, Pair],
    data: st.DataObject,
    scopes: Scopes,
    has_preview: bool,
) -> None:
    pair = postgresql_guarded_newspaper[has_preview]
    operation = data.draw(data.draw(st.sampled_from((operations, filters, facets)))(pair.vocabulary))

    runner.run(pair.check(operation, scopes))


@settings(usual, max_examples=FEW)
@given(data=st.data())
def test_pages_one_after_another_show_the_whole_list(
    runner: asyncio.Runner, postgresql_newspaper: Pair, data: st.DataObject
) -> None:
    walk = data.draw(walks(postgresql_newspaper.vocabulary))

    shown = runner.run(walked(postgresql_newspaper, walk))

    whole = postgresql_newspaper.oracle.answer(walk.query, {"size": 100})
    assert shown == [node["id"] for node in whole.data["list"]["nodes"]]


@settings(usual, max_examples=FEW)
@given(data=st.data(), seed=st.integers(0, 2**32), scopes=any_scopes)
def test_both_engines_give_the_same_parts(
    runner: asyncio.Runner,
    newspaper: Pair,
    postgresql_newspaper: Pair,
    data: st.DataObject,
    seed: int,
    scopes: Scopes,
) -> None:
    operation = data.draw(operations(newspaper.vocabulary))
    document = print_ast(visit(parse(operation.query), Decorator(Random(seed))))
    request = OperationRequest(document, operation.operation_name, operation.variables)

    one, other = (runner.run(delivered(pair, request, scopes)) for pair in (newspaper, postgresql_newspaper))

    assert one == other


async def delivered(pair: Pair, request: OperationRequest, scopes: Scopes) -> Any:
    """The answer, or what its parts are together."""
    outcome = await pair.gateway.deliver(request, scopes)
    return outcome if isinstance(outcome, Answer) else put_together(await all_parts(outcome))
