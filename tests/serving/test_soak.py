"""Many subscribers through many reloads, over real sockets: nothing lost, nothing doubled, slow ones ended.

`make soak` does the same with more of them against a server in a process of its own.
"""

import asyncio
import json
from pathlib import Path

import pytest

from gateway.execution import OperationRequest
from gateway.scopes import Scope
from gateway.server.streams import sending
from tests.harness.listening import open_live
from tests.harness.soak import Drill, Plan
from tests.server.streams.streams import listening

PLAN = Plan(subscribers=50, reloads=20)
RELOAD = "mutation { reload { snapshot { id } } }"


async def test_nothing_is_lost_or_doubled_and_slow_ones_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "SEND_SECONDS", 0.5)
    monkeypatch.setattr(sending, "SLOWEST_BYTES", 2**30)
    async with open_live(tmp_path) as live:
        Drill.fill(live.site, PLAN)
        await live.load()

        async def reload() -> str:
            answer = await live.gateway.answer(OperationRequest(RELOAD), frozenset({Scope.ADMIN}))
            return str(json.loads(answer.body)["data"]["reload"]["snapshot"]["id"])

        async with listening(live.gateway) as port:
            drill = Drill(PLAN, live.site, port, reload)
            await drill.run()
            assert await drill.endings_of_slow_ones() == [1008] * PLAN.slow
            await drill.close()
            async with asyncio.timeout(5):
                while live.gateway.subscriptions:  # noqa: ASYNC110 - until the server knows that they are gone
                    await asyncio.sleep(0.01)
