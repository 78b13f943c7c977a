"""docs/limits.md names every limit, and its example of a cost is what the example site gives."""

import json
import re
from pathlib import Path

from gateway.errors import CODES
from gateway.execution import OperationRequest
from gateway.settings import LimitSettings
from gateway.testing import gateway_for

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs/limits.md").read_text("utf-8")


def test_every_limit_that_can_be_set_is_named() -> None:
    assert {name for name in LimitSettings.__struct_fields__ if f"`{name}`" not in TEXT} == set()


def test_every_code_of_a_limit_is_named_and_there_are_no_others() -> None:
    named = set(re.findall(r"`([A-Z]+(?:_[A-Z]+)+)`", TEXT))

    assert {code for code in CODES if code.startswith("MAX_")} <= named <= set(CODES)


async def test_the_example_of_a_cost_is_true() -> None:
    request, answer = (json.loads(block) for block in re.findall(r"```json\n(.*?)```", TEXT, re.DOTALL)[1:])
    async with gateway_for(ROOT / "seeds") as seeds:
        given = await seeds.gateway.answer(OperationRequest(request["query"], wants_cost=True))

    assert json.loads(given.body)["extensions"] == answer["extensions"]
