"""The memory of a command with all its processes: shared pages count once, in equal parts (PSS). Linux only."""

import contextlib
import subprocess
from pathlib import Path

SECONDS_BETWEEN_LOOKS = 0.1


def peak_of(process):
    """Wait for a process to end; gives the most MiB that it and its descendants had at one time."""
    peak = 0.0
    while process.poll() is None:
        peak = max(peak, sum(map(mebibytes_of, with_descendants(process.pid))))
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(SECONDS_BETWEEN_LOOKS)
    return peak


def with_descendants(pid):
    yield pid
    for file in Path(f"/proc/{pid}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            for child in file.read_text().split():
                yield from with_descendants(int(child))


def mebibytes_of(pid):
    """The proportional set size; 0 of a process that is gone."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    return 0.0
