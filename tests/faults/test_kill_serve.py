"""`gateway serve --watch` killed while it loads: it answers with one content or the other, and so it leaves it."""

import asyncio
import json
import shutil
import signal
import sys
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.faults.versions import HIDDEN, LISTED, OUTCOMES, QUERIES, Versions, assert_sound
from tests.harness.profiles import TIMES
from tests.harness.served import Served, children_of, command_of, serving

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are found by what Linux tells of them")


def copy_site(root: Path, into: Path) -> None:
    """Let a folder hold the same files, with their times."""
    for path in into.rglob("*.md"):
        if not (root / path.relative_to(into)).exists():
            path.unlink()
    shutil.copytree(root, into, dirs_exist_ok=True)


async def ask_until_it_dies(served: Served, allowed: list[Any]) -> None:
    """Ask for everything again and again; every answer is one of those allowed."""
    while True:
        try:
            answer = await served.ask(QUERIES[1])
        except Exception:
            if served.process.returncode is None and command_of(served.process.pid):
                raise
            return
        assert answer in allowed


@pytest.mark.parametrize("kind", [LISTED, HIDDEN])
async def test_killed_while_it_reloads_it_leaves_the_old_content_or_the_new(
    versions: dict[str, Versions], kind: str
) -> None:
    site = versions[kind]
    random = Random(kind if TIMES == 1 else None)
    allowed = [json.loads(answers.public[1]) for answers in (site.old_answers, site.new_answers)]
    live = site.folder / "site"
    for _ in range(TIMES):
        site.restore_old()
        copy_site(site.old.root, live)
        settings = ("--unpublished", kind, "--max-fields", "5000", "--workers", "2" if kind == HIDDEN else "1")
        async with serving(site.folder, "site", "--watch", *settings) as served:
            family = {served.process.pid, *children_of(served.process.pid)}
            assert await served.ask(QUERIES[1]) == allowed[0]
            asking = asyncio.create_task(ask_until_it_dies(served, allowed))
            copy_site(site.new.root, live)
            await asyncio.sleep(random.uniform(0.2, 0.6))  # it waits for 0.3 seconds, then loads
            await served.end(signal.SIGKILL)
            await asking
            async with asyncio.timeout(20):
                while any(map(command_of, family)):  # noqa: ASYNC110 - of other processes
                    await asyncio.sleep(0.01)
        assert_sound(site.database)
        assert await asyncio.to_thread(site.which) in OUTCOMES[kind]
        await asyncio.to_thread(site.assert_repaired)
