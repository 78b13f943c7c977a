"""The soak under attack: ordinary and hostile clients beside each other, and loads between them.

    python -m bench.hostile_soak --minutes 10

Fails where an ordinary query is not answered, an attack is answered with a 5xx or tells of the inside, or the log has a
fault; prints the memory (PSS) and its slope after a third of the time, which the caches need to fill.
"""

import argparse
import hashlib
import json
import shutil
import tempfile
import time
from pathlib import Path

from tests.harness.site import Site
from tests.harness.target import JSON, Request, Target, target_on
from tests.harness.traffic import Traffic, slope_of
from tests.hostile.tables import attacks

SEEDS = Path(__file__).parents[1] / "seeds"
KEY = "soak-key-of-this-machine-alone"
KEYS = [{"name": "soak", "sha256": hashlib.sha256(KEY.encode()).hexdigest(), "scopes": ["admin"]}]
RELOAD = json.dumps({"query": "mutation { reload { added changed } }"}).encode()
SECONDS_BETWEEN_LOADS = 2


class Editor:
    """Writes one unpublished story anew from time to time, and has it loaded: no ordinary answer changes."""

    def __init__(self, site: Site, target: Target) -> None:
        self._site = site
        self._target = target
        self._last = 0.0
        self.loads = 0

    def __call__(self) -> None:
        if time.monotonic() - self._last < SECONDS_BETWEEN_LOADS:
            return
        self._last = time.monotonic()
        self.loads += 1
        self._site.put("_news/soak.md", f"Words of load {self.loads}.", title=f"Load {self.loads}", published=False)
        response = self._target.send(Request(body=RELOAD, headers={**JSON, "x-api-key": KEY}))
        assert response.json["data"]["reload"]["added"] + response.json["data"]["reload"]["changed"] == 1


def soak(minutes: float) -> None:
    """Run all of it and print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        content = Path(folder) / "site"
        shutil.copytree(SEEDS, content)
        environment = {"GATEWAY_API_KEYS": json.dumps(KEYS)}
        with target_on(Path(folder), content=content, environment=environment) as target:
            editor = Editor(Site(content), target)
            traffic = Traffic(target, attacks())
            traffic.run(minutes * 60, also=editor)
            target.beside().must_be_sound()
            report(traffic, editor.loads, minutes)


def report(traffic: Traffic, loads: int, minutes: float) -> None:
    """What it took."""
    kept = [(seconds / 60, mebibytes * 1024) for seconds, mebibytes in traffic.memory if seconds > minutes * 20]
    counts = ", ".join(f"{count:,} {kind}" for kind, count in sorted(traffic.counts.items()))
    print(
        f"{minutes:g} minutes, {loads} loads, {len(traffic.hostile)} attacks in turn; requests: {counts}; none failed"
    )
    print(f"p99 of ordinary answers: {traffic.p99:.0f} ms; longest: {max(traffic.seconds) * 1000:.0f} ms")
    first, last = traffic.memory[0][1], traffic.memory[-1][1]
    print(f"memory: {first:.1f} MiB at first, {kept[0][1] / 1024:.1f} MiB when warm, {last:.1f} MiB at last")
    print(f"slope of memory after warming up: {slope_of(kept):+.0f} KiB a minute")


def main() -> None:
    """Read the size of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    soak(parser.parse_args().minutes)


if __name__ == "__main__":
    main()
