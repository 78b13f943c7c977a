"""GraphQL over HTTP to the letter: the audit suite of `graphql-http`, run against a served site."""

import asyncio
import json
from pathlib import Path

from tests.harness.node import run_node
from tests.harness.served import serving

SEEDS = Path(__file__).parents[2] / "seeds"
AUDITS = 61


async def test_the_server_passes_every_audit(tmp_path: Path) -> None:
    async with serving(tmp_path, str(SEEDS)) as served:
        results = json.loads(await asyncio.to_thread(run_node, "audit.mjs", served.url))

    assert [result for result in results if result["status"] != "ok"] == []
    assert len(results) >= AUDITS
