"""What a log line looks like, for people and for programs."""

import asyncio
import json
import logging
import warnings
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from starlette.applications import Starlette

from gateway.observing.requests import REQUEST, request_of
from gateway.serving.logs import configure_logs
from gateway.serving.web_server import server_config
from gateway.settings import Settings
from tests.harness.served import serving
from tests.harness.site import Site

logger = logging.getLogger("gateway.somewhere")


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    """Leave the log of the tests themselves as it was."""
    root = logging.getLogger()
    handlers, level, own = root.handlers[:], root.level, logging.getLogger("gateway").level
    yield
    logging.captureWarnings(capture=False)
    root.handlers[:] = handlers
    root.setLevel(level)
    logging.getLogger("gateway").setLevel(own)
    REQUEST.set(None)


def failing() -> None:
    raise ValueError("two\nlines \udcff")


def test_a_line_for_programs_is_one_object_with_all_there_is_to_know(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs(Settings(log_format="json"))
    request_of(b"find-me")
    try:
        failing()
    except ValueError:
        logger.exception("it is\n%s", "bad \udcff", extra={"fields": {"seconds": 1.5, "operation": "Front"}})
    (text,) = capsys.readouterr().err.splitlines()
    line = json.loads(text)
    assert datetime.fromisoformat(line["time"]).utcoffset() is not None
    assert line["traceback"].splitlines()[0] == "Traceback (most recent call last):"
    assert {name: line[name] for name in line if name not in ("time", "process", "traceback")} == {
        "level": "error",
        "logger": "gateway.somewhere",
        "message": "it is\nbad \udcff",
        "request_id": "find-me",
        "seconds": 1.5,
        "operation": "Front",
    }


def test_lines_of_libraries_and_warnings_have_the_same_form(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs(Settings(log_format="json"))
    logging.getLogger("some.library").warning("Exceeded concurrency limit.")
    logging.getLogger("httpx").info("not told")
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.warn("old", stacklevel=1)
    messages = [json.loads(line)["message"] for line in capsys.readouterr().err.splitlines()]
    assert len(messages) == 2
    assert messages[0] == "Exceeded concurrency limit."
    assert "old" in messages[1]


def test_a_line_for_people_tells_of_the_request_once_and_of_the_statement(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs(Settings())
    logger.warning("outside")
    request_of(b"find-me")
    logger.warning("slow", extra={"fields": {"sql": "SELECT 1", "document": "sha256:abc", "seconds": 2}})
    logger.warning("request find-me failed")
    ends = [line.partition("gateway.somewhere: ")[2] for line in capsys.readouterr().err.splitlines()]
    assert ends == [
        "outside",
        "slow; document sha256:abc; sql SELECT 1 (request find-me)",
        "request find-me failed",
    ]


def test_the_server_leaves_the_log_to_us(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("uvicorn", "uvicorn.error"):  # as in a process of its own, whatever servers other tests have made
        monkeypatch.setattr(logging.getLogger(name), "handlers", [])
        monkeypatch.setattr(logging.getLogger(name), "propagate", True)
    configure_logs(Settings(log_format="json"))
    server_config(Starlette(), Settings())
    logging.getLogger("uvicorn.error").error("Exception in ASGI application\n")
    (line,) = capsys.readouterr().err.splitlines()
    assert json.loads(line)["logger"] == "uvicorn.error"


async def test_bytes_that_are_no_http_and_no_websocket_are_no_lines(tmp_path: Path) -> None:
    Site(tmp_path / "site").put("_news/one.md", title="One")
    handshake = (
        b"GET /graphql HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: MDAwMDAwMDAwMDAwMDAwMA==\r\n"
        b"Sec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n"
    )
    texts = [
        [b"\x16\x03\x01 hello\r\n\r\n"],
        [b"GET / HTTP/9.9\r\n\r\n"],
        [b"GET / HTTP/1.1\r\nHost: x\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n"],
        [handshake, b"\x81\x82\x00\x00\x00\x00\xff\xff"],
        [handshake, b"\xff\xff\xff\xff\xff\xff"],
    ]
    async with serving(tmp_path, "site", "--log-level", "debug") as served:
        for parts in texts:
            reader, writer = await asyncio.open_connection("127.0.0.1", served.port)
            for part in parts:
                writer.write(part)
                assert (await reader.read(4000)).startswith((b"HTTP/1.1", b"\x88"))
            writer.close()
    assert [line for line in served.log if "WARNING" in line or "ERROR" in line or "Traceback" in line] == []


def test_what_is_below_the_level_is_not_told(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs(Settings(log_level="error"))
    logger.warning("quiet")
    logger.error("loud")
    told = capsys.readouterr().err
    assert "quiet" not in told
    assert "loud" in told
