"""The servers under test: what `targets.toml` says of them, starting and stopping them, and what they cost."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import tomllib
from pathlib import Path

HERE = Path(__file__).resolve().parent
TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")
START_LIMIT_SECONDS = 180


class Servers:
    """Every server and service that was started, on one core."""

    def __init__(self, work, core, more_files=()):
        self.work = Path(work).resolve()
        self.core = core
        self.logs = self.work / "logs"
        self.logs.mkdir(parents=True, exist_ok=True)
        self.config = {"paths": {}, "service": {}, "target": {}}
        for path in [HERE / "targets.toml", *map(Path, more_files)]:
            for section, entries in tomllib.loads(path.read_text("utf-8")).items():
                self.config[section].update(entries)
        self.paths = {
            "work": str(self.work),
            "peers": str(HERE / "peers"),
            "here": str(HERE),
            "db": str(self.work / "peer.db"),
        }
        self.paths.update({name: expand(path) for name, path in self.config["paths"].items()})
        self.running = {}

    def fill(self, text, port):
        """`{port}` and `{db}` and so on, as their values."""
        return re.sub(r"\{(\w+)\}", lambda found: str(port) if found[1] == "port" else self.paths[found[1]], text)

    def environment(self, entry):
        return {
            **compiled_once(os.environ),
            "PORT": str(entry.get("port", 0)),
            "PEER_DB": self.paths["db"],
            "PEER_DSN": self.paths["dsn"],
            "NODE_ENV": "production",
            **{key: self.fill(value, entry.get("port", 0)) for key, value in entry.get("env", {}).items()},
        }

    def prepare(self, name, entry):
        """Run what a target needs before it is first started, such as loading its database; on every core."""
        if "prepare" not in entry:
            return
        command = [self.fill(part, 0) for part in entry["prepare"]]
        path = self.logs / f"{name}.prepare.log"
        with path.open("w") as log:
            done = subprocess.run(command, cwd=HERE, env=self.environment(entry), stdout=log, stderr=log, check=False)
        told = path.read_text("utf-8").rstrip()
        if done.returncode:
            sys.exit(f"{name} could not be prepared:\n{told[-3000:]}")
        print(f"{name}: {told.rpartition(chr(10))[2]}")

    def start(self, name, entry):
        """Start one server or service and wait until its port answers: the process, and the seconds it took."""
        port = entry["port"]
        if listens(port):
            sys.exit(f"{name}: something is already listening on port {port}")
        command = ["taskset", "-c", self.core, *(self.fill(part, port) for part in entry["command"])]
        begun = time.perf_counter()
        path = self.logs / f"{name}.log"
        with path.open("w") as log:
            process = subprocess.Popen(
                command,
                cwd=HERE,
                env=self.environment(entry),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.running[name] = process
        while time.perf_counter() - begun < START_LIMIT_SECONDS and process.poll() is None:
            if listens(port):
                return process, time.perf_counter() - begun
            time.sleep(0.02)
        sys.exit(f"{name} did not start:\n{path.read_text('utf-8')[-3000:]}")

    def need(self, name):
        """The process of a service, started when it is first needed."""
        if name not in self.running:
            self.start(name, self.config["service"][name])
        return self.running[name]

    def end(self, name):
        """End one server."""
        process = self.running.pop(name)
        if process.poll() is None:
            process.send_signal(signal.SIGINT)  # a fast, clean stop for PostgreSQL too
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def stop(self):
        for name in reversed(list(self.running)):
            self.end(name)


def compiled_once(environment):
    """An environment in which Python keeps what it compiles, as where something is installed."""
    return {name: value for name, value in environment.items() if name != "PYTHONDONTWRITEBYTECODE"}


def expand(path):
    """A path of `targets.toml`: relative to this folder, and the first that matches its stars."""
    if "://" in path:
        return path
    return str(next(iter(sorted(HERE.glob(path))), HERE / path) if "*" in path else HERE / path)


def listens(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def tree(root):
    """The ids of a process and everything below it."""
    parent = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            pid, rest = path.read_text().split(" (", 1)
        except OSError:  # it has just ended
            continue
        parent[int(pid)] = int(rest.rsplit(") ", 1)[1].split()[1])
    found, grown = {root}, True
    while grown:
        more = {pid for pid, up in parent.items() if up in found} - found
        found |= more
        grown = bool(more)
    return found


def cpu_seconds(pids):
    total = 0
    for pid in pids:
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1].split()
        except OSError:
            continue
        total += int(fields[11]) + int(fields[12])
    return total / TICKS_A_SECOND


def settle(pids, limit_seconds=60):
    """Wait until a server is done with what it was asked before its clients left."""
    deadline, before = time.monotonic() + limit_seconds, cpu_seconds(pids)
    while time.monotonic() < deadline:
        time.sleep(0.1)
        now = cpu_seconds(pids)
        if now - before <= 0.02:
            return
        before = now


def memory_mib(pids):
    """RSS of one process; for several, the sum of their proportional shares, so that shared pages count once."""
    return _rolled_up(pids, "Rss:" if len(pids) == 1 else "Pss:")


def own_mib(pids):
    """Anonymous memory: no files, which the system counts as well while they are mapped, and nothing that is shared."""
    return _rolled_up(pids, "Pss_Anon:")


def _rolled_up(pids, key):
    total = 0
    for pid in pids:
        try:
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += next((int(line.split()[1]) for line in lines if line.startswith(key)), 0)
    return total / 1024
