"""`gateway serve` as a process of its own."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Run

ROOT = Path(__file__).parents[2]
ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/graphql")


@pytest.fixture
def port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


@pytest.fixture
def server(site: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    """Start the gateway in the working folder."""
    command = [sys.executable, "-m", "gateway", "serve", "site", "--port", str(port)]
    with subprocess.Popen(
        command,
        env={**os.environ, "PYTHONPATH": str(ROOT), "GATEWAY_DRAIN_SECONDS": "0"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        yield process
        process.kill()


def read_address(server: subprocess.Popen[str]) -> tuple[str, str]:
    """Read what the server says up to its address."""
    assert server.stdout is not None
    said = ""
    for line in server.stdout:
        if found := ADDRESS.search(line):
            return said, found.group()
        said += line
    raise AssertionError(server.stderr.read() if server.stderr else "")


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_serve_loads_answers_and_stops_cleanly(server: subprocess.Popen[str], stop: signal.Signals) -> None:
    said, address = read_address(server)
    body = json.dumps({"query": "{ articles { nodes { title } } }"}).encode()
    request = urllib.request.Request(address, body, {"content-type": "application/json"})
    with urllib.request.urlopen(request, timeout=5) as response:
        answer = json.load(response)
    server.send_signal(stop)

    assert said.startswith("1 added, ")
    assert answer == {"data": {"articles": {"nodes": [{"title": "The first"}]}}}
    assert server.wait(10) == 0
    assert server.stderr is not None
    assert "Traceback" not in server.stderr.read()
    assert not list(Path().glob("gateway.db-*")), "the database was not closed"


def test_an_address_in_use_is_told_before_anything_is_loaded(run: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        ended = run("serve", "site", "--port", str(listener.getsockname()[1]))

    assert ended.code == 2
    assert "cannot be listened on" in ended.err
    assert not list(Path().glob("*.db"))


def test_an_address_of_metrics_in_use_is_told_before_anything_is_loaded(run: Run, site: Path, port: int) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        taken = str(listener.getsockname()[1])
        ended = run("serve", "site", "--port", str(port), "--metrics-port", taken)

    assert ended.code == 2
    assert "cannot be listened on" in ended.err
    assert "--metrics-port" in ended.err
    assert not list(Path().glob("*.db"))


def test_a_playground_that_was_not_built_is_told_before_anything_is_loaded(
    run: Run, site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gateway.server.playground.page.BUILT", tmp_path / "nowhere")

    ended = run("serve", "site")

    assert ended.code == 2
    assert "--no-playground" in ended.err
    assert not list(Path().glob("*.db"))
