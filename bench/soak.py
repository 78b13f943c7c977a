"""The soak: 200 subscribers through 100 reloads against a running `gateway serve`, over real sockets.

    python -m bench.soak --subscribers 200 --reloads 100 --workers 1

Fails where an event is lost or doubled, or a slow reader is not ended and told; prints what it took.
"""

import argparse
import asyncio
import hashlib
import json
import tempfile
import time
from collections import Counter
from pathlib import Path

from gateway.server.streams import sending
from tests.harness.served import Served, children_of, serving
from tests.harness.site import Site
from tests.harness.soak import Drill, Plan

KEY = "soak-key-of-this-machine-alone"
KEYS = [{"name": "soak", "sha256": hashlib.sha256(KEY.encode()).hexdigest(), "scopes": ["admin"]}]
SLOW_SECONDS = sending.SEND_SECONDS + 3
RELOAD = "mutation { reload { snapshot { id } } }"


def memory_of(served: Served) -> float:
    """The resident memory of the server and its workers, in MiB."""
    pids = [served.process.pid, *children_of(served.process.pid)]
    statuses = [Path(f"/proc/{pid}/status").read_text() for pid in pids]
    return sum(int(text.split("VmRSS:")[1].split()[0]) for text in statuses if "VmRSS:" in text) / 1024


async def soak(plan: Plan, workers: int) -> None:
    """Run the drill and print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        site = Site(Path(folder) / "site")
        Drill.fill(site, plan)
        keys = {"GATEWAY_API_KEYS": json.dumps(KEYS)}
        async with serving(Path(folder), "site", "--workers", str(workers), environment=keys) as served:
            await drill(plan, site, served)
        print(f"ended with {served.process.returncode}; lines in the log: {len(served.log)}")


async def drill(plan: Plan, site: Site, served: Served) -> None:
    """Run it, with an eye on the memory."""

    async def reload() -> str:
        answer = await served.ask(RELOAD, {"x-api-key": KEY})
        return str(answer["data"]["reload"]["snapshot"]["id"])

    memory: dict[int, float] = {}

    def look(number: int) -> None:
        if number % max(1, plan.reloads // 10) == 0 or number == plan.reloads - 1:
            memory[number] = memory_of(served)

    print(f"memory before: {memory_of(served):.1f} MiB")
    run = Drill(plan, site, served.port, reload)
    started = time.perf_counter()
    await run.run(look)
    seconds = time.perf_counter() - started
    events = sum(len(ear.heard) for ear in run.ears)
    what = f"{len(run.ears)} subscribers, {len(run.reloads)} reloads, {events} events"
    print(f"{what} in {seconds:.1f} s: none lost or doubled")
    await asyncio.sleep(max(0.0, SLOW_SECONDS - seconds))
    endings = Counter(await run.endings_of_slow_ones())
    print(f"slow subscribers, by how they were closed: {dict(endings)}")
    assert endings.keys() <= {1008, 1006}
    await run.close()
    await asyncio.sleep(2)
    print("memory: " + ", ".join(f"{size:.1f} MiB after {number + 1}" for number, size in memory.items()))
    print(f"memory without subscribers: {memory_of(served):.1f} MiB")


def main() -> None:
    """Read the size of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--subscribers", type=int, default=200)
    parser.add_argument("--reloads", type=int, default=100)
    parser.add_argument("--workers", type=int, default=1)
    given = parser.parse_args()
    asyncio.run(soak(Plan(given.subscribers, given.reloads), given.workers))


if __name__ == "__main__":
    main()
