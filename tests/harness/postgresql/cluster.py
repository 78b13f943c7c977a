"""One PostgreSQL server in a folder of its own, reached by a socket there."""

import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psutil

__all__ = ["Cluster", "run_as_server"]

OPTIONS = {
    "fsync": "off",
    "full_page_writes": "off",
    "max_connections": "300",
    "shared_buffers": "128MB",
    "max_wal_size": "4GB",
    "listen_addresses": "",
    "log_min_messages": "warning",
    "log_statement": "none",
    "wal_level": "replica",
    "hot_standby": "on",
    "dynamic_shared_memory_type": "mmap",  # in its folder, so that nothing is left of a server that is killed
    "autovacuum": "off",  # what a test measures must not depend on when it runs
}


WITH_PASSWORD = "guarded"
"""The one user, where there is one of that name, who must give a password."""


class Cluster:
    """A server. `programs` is the folder of its executables; the folder's parent must be another user's to pass."""

    def __init__(self, folder: Path, programs: Path) -> None:
        self.folder = folder
        self.programs = programs
        self._data = folder / "data"
        self._log = folder / "log"

    def make(self) -> None:
        """Make an empty cluster. Times of tests count, what is written here does not."""
        self.folder.mkdir()
        give_away(self.folder)
        self._run("initdb", "-D", self._data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        self._configure(OPTIONS)
        with (self._data / "pg_hba.conf").open("r+") as file:  # the first line that fits counts
            rest = file.read()
            file.seek(0)
            file.write(f"local all {WITH_PASSWORD} scram-sha-256\n{rest}")

    def copy_files_of(self, other: "Cluster") -> None:
        """Make the same as another server that does not run; quicker than from nothing."""
        self.folder.mkdir()
        give_away(self.folder)
        run_as_server(["cp", "-r", str(other.folder / "data"), str(self.folder)])

    def copy_of(self, primary: "Cluster") -> None:
        """Make a replica of a running server, which follows it once it is started."""
        self.folder.mkdir()
        give_away(self.folder)
        self._run("pg_basebackup", "-D", self._data, "-R", "-c", "fast", "-N", "-d", primary.address("postgres"))

    def _configure(self, options: Mapping[str, str]) -> None:
        with (self._data / "postgresql.conf").open("a") as file:
            file.writelines(f"{name} = '{value}'\n" for name, value in options.items())

    def start(self, *options: str) -> None:
        """Start, and wait until it answers; `options` are as on the command line of `postgres`."""
        given = " ".join((f"-k {self.folder}", *options))
        self._control("start", "-l", str(self._log), "-o", given)

    def stop(self, mode: str = "fast") -> None:
        """Stop, and wait for the end: `fast` ends what runs, `immediate` is as if the power had failed."""
        self._control("stop", "-m", mode)

    def promote(self) -> None:
        """Make a replica a primary."""
        self._control("promote")

    def end(self) -> None:
        """End the server without its help, at once; it can be started again."""
        killed = self._signal(signal.SIGKILL)
        expires = time.monotonic() + 10
        while not all(map(is_gone, killed)) and time.monotonic() < expires:  # they hold its memory until then
            time.sleep(0.01)
        # Whoever it was started by may not have noticed yet, and then it would still count as running.
        for lock in (self._data / "postmaster.pid", *self.folder.glob(".s.PGSQL.*.lock")):
            lock.unlink(missing_ok=True)

    def pause(self) -> None:
        """Let every process of the server stand still: connections are accepted by nobody, nothing is answered."""
        self._signal(signal.SIGSTOP)

    def go_on(self) -> None:
        """End the pause."""
        self._signal(signal.SIGCONT)

    @property
    def is_running(self) -> bool:
        """Whether there is a server."""
        return (self._data / "postmaster.pid").exists()

    def address(self, database: str = "postgres", user: str = "postgres", **options: str) -> str:
        """The address of a database."""
        given = "".join(f"&{name}={quote(value)}" for name, value in options.items())
        return f"postgresql://{user}@/{database}?host={quote(str(self.folder))}{given}"

    def said(self) -> str:
        """What the server has logged."""
        return self._log.read_text("utf-8", errors="replace")

    def _signal(self, number: signal.Signals) -> list[psutil.Process]:
        """Send a signal to every process of the server; gives them."""
        found: list[psutil.Process] = []
        with suppress(psutil.NoSuchProcess, FileNotFoundError):
            first = psutil.Process(int((self._data / "postmaster.pid").read_text().split()[0]))
            if str(self._data) not in first.cmdline():
                return []  # the server is gone, and another process has its number
            found = [first, *first.children()]
        for process in found:
            with suppress(psutil.NoSuchProcess):
                process.send_signal(number)
        return found

    def _control(self, *words: str) -> None:
        self._run("pg_ctl", "-w", "-t", "60", "-D", self._data, *words)

    def _run(self, program: str, *words: object) -> None:
        run_as_server([str(self.programs / program), *map(str, words)])


def is_gone(process: psutil.Process) -> bool:
    """Whether a process has ended, though nobody may have asked for its end yet."""
    try:
        return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def run_as_server(words: Sequence[str]) -> None:
    """Run a program as a user that PostgreSQL accepts: it refuses root."""
    other: dict[str, Any] = {"user": "nobody", "group": "nogroup", "extra_groups": ()} if os.geteuid() == 0 else {}
    with tempfile.TemporaryFile() as said:  # a pipe would be kept open by the server
        done = subprocess.run(words, stdout=said, stderr=said, stdin=subprocess.DEVNULL, cwd="/", check=False, **other)
        said.seek(0)
        if done.returncode:
            raise RuntimeError(f"{' '.join(words)} has failed: {said.read().decode(errors='replace')}")


def give_away(folder: Path) -> None:
    """Let the server have a folder."""
    if os.geteuid() == 0:
        import grp
        import pwd

        os.chown(folder, pwd.getpwnam("nobody").pw_uid, grp.getgrnam("nogroup").gr_gid)
