"""Key sets: which keys count, and when a set is looked up again."""

import asyncio
import http.server
import logging
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from gateway.server.auth.failures import CannotVerifyError
from gateway.server.auth.fetching import MAX_KEY_SET_BYTES, from_address, from_file
from gateway.server.auth.key_sets import read_key_set
from gateway.server.auth.key_source import FRESH_SECONDS, KEPT_SECONDS, PAUSE_SECONDS, KeySource
from tests.server.auth.signing import jwk, key_set


def test_keys_of_other_types_and_uses_are_passed_over() -> None:
    keys = [
        jwk("rsa"),
        jwk("ec"),
        jwk("small"),
        {"kty": "oct", "k": "c2VjcmV0", "kid": "secret"},
        jwk("rsa", kid="sealing", use="enc"),
        jwk("rsa", kid="signing only", key_ops=["sign"]),
        jwk("rsa", kid="other algorithm", alg="RS512"),
        jwk("rsa", kid="private", d="AQAB"),
        {"kty": "RSA", "kid": "broken", "n": 1, "e": None},
        "no key",
    ]
    assert set(read_key_set(key_set(*keys), "RS256")) == {"rsa", None}  # type: ignore[arg-type]
    assert set(read_key_set(key_set(jwk("ec"), jwk("ec2"), jwk("p384"), jwk("rsa")), "ES256")) == {"ec", "ec2"}


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b'{"keys":{}}', b'{"keys":[]}', b"\xff", b'{"keys":' * 5000])
def test_what_is_no_key_set_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="it "):
        read_key_set(data, "RS256")


class Publisher:
    """Publishes a key set, or not, and counts how often it is asked."""

    def __init__(self, *names: str) -> None:
        self.data = key_set(*map(jwk, names))
        self.count = 0
        self.is_down = False

    async def fetch(self) -> bytes:
        self.count += 1
        await asyncio.sleep(0)
        if self.is_down:
            raise OSError("it answers 500")
        return self.data


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


async def settled() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


async def test_callers_who_come_together_share_one_look_up(clock: Clock) -> None:
    publisher = Publisher("rsa")
    source = KeySource(publisher.fetch, "RS256", clock)
    assert publisher.count == 0, "nothing is asked for before a token comes"
    found = await asyncio.gather(*(source.find("rsa") for _ in range(20)))
    assert all(found)
    assert publisher.count == 1


async def test_unknown_keys_cause_a_look_up_only_every_so_often(clock: Clock) -> None:
    publisher = Publisher("rsa")
    source = KeySource(publisher.fetch, "RS256", clock)
    await source.find("rsa")
    for number in range(50):
        assert await source.find(f"made up {number}") is None
    assert publisher.count == 1
    publisher.data = key_set(jwk("rsa"), jwk("new"))
    clock.now += PAUSE_SECONDS
    assert await source.find("new") is not None
    assert await source.find("rsa") is not None
    assert publisher.count == 2


async def test_an_old_set_is_looked_up_again_while_it_still_counts(clock: Clock) -> None:
    publisher = Publisher("rsa", "old")
    source = KeySource(publisher.fetch, "RS256", clock)
    await source.find("rsa")
    publisher.data = key_set(jwk("rsa"))
    clock.now += FRESH_SECONDS + 1
    assert await source.find("old") is not None
    await settled()
    assert publisher.count == 2
    assert await source.find("old") is None


async def test_known_keys_outlast_a_failure_but_not_for_ever(clock: Clock, caplog: pytest.LogCaptureFixture) -> None:
    publisher = Publisher("rsa")
    source = KeySource(publisher.fetch, "RS256", clock)
    await source.find("rsa")
    publisher.is_down = True
    clock.now += FRESH_SECONDS + 1
    with caplog.at_level(logging.WARNING):
        assert await source.find("rsa") is not None
        await settled()
        assert await source.find("rsa") is not None
    assert "it answers 500" in caplog.text
    clock.now += KEPT_SECONDS
    with pytest.raises(CannotVerifyError):
        await source.find("rsa")


async def test_without_any_set_nothing_can_be_told_and_the_publisher_is_not_pressed(clock: Clock) -> None:
    publisher = Publisher("rsa")
    publisher.is_down = True
    source = KeySource(publisher.fetch, "RS256", clock)
    for _ in range(10):
        with pytest.raises(CannotVerifyError):
            await source.find("rsa")
    assert publisher.count == 1
    publisher.is_down = False
    clock.now += PAUSE_SECONDS
    assert await source.find("rsa") is not None


async def test_a_caller_who_goes_away_does_not_end_the_look_up_of_others(clock: Clock) -> None:
    publisher = Publisher("rsa")
    source = KeySource(publisher.fetch, "RS256", clock)
    first = asyncio.create_task(source.find("rsa"))
    await asyncio.sleep(0)
    other = asyncio.create_task(source.find("rsa"))
    first.cancel()
    assert await other is not None
    assert publisher.count == 1


async def test_a_file_is_read_anew(tmp_path: Path) -> None:
    file = tmp_path / "keys.json"
    file.write_bytes(key_set(jwk("rsa")))
    fetch = from_file(file)
    assert read_key_set(await fetch(), "RS256")
    file.write_bytes(b"x" * (MAX_KEY_SET_BYTES + 1))
    with pytest.raises(OSError, match="bytes"):
        await fetch()


PAGES: dict[str, tuple[int, dict[str, str], bytes]] = {
    "/keys": (200, {}, key_set(jwk("rsa"))),
    "/moved": (302, {"location": "/keys"}, b""),
    "/large": (200, {}, b" " * (MAX_KEY_SET_BYTES + 1)),
    "/gone": (404, {}, b"{}"),
}


@pytest.fixture
def server() -> Iterator[str]:
    """A server on this machine, and its address."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/slow":
                threading.Event().wait(0.5)
                return
            status, headers, body = PAGES[self.path]
            self.send_response(status)
            for name, value in {**headers, "content-length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{running.server_address[1]}"
        running.shutdown()
        thread.join()


async def test_a_set_is_fetched_from_its_address(server: str) -> None:
    assert set(read_key_set(await from_address(f"{server}/keys")(), "RS256")) == {"rsa", None}


@pytest.mark.parametrize("page", ["/moved", "/large", "/gone", "/slow"])
async def test_an_address_that_leads_elsewhere_or_answers_too_much_or_too_late_is_given_up(
    server: str, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gateway.server.auth.fetching.FETCH_SECONDS", 0.3)
    with pytest.raises(OSError, match=r"it |Timeout|Error"):
        await from_address(server + page)()


async def test_nobody_there_is_an_error_like_any_other() -> None:
    with pytest.raises(OSError, match="Connect"):
        await from_address("http://127.0.0.1:9/keys")()
