"""A served gateway that is asked badly: a process of its own with a log in a file, and one connection that is kept."""

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.memory import mebibytes_of

__all__ = ["BOUND_SECONDS", "Request", "Response", "Target", "get", "post", "read_all", "target_on"]

ROOT = Path(__file__).parents[2]

BOUND_SECONDS = 5
"""Detects a server that hangs, and nothing else."""

START_SECONDS = 30

IDLE_SECONDS = 2
"""Less than the server waits for another request."""

ORDINARY = "{ articles(first: 2) { totalCount nodes { title topics { name } } } snapshot { id } }"

JSON = {"content-type": "application/json", "accept": "application/graphql-response+json"}

INTERNALS = re.compile(
    r"Traceback|File \"|site-packages|\.py\b|/gateway/|/usr/|object at 0x|<class '|NoneType|' object |"
    r"\b[A-Z]\w+(Error|Exception|Warning)\b|msgspec|pydantic|starlette|strawberry|sqlalchemy|sqlite|fts5|codec|"
    r"recursion|coroutine|SELECT .* FROM|\bunhashable\b|isinstance|positional argument",
    re.IGNORECASE,
)
"""What no client may see: traces, paths, names of Python or of what the gateway is made of, and SQL."""


@dataclass(frozen=True)
class Request:
    """One request over a kept connection."""

    method: str = "POST"
    path: str = "/graphql"
    body: bytes | Iterator[bytes] | None = None
    headers: Mapping[str, str] = field(default_factory=lambda: JSON)


@dataclass(frozen=True)
class Response:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def codes(self) -> list[str]:
        """The code of each error; all must have one."""
        return [error["extensions"]["code"] for error in self.json.get("errors", [])]

    def must_be(self, status: int, code: str) -> None:
        """Assert that this is a refusal with one code, a message for people, and nothing of the inside."""
        assert (self.status, set(self.codes)) == (status, {code}), self.body[:500]
        assert all(isinstance(error["message"], str) and error["message"] for error in self.json["errors"])
        self.must_tell_nothing()

    def must_tell_nothing(self) -> None:
        """Assert that no internals are told."""
        found = INTERNALS.search(self.body.decode())
        assert found is None, found


def post(query: str, variables: Any = None, accept: str | None = None, **members: Any) -> Request:
    """An operation in a body."""
    body = {"query": query, **({} if variables is None else {"variables": variables}), **members}
    return Request(body=json.dumps(body).encode(), headers={**JSON, **({"accept": accept} if accept else {})})


def get(query_string: str, **headers: str) -> Request:
    """An operation in an address."""
    return Request("GET", f"/graphql?{query_string}", headers={"accept": JSON["accept"], **headers})


class Target:
    """A running server."""

    def __init__(self, process: subprocess.Popen[bytes], port: int, log: Path) -> None:
        self.process = process
        self.port = port
        self.log = log
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=BOUND_SECONDS)
        self._last_used = 0.0
        self._read_of_log = 0
        self._ordinary = self.send(post(ORDINARY)).body
        assert b'"totalCount":0' not in self._ordinary
        assert b'"data"' in self._ordinary

    def send(self, request: Request) -> Response:
        """Ask over the one connection, which is opened where it is not, or has been idle for long."""
        if time.monotonic() - self._last_used > IDLE_SECONDS:
            self._connection.close()
        is_chunked = isinstance(request.body, Iterator)
        headers = dict(request.headers)
        try:
            self._connection.request(request.method, request.path, request.body, headers, encode_chunked=is_chunked)
            response = self._connection.getresponse()
            names = {name.lower(): value for name, value in response.getheaders()}
            body = response.read()
        except (OSError, http.client.HTTPException):
            self._connection.close()  # so that what is wrong with one request is not with the next
            raise
        self._last_used = time.monotonic()
        return Response(response.status, names, body)

    def send_and_go_on(self, request: Request) -> Response:
        """Ask, and then something ordinary over the same connection: it must be there, and answer rightly."""
        response = self.send(request)
        socket_used = self._connection.sock
        assert socket_used is not None, "the connection was closed"
        self.must_answer()
        assert self._connection.sock is socket_used
        return response

    def must_answer(self) -> None:
        """Assert that an ordinary query is answered as at first."""
        assert self.send(post(ORDINARY)).body == self._ordinary

    def must_be_sound(self) -> None:
        """Assert that it runs and answers, and that nothing is in its log that went wrong on its side."""
        assert self.process.poll() is None, self.log.read_text()
        self.must_answer()
        said = self.log.read_bytes()[self._read_of_log :]
        self._read_of_log += len(said)
        assert b" ERROR " not in said, said.decode()
        assert b"Traceback" not in said, said.decode()

    @property
    def memory(self) -> float:
        """In MiB."""
        return mebibytes_of(self.process.pid)

    def beside(self) -> "Target":
        """The same server over another connection, for another thread."""
        return Target(self.process, self.port, self.log)

    def hang_up(self) -> None:
        """Close the connection."""
        self._connection.close()

    def raw(self) -> socket.socket:
        """A connection of its own, for bytes as they are."""
        return socket.create_connection(("127.0.0.1", self.port), timeout=BOUND_SECONDS)

    def close(self) -> int:
        """Tell it to stop; gives its exit code."""
        self._connection.close()
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(30)


def read_all(connection: socket.socket) -> list[Response]:
    """All answers that come before the server closes; each must say how long it is."""
    data = b""
    while part := connection.recv(65_536):
        data += part
    responses = []
    while data:
        head, _, rest = data.partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
        size = int(headers["content-length"])
        assert len(rest) >= size, "an answer that is cut off"
        responses.append(Response(int(first.split()[1]), headers, rest[:size]))
        data = rest[size:]
    return responses


@contextmanager
def target_on(
    folder: Path, *arguments: str, content: Path = ROOT / "seeds", environment: Mapping[str, str] | None = None
) -> Iterator[Target]:
    """Serve content, the seeds, from a folder, and wait until it can be reached; it must stop without a fault."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = int(listener.getsockname()[1])
    command = [sys.executable, "-m", "gateway", "serve", str(content), "--port", str(port), *arguments]
    log = folder / "log"
    with log.open("wb") as file:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT), "GATEWAY_DRAIN_SECONDS": "0", **(environment or {})},
            stdout=file,
            stderr=file,
        )
    try:
        wait_for(process, port, log)
        target = Target(process, port, log)
        yield target
        assert target.close() == 0, log.read_text()
    finally:
        process.kill()
        process.wait()


def wait_for(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    """Wait until a connection can be made."""
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        assert process.poll() is None, log.read_text()
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError(log.read_text())
