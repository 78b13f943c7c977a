#!/usr/bin/env python3
"""Measure GraphQL servers side by side, in interleaved rounds, on one machine.

    run.py --load corpus                          make the databases that the servers serve
    run.py --targets floor,gateway,strawberry     check that they answer alike, then measure them

Servers (with their children and databases) run on core 0, the load on core 1. Standard library only.
"""

import argparse
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

from answers import check
from questions import Draws, Target, read_operations
from report import show, summarize
from servers import HERE, Servers, cpu_seconds, memory_mib, own_mib, settle

BODIES = 2000
"""Requests prepared for each target, operation and mode; wrk goes round in them."""


def read_arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--targets", help="names from targets.toml, with commas (default: all but the slow)")
    parser.add_argument("--targets-file", action="append", default=[], help="a further file of targets")
    parser.add_argument("--ops", help="operations, with commas (default: all)")
    parser.add_argument("--modes", default="cold,hot")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=4)
    parser.add_argument(
        "--warm",
        type=int,
        default=1,
        help="seconds of load before each measurement; a target seen to be slow (fewer than 20 answers per connection) "
        "is then measured three times as long",
    )
    parser.add_argument("--connections", type=int, default=16)
    parser.add_argument("--baseline", default="floor", help="the target that ratios are to")
    parser.add_argument("--reference", default="floor", help="the target whose answers are right")
    parser.add_argument("--samples", type=int, default=20, help="cold requests per operation to compare")
    parser.add_argument("--check-only", action="store_true")
    parser.add_argument("--work", default=HERE / "work", help="folder of databases and logs")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--server-core", default="0")
    parser.add_argument("--load-core", default="1")
    parser.add_argument("--json", metavar="FILE", type=Path)
    parser.add_argument("--load", metavar="FOLDER", type=Path, help="load this corpus into the databases, and stop")
    return parser.parse_args()


def main():
    args = read_arguments()
    servers = Servers(args.work, args.server_core, args.targets_file)
    names = (
        args.targets.split(",")
        if args.targets
        else [name for name, entry in servers.config["target"].items() if entry.get("default", True)]
    )
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    try:
        if args.load:
            load(servers, names, args.load)
        else:
            compare(servers, names, args)
    finally:
        servers.stop()


def load(servers, names, corpus):
    """Make the neutral database of the peers (in PostgreSQL only if a target needs it) and each target's own."""
    entries = [servers.config["target"][name] for name in names]
    command = [servers.fill("{venv}/python", 0), HERE / "peers" / "load.py", corpus / "news", servers.paths["db"]]
    if any("postgres" in entry.get("needs", ()) for entry in entries):
        servers.need("postgres")
        command += ["--postgres", servers.paths["dsn"]]
    subprocess.run(command, check=True)
    servers.paths["corpus"] = str(corpus.resolve())
    for name, entry in zip(names, entries, strict=True):
        servers.prepare(name, entry)


def compare(servers, names, args):
    if not shutil.which("wrk") and not args.check_only:
        sys.exit("wrk is not installed (Debian: apt-get install wrk)")
    operations = read_operations()
    ops = args.ops.split(",") if args.ops else list(operations)
    targets, draws = [Target(servers, operations, name) for name in names], Draws(servers, args.seed)
    for target in targets:
        target.start(servers)
        wait_until_answering(target, ops, draws)
        target.idle_mib = memory_mib(target.processes())
    reference = next((target for target in targets if target.name == args.reference), targets[0])
    print(f"Answers compared with {reference.name}:")
    checks = check(reference, targets, ops, draws, args.samples)
    if args.check_only:
        return
    bodies = write_bodies(servers, targets, ops, args.modes.split(","), draws)
    results = measure(targets, bodies, args, lambda target: start_anew(target, servers, ops, draws))
    baseline = args.baseline if args.baseline in names else names[0]
    summary = summarize(results, baseline)
    memory = {target.name: memory_of(target, results) for target in targets}
    show(summary, names, baseline, memory)
    if args.json:
        told = {key: str(value) for key, value in vars(args).items()}
        found = {"args": told, "checks": checks, "memory": memory, "summary": summary, "rounds": results}
        args.json.parent.mkdir(parents=True, exist_ok=True)
        args.json.write_text(json.dumps(found, indent=1), "utf-8")


def start_anew(target, servers, ops, draws):
    """Start a server once more: how memory happens to lie makes the same one up to a sixth quicker or slower."""
    if target.entry.get("restart", True):
        servers.end(target.name)
        target.start(servers)
        wait_until_answering(target, ops, draws)


def wait_until_answering(target, ops, draws):
    deadline, op = time.monotonic() + 60, next(filter(target.knows, ops))
    body = target.body(op, draws.rows(target, op, "hot", 1)[0])
    while target.ask(body)[0] >= 500:
        if time.monotonic() > deadline:
            sys.exit(f"{target.name} only answers with errors")
        time.sleep(0.2)


def write_bodies(servers, targets, ops, modes, draws):
    """Files of requests for wrk: by operation and mode, then by target."""
    files = {}
    for op in ops:
        for mode in modes:
            for target in filter(lambda target: target.knows(op), targets):
                path = servers.logs / f"{target.name}.{op}.{mode}"
                rows = draws.rows(target, op, mode, BODIES)
                path.write_text("".join(target.body(op, row) + "\n" for row in rows), "utf-8")
                files.setdefault(f"{op} {mode}", {})[target.name] = path
    return files


def measure(targets, bodies, args, restart):
    """Rounds of every case and target, the order of targets rotated: lists of figures by case and target."""
    results, rnd = {}, random.Random(args.seed)
    for number in range(args.rounds):
        turn = number % len(targets)
        for target in targets if number else ():
            restart(target)
        for case, files in bodies.items():
            start = rnd.randrange(1000)  # the same place in the list for every target
            for target in filter(lambda target: target.name in files, targets[turn:] + targets[:turn]):
                found = measure_once(target, files[target.name], start, args)
                results.setdefault(case, {}).setdefault(target.name, []).append(found)
                if found["errors"]:
                    print(f"  {target.name} {case}: {found['errors']} errors", file=sys.stderr)
        print(f"round {number + 1} of {args.rounds} done", file=sys.stderr)
    return results


def measure_once(target, bodies, start, args):
    warm = drive(target, bodies, start + 1000, args.warm, args)
    is_slow = warm["rps"] * args.seconds < 20 * args.connections
    return drive(target, bodies, start, args.seconds * (3 if is_slow else 1), args)


def drive(target, bodies, start, seconds, args):
    """One run of wrk against a target: throughput, latency and what both sides cost."""
    command = ["taskset", "-c", args.load_core, "wrk", "-t1", f"-c{args.connections}", f"-d{seconds}s"]
    command += ["--timeout", "20s", "--latency", "-s", HERE / "load.lua"]
    command += [f"http://127.0.0.1:{target.port}{target.path}", "--", bodies, str(start)]
    pids = target.processes()
    before, begun = cpu_seconds(pids), time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    took, busy = time.perf_counter() - begun, cpu_seconds(pids) - before
    settle(pids)
    used = cpu_seconds(pids) - before
    found = re.search(r'^\{"requests".*\}$', output, re.M)
    if not found:
        raise RuntimeError(f"wrk failed: {output}")
    result = json.loads(found[0])
    sent = result["requests"] + args.connections  # those cut off at the end were worked on as well
    return {
        "rps": result["requests"] / result["seconds"],
        "p50": result["p50"],
        "p99": result["p99"],
        "bytes": result["bytes"] / (result["requests"] or 1),
        "errors": result["errors"],
        "cpu_ms": used / sent * 1000,
        "server_busy": busy / took,
        "load_busy": (usage.ru_utime + usage.ru_stime) / took,
        "rss": memory_mib(target.processes()),
        "own": own_mib(target.processes()),
    }


def memory_of(target, results):
    runs = [run for case in results.values() for run in case.get(target.name, ())]
    return {
        "started_seconds": target.started_seconds,
        "idle_mib": target.idle_mib,
        "loaded_mib": max((run["rss"] for run in runs), default=0.0),
        "own_mib": max((run["own"] for run in runs), default=0.0),
    }


if __name__ == "__main__":
    main()
