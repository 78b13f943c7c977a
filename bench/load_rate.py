#!/usr/bin/env python3
"""Compare the rate at which the gateway loads a corpus with the rate at which libyaml merely parses it.

    load_rate.py corpus --rounds 3

Each round runs four commands in turn: libyaml over the front matter of every file, in as many processes as there are
cores; `gateway load` into a new database; `gateway load` again, when nothing has changed; and a first load without what
stories are found by (`load_bare.py`). Needs PyYAML.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from multiprocessing import Pool
from pathlib import Path

import yaml

from memory import peak_of
from servers import compiled_once

HERE = Path(__file__).resolve().parent


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--jobs", type=int, default=len(os.sched_getaffinity(0)), help="processes; default: one a core")
    parser.add_argument("--gateway", default=HERE.parent / ".venv" / "bin" / "gateway", help="the command to measure")
    parser.add_argument("--parse-only", action="store_true", help="run libyaml over the corpus, and stop")
    args = parser.parse_args()
    files = sorted(args.corpus.rglob("*.md"))
    if args.parse_only:
        parse_all(files, args.jobs)
    else:
        show(len(files), measure(args, files))


def parse_all(files, jobs):
    with Pool(jobs) as pool:
        for _ in pool.imap_unordered(parse, files, chunksize=100):
            pass


def parse(path):
    text = path.read_text("utf-8")
    return len(yaml.load(text[4 : text.index("\n---", 4) + 1], yaml.CSafeLoader))


def measure(args, files):
    """Seconds and the most MiB of all processes together, by what was run, one pair for each round."""
    for path in files:
        path.read_bytes()  # so that every run finds the files in memory
    python = Path(args.gateway).with_name("python")
    jobs = ["--jobs", str(args.jobs)]
    found = {"libyaml": [], "first load": [], "second load": [], "bare load": []}
    for _ in range(args.rounds):
        with tempfile.TemporaryDirectory(dir=args.corpus.parent) as folder:
            load = ["load", args.corpus, *jobs, "--database", f"sqlite:///{folder}/rate.db"]
            bare = ["load", args.corpus, *jobs, "--database", f"sqlite:///{folder}/bare.db"]
            found["libyaml"].append(run([sys.executable, __file__, args.corpus, *jobs, "--parse-only"]))
            found["first load"].append(run([args.gateway, *load]))
            found["second load"].append(run([args.gateway, *load]))
            found["bare load"].append(run([python, HERE / "load_bare.py", *bare]))
    return found


def run(command):
    """The wall-clock seconds of one command, and the most memory that its processes had together."""
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=compiled_once(os.environ))
    peak = peak_of(process)
    if process.returncode:
        sys.exit(f"{' '.join(map(str, command))} failed with exit code {process.returncode}")
    return time.perf_counter() - begun, peak


def show(count, found):
    print("| | seconds | files a second | MiB, all processes |\n|---|---:|---:|---:|")
    for name, runs in found.items():
        seconds = statistics.median(run[0] for run in runs)
        print(f"| {name} | {seconds:.2f} | {count / seconds:.0f} | {max(run[1] for run in runs):.0f} |")
    print(f"\nFirst load, as a part of libyaml's rate: {ratio(found['libyaml'], found['first load'])}")
    print(f"Without suggestions, words and counts: {ratio(found['libyaml'], found['bare load'])}")
    print(f"Second load, as a part of the first's time: {ratio(found['second load'], found['first load'])}")


def ratio(left, right):
    """The median of the ratios of times, each formed within one round."""
    ratios = [mine[0] / other[0] for mine, other in zip(left, right, strict=True)]
    return f"{statistics.median(ratios):.3f} ({min(ratios):.3f} to {max(ratios):.3f})"


if __name__ == "__main__":
    main()
