"""Whatever ends a load before its time, it leaves nothing behind: no process, and no half of the content."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.harness.served import ROOT, children_of, command_of

EVERYONE = 4
"""The resource tracker, the fork server, and two that work."""

FILES = 3_000
COMMANDS = {
    "serve": ["serve", "--database", "sqlite:///site.db", "--port", "8399", "site"],
    "load": ["load", "--database", "sqlite:///site.db", "site"],
    "check": ["check", "site"],
}
SIGNALS = ((signal.SIGTERM, 143), (signal.SIGINT, 130), (signal.SIGKILL, -9))
CASES = [
    pytest.param(command, *ended, is_late, id=f"{command}-{ended[0].name}-while they {'read' if is_late else 'start'}")
    for command in COMMANDS
    for ended in SIGNALS
    for is_late in (False, True)
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site that takes a while: worth a pool of processes."""
    folder = tmp_path_factory.mktemp("stopping")
    (folder / "site" / "news").mkdir(parents=True)
    body = "".join(f"- {{title: Story {number}, heat: {number}}}\n" for number in range(100))
    for number in range(FILES):
        (folder / "site" / "news" / f"{number}.md").write_text(f"---\ntitle: Story {number}\nrelated:\n{body}---\n")
    return folder


@contextmanager
def started(command: str, folder: Path) -> Iterator[subprocess.Popen[str]]:
    """A command of its own, ended in any case."""
    with subprocess.Popen(
        [sys.executable, "-m", "gateway", *COMMANDS[command]],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "GATEWAY_JOBS": "2"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def descendants(pid: int) -> set[int]:
    try:
        return {each for child in children_of(pid) for each in {child} | descendants(child)}
    except FileNotFoundError:
        return set()


def until(condition: Callable[[], bool]) -> None:
    """Wait until something holds, for twenty seconds at most."""
    for _ in range(2_000):
        if condition():
            return
        time.sleep(0.01)
    raise AssertionError("it never came to be")


@pytest.mark.parametrize(("command", "number", "code", "is_late"), CASES)
def test_a_load_that_is_broken_off_leaves_no_process_and_no_content(
    site: Path, command: str, number: signal.Signals, code: int, is_late: bool
) -> None:
    with started(command, site) as process:
        until(lambda: len(descendants(process.pid)) >= EVERYONE)
        workers = descendants(process.pid)
        if is_late:
            time.sleep(0.3)
        for pid in (*workers, process.pid) if number == signal.SIGINT else (process.pid,):  # a terminal sends it to all
            os.kill(pid, number)
        _, said = process.communicate(timeout=20)

    assert process.returncode == code
    until(lambda: not any(command_of(pid) for pid in workers))
    assert "Traceback" not in said
    assert number == signal.SIGKILL or said.endswith("Stopped.\n")
    assert documents(site / "site.db") == 0


def documents(database: Path) -> int:
    if not database.exists():
        return 0
    with closing(sqlite3.connect(database)) as connection:
        return int(connection.execute("SELECT count(*) FROM document").fetchone()[0])
