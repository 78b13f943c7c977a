"""Content codings: what a client likes best of zstd and gzip; small bodies stay as they are."""

import gzip

import httpx
import pytest
import zstandard

from gateway.execution.operation import Answer
from gateway.server.compression import Coding, Encoder, negotiate_coding
from tests.server.service import DATA, FakeService, client_of

LONG = b'{"data":{"text":"' + b"story " * 1000 + b'"}}'
HUGE = b'{"data":{"text":"' + b"story " * 50_000 + b'"}}'


async def raw(body: bytes, accept_encoding: str) -> tuple[httpx.Headers, bytes]:
    """The body as it is on the wire."""
    async with client_of(FakeService(Answer(body))) as client:
        request = {"json": {"query": "{ a }"}, "headers": {"accept-encoding": accept_encoding}}
        async with client.stream("POST", "/graphql", **request) as response:  # type: ignore[arg-type]
            return response.headers, b"".join([chunk async for chunk in response.aiter_raw()])


@pytest.mark.parametrize("body", [LONG, HUGE])
@pytest.mark.parametrize(
    ("accept_encoding", "decode"),
    [("gzip", gzip.decompress), ("zstd", lambda data: zstandard.ZstdDecompressor().decompress(data))],
)
async def test_a_long_body_comes_in_the_coding_that_is_asked_for(body: bytes, accept_encoding: str, decode) -> None:  # type: ignore[no-untyped-def]
    headers, sent = await raw(body, accept_encoding)

    assert headers["content-encoding"] == accept_encoding
    assert int(headers["content-length"]) == len(sent) < len(body) / 10
    assert decode(sent) == body
    assert "Accept-Encoding" in headers["vary"]


async def test_a_short_body_stays_as_it_is() -> None:
    headers, sent = await raw(DATA, "gzip, zstd")

    assert "content-encoding" not in headers
    assert sent == DATA


@pytest.mark.parametrize(
    ("accept_encoding", "name"),
    [
        ("gzip, deflate, br, zstd", "zstd"),
        ("gzip, deflate, br", "gzip"),
        ("GZIP", "gzip"),
        ("zstd;q=0.5, gzip;q=0.8", "gzip"),
        ("zstd;q=0, *", "gzip"),
        ("*", "zstd"),
        ("gzip;q=0.5, identity", None),
        ("gzip;q=0", None),
        ("*;q=0", None),
        ("identity", None),
        ("deflate, br", None),
        ("", None),
        (";;,=,q=x", None),
    ],
)
def test_the_coding_is_the_one_that_the_client_likes_best(accept_encoding: str, name: str | None) -> None:
    coding = negotiate_coding(accept_encoding.encode())

    assert (coding and coding.name) == name


async def test_an_answer_that_many_ask_for_is_compressed_once() -> None:
    bodies: list[bytes] = []

    def encode(body: bytes) -> bytes:
        bodies.append(body)
        return body[:10]

    encoder, coding = Encoder(), Coding("test", encode)
    for body in (LONG, LONG, HUGE, HUGE, LONG):
        assert await encoder.encode(body, coding) == body[:10]

    assert bodies == [LONG, HUGE]
