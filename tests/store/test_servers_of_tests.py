"""Nothing is left of the PostgreSQL servers of a run, also when the run was killed."""

import os
import signal
import subprocess
import sys
import time
import uuid
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

ROOT = Path(__file__).parents[2]
SECONDS = 60.0
RUN = """
import os, signal, sys
from tests.harness.postgresql.shelter import Shelter
shelter = Shelter(sys.argv[1])
cluster = shelter.new_cluster("own")
cluster.start()
print(shelter.folder, (cluster.folder / "data" / "postmaster.pid").read_text().split()[0], flush=True)
if sys.argv[2] == "killed":
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize("end", ["done", "killed"])
def test_servers_end_with_the_processes_that_use_them(end: str) -> None:
    name = uuid.uuid4().hex[:12]
    words = [sys.executable, "-c", RUN, name, end]
    done = subprocess.run(
        words, stdout=subprocess.PIPE, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False
    )
    assert done.returncode == (0 if end == "done" else -signal.SIGKILL)
    folder, pid = done.stdout.decode().split()

    left = [Path(folder), Path(f"{folder}.lock")]
    expires = time.monotonic() + SECONDS
    while any(path.exists() for path in left) and time.monotonic() < expires:
        time.sleep(0.05)
    assert not [path for path in left if path.exists()]
    with suppress(psutil.NoSuchProcess):
        assert psutil.Process(int(pid)).status() == psutil.STATUS_ZOMBIE
