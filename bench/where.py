#!/usr/bin/env python3
"""Where the time of each operation goes: what the gateway does whenever it is looked at, and always asked.

    where.py --ops story,list --seconds 4

Needs what `run.py` needs, its databases, and py-spy beside the gateway (`pip install -e '..[bench]'`). One server on
core 0, asked by wrk from core 1; py-spy looks at it 400 times a second. Prints microseconds of a request, by phase.
"""

import argparse
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from questions import Draws, Target, read_operations
from run import drive, write_bodies
from servers import HERE, Servers

LOOKS_A_SECOND = 400

PHASES = {
    "statement": ("gateway/store/sqlite/",),
    "its turn": ("gateway/store/", "aiosqlite/"),
    "nodes": ("gateway/execution/nodes", "gateway/compiler/parted"),
    "answer kept": ("gateway/execution/answers", "gateway/execution/tags"),
    "request read": ("gateway/server/request_body", "gateway/server/json_reading", "gateway/server/request_reading"),
    "operation": ("gateway/execution/", "gateway/compiler/"),
    "sending": ("gateway/server/uvicorn_sending",),
    "endpoint": ("gateway/server/", "gateway/observing/"),
    "Starlette": ("starlette/",),
    "uvicorn": ("uvicorn/",),
}
"""The innermost frame that is in one of these files tells what is done; what is in none is the event loop's."""

REST = "event loop and system"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--ops", help="operations, with commas (default: all)")
    parser.add_argument("--target", default="gateway", help="`gateway_answers` with --mode hot: answers that are kept")
    parser.add_argument("--mode", default="cold", choices=("cold", "hot"))
    parser.add_argument("--seconds", type=int, default=4)
    parser.add_argument("--work", default=HERE / "work", help="folder of databases and logs")
    parser.add_argument("--py-spy", default=HERE.parent / ".venv" / "bin" / "py-spy")
    parser.set_defaults(load_core="1", connections=16)  # as `run.py` has them
    args = parser.parse_args()
    operations = read_operations()
    servers = Servers(args.work, "0")
    target, draws = Target(servers, operations, args.target), Draws(servers, 1)
    found = {}
    try:
        for op in args.ops.split(",") if args.ops else operations:
            bodies = write_bodies(servers, [target], [op], [args.mode], draws)[f"{op} {args.mode}"][target.name]
            target.start(servers)
            found[op] = look(target, bodies, args)
            servers.end(target.name)
    finally:
        servers.stop()
    show(found)


def look(target, bodies, args):
    """Microseconds of a request by phase, and in all."""
    drive(target, bodies, 0, 1, args)  # what is compiled and remembered once
    with tempfile.NamedTemporaryFile() as stacks:
        looking = [args.py_spy, "record", "--nonblocking", "--format", "raw", "--output", stacks.name]
        looking += ["--rate", str(LOOKS_A_SECOND), "--duration", str(args.seconds), "--pid", str(target.roots[0])]
        looker = subprocess.Popen(["taskset", "-c", "1", *map(str, looking)], stdout=subprocess.DEVNULL)
        rate = drive(target, bodies, 0, args.seconds, args)["rps"]
        if looker.wait():
            sys.exit("py-spy failed; it needs leave to look at other processes (ptrace)")
        counts = count(Path(stacks.name).read_text("utf-8", "replace"))
    whole = 1e6 / rate  # the one core is always busy
    return {"in all": whole, **{phase: whole * looks / counts.total() for phase, looks in counts.items()}}


def count(stacks):
    """How often each phase was seen, in lines of py-spy: frames from the outermost to the innermost, and a number."""
    counts = Counter()
    for line in stacks.splitlines():
        frames, _, looks = line.rpartition(" ")
        counts[phase_of(frames.split(";"))] += int(looks)
    return counts


def phase_of(frames):
    for frame in reversed(frames):
        for phase, files in PHASES.items():
            if any(file in frame for file in files):
                return phase
    return REST


def show(found):
    print(f"| µs of a request | {' | '.join(found)} |\n|---{'|---:' * len(found)}|")
    for phase in ("in all", *PHASES, REST):
        print(f"| {phase} | {' | '.join(f'{by.get(phase, 0):.0f}' for by in found.values())} |")


if __name__ == "__main__":
    main()
