"""Heads of requests, as bytes: what has no clear end or no clear address is refused, and so is its connection."""

import pytest

from tests.harness.target import JSON, Request, Target, post, read_all

QUERY = b'{"query":"{ __typename }"}'
POST = b"POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n"
GET = b"GET /graphql?query={__typename} HTTP/1.1\r\n"
SMUGGLED = b"GET /nowhere HTTP/1.1\r\nhost: x\r\n\r\n"
CHUNKED = b"1a\r\n" + QUERY + b"\r\n0\r\n\r\n"

NOT_CLEAR = {
    "two lengths": POST + b"content-length: 26\r\ncontent-length: 5\r\n\r\n" + QUERY,
    "one length twice": POST + b"content-length: 26\r\ncontent-length: 26\r\n\r\n" + QUERY,
    "a list of lengths": POST + b"content-length: 26, 26\r\n\r\n" + QUERY,
    "a negative length": POST + b"content-length: -1\r\n\r\n" + QUERY,
    "a length with a sign": POST + b"content-length: +26\r\n\r\n" + QUERY,
    "a hexadecimal length": POST + b"content-length: 0x1a\r\n\r\n" + QUERY,
    "a length beyond 64 bits": POST + b"content-length: 99999999999999999999999\r\n\r\n" + QUERY,
    "a length that is a word": POST + b"content-length: many\r\n\r\n" + QUERY,
    "a length, then chunks": POST + b"content-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n" + SMUGGLED,
    "chunks, then a length": POST + b"transfer-encoding: chunked\r\ncontent-length: 4\r\n\r\n" + CHUNKED,
    "a blank before the colon": POST + b"transfer-encoding : chunked\r\n\r\n" + CHUNKED,
    "chunks after a tab": POST + b"transfer-encoding:\tchunked, identity\r\n\r\n" + CHUNKED,
    "an unknown transfer coding": POST + b"transfer-encoding: xchunked\r\n\r\n" + CHUNKED,
    "no transfer coding": POST + b"transfer-encoding: identity\r\n\r\n" + QUERY,
    "chunks of chunks": POST + b"transfer-encoding: chunked, chunked\r\n\r\n" + CHUNKED,
    "chunks of gzip": POST + b"transfer-encoding: gzip, chunked\r\n\r\n" + CHUNKED,
    "a size of a chunk that is none": POST + b"transfer-encoding: chunked\r\n\r\nzz\r\n" + QUERY,
    "a size of a chunk beyond 64 bits": POST + b"transfer-encoding: chunked\r\n\r\nfffffffffffffffff\r\n" + QUERY,
    "a negative size of a chunk": POST + b"transfer-encoding: chunked\r\n\r\n-1\r\n" + QUERY,
    "a chunk longer than its size": POST + b"transfer-encoding: chunked\r\n\r\n5\r\n" + QUERY + b"\r\n0\r\n\r\n",
    "chunks that end with a line feed": POST + b"transfer-encoding: chunked\r\n\r\n1a\n" + QUERY + b"\n0\n\n",
    "no host": GET + b"\r\n",
    "two hosts": GET + b"host: a\r\nhost: b\r\n\r\n",
    "one host twice": GET + b"host: a\r\nhost: a\r\n\r\n",
    "lines that end with a line feed": b"GET /graphql HTTP/1.1\nhost: x\n\n",
    "lines that end with a return": b"GET /graphql HTTP/1.1\rhost: x\r\r",
    "a folded header": GET + b"host: x\r\nx-a: b\r\n c\r\n\r\n",
    "a NUL in a header": GET + b"host: x\r\nx-a: b\0c\r\n\r\n",
    "a header without a colon": GET + b"host: x\r\nnothing\r\n\r\n",
    "a header without a name": GET + b"host: x\r\n: x\r\n\r\n",
    "a name with a blank": GET + b"host: x\r\na b: x\r\n\r\n",
    "a method that is none": b"FOO /graphql HTTP/1.1\r\nhost: x\r\n\r\n",
    "a method in lower case": b"get /graphql HTTP/1.1\r\nhost: x\r\n\r\n",
    "a tunnel": b"CONNECT evil.example:443 HTTP/1.1\r\nhost: evil.example:443\r\n\r\n",
    "a path that is not ASCII": "GET /é HTTP/1.1\r\nhost: x\r\n\r\n".encode(),
    "a path with a blank": b"GET /a b HTTP/1.1\r\nhost: x\r\n\r\n",
    "HTTP/2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "HTTP/9.9": b"GET / HTTP/9.9\r\nhost: x\r\n\r\n",
    "TLS": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(500),
    "every byte": bytes(range(256)),
    "another protocol": b"SSH-2.0-OpenSSH_9.9\r\n",
}


@pytest.mark.parametrize("data", NOT_CLEAR.values(), ids=NOT_CLEAR.keys())
def test_what_is_not_clear_is_refused_with_its_connection(target: Target, data: bytes) -> None:
    with target.raw() as connection:
        connection.sendall(data)
        [response] = read_all(connection)  # a second one would be to what was smuggled
    response.must_be(400, "BAD_REQUEST")
    assert response.headers["connection"] == "close"
    target.must_answer()


TOO_LONG = {
    "a header of 1 MiB": POST + b"x-a: " + b"a" * 1024 * 1024 + b"\r\ncontent-length: 26\r\n\r\n" + QUERY,
    "a header without an end": POST + b"x-a: " + b"a" * 3 * 1024 * 1024,
    "an endless list of headers": POST + b"x-a: b\r\n" * 200_000,
    "an address without an end": b"GET /" + b"a" * 1024 * 1024,
    "trailers without an end": POST + b"transfer-encoding: chunked\r\n\r\n0\r\n" + b"x-a: b\r\n" * 200_000,
    "an extension of a chunk without an end": POST + b"transfer-encoding: chunked\r\n\r\n1;" + b"a" * 1024 * 1024,
    "chunks of one byte": POST + b"transfer-encoding: chunked\r\n\r\n" + b"1\r\n \r\n" * 100_000,
}


@pytest.mark.parametrize("data", TOO_LONG.values(), ids=TOO_LONG.keys())
def test_what_is_no_body_and_does_not_end_is_refused(target: Target, data: bytes) -> None:
    before = target.memory

    with target.raw() as connection:
        connection.sendall(data)
        [response] = read_all(connection)
    response.must_be(431, "REQUEST_HEADERS_TOO_LARGE")
    assert target.memory - before < 16
    target.must_answer()


LARGE = {
    "40 KiB in one header": {"x-a": "a" * 40 * 1024},
    "40 KiB in forty": {f"x-{number}": "a" * 1024 for number in range(40)},
    "101 headers": {f"x-{number}": "" for number in range(101)},
    "1,000 headers": {f"x-{number}": "a" for number in range(1000)},
    "a cookie of 33 KiB": {"cookie": "a=" + "b" * 33 * 1024},
    "an Accept of commas": {"accept": "application/json" + "," * 31_000},
    "an Accept of 60,000 commas": {"accept": "," * 60_000},
    "an Accept-Encoding of commas": {"accept-encoding": "gzip" + "," * 31_000},
    "a Content-Type of semicolons": {"content-type": "application/json" + ";" * 31_000},
    "a token of 40 KiB": {"authorization": "Bearer " + "a" * 40 * 1024},
}


@pytest.mark.parametrize("headers", LARGE.values(), ids=LARGE.keys())
def test_headers_over_the_limit_are_refused_and_the_connection_goes_on(target: Target, headers: dict[str, str]) -> None:
    request = Request(body=QUERY, headers={**JSON, **headers})

    target.send_and_go_on(request).must_be(431, "REQUEST_HEADERS_TOO_LARGE")


NOT_THERE = [
    "/nowhere",
    "//evil.example/graphql",
    "/graphql/../../etc/passwd",
    "/graphql/playground/%2e%2e/%2e%2e/page",
    "/graphql/playground/..%2f..%2fapp",
    "/graphql/playground/%00",
    "/graphql/playground/nothing.js",
    "/graphql%00",
    "/graphql/",
    "/GRAPHQL?query={__typename}",
    "/%zz",
    "/%ff%fe",
    "/%0d%0aset-cookie:%20a=b",
    "/.env",
    "/.git/config",
    "/health/live/..;/x",
    "/" + "a" * 30_000,
]


@pytest.mark.parametrize("path", NOT_THERE, ids=lambda path: path[:40])
@pytest.mark.parametrize("host", ["x", "evil.example/graphql?a#", "a@b:c"])
def test_an_address_is_looked_up_as_it_is_whatever_the_host(target: Target, path: str, host: str) -> None:
    response = target.send_and_go_on(Request("GET", path, headers={"host": host}))

    response.must_be(404, "NOT_FOUND")
    assert "set-cookie" not in response.headers
    assert len(response.body) < 1000


@pytest.mark.parametrize("host", ["", "evil.example", "evil.example/..", "127.0.0.1:1"])
def test_a_person_is_led_on_within_this_host(target: Target, host: str) -> None:
    response = target.send_and_go_on(Request("GET", "/", headers={"host": host}))

    assert (response.status, response.headers["location"]) == (307, "/graphql")


@pytest.mark.parametrize("ranges", ["bytes=0-1", "bytes=" + ",".join(["0-"] * 5000), "bytes=5-1", "x=1"])
def test_ranges_are_not_looked_at(target: Target, ranges: str) -> None:
    response = target.send_and_go_on(Request(body=QUERY, headers={**JSON, "range": ranges}))

    assert (response.status, response.json) == (200, {"data": {"__typename": "Query"}})


NOT_ACCEPTABLE = ["image/png", "application/json;q=0", "text/plain, */*;q=0", "a" * 2_000, "/", "é"]


@pytest.mark.parametrize("accept", NOT_ACCEPTABLE, ids=lambda accept: accept[:20])
def test_an_accept_that_leaves_out_everything_is_told(target: Target, accept: str) -> None:
    request = Request(body=QUERY, headers={**JSON, "accept": accept.encode().decode("latin-1")})

    target.send_and_go_on(request).must_be(406, "NOT_ACCEPTABLE")


@pytest.mark.parametrize("quality", ["q=x", "q=" + "9" * 1500, "q=nan", "q=-1", "q==", ";;;q"])
def test_a_quality_that_is_none_does_no_harm(target: Target, quality: str) -> None:
    response = target.send_and_go_on(post("{ __typename }", accept=f"application/json;{quality}, */*;q=0.1"))

    assert (response.status, response.json) == (200, {"data": {"__typename": "Query"}})


def test_what_a_request_says_after_its_end_is_another_request(target: Target) -> None:
    """Pipelined: the answers come in turn."""
    first = GET + b"host: x\r\naccept: application/json\r\n\r\n"
    last = first.replace(b"\r\n\r\n", b"\r\nconnection: close\r\n\r\n")
    with target.raw() as connection:
        connection.sendall(first + SMUGGLED + last)
        responses = read_all(connection)

    assert [response.status for response in responses] == [200, 404, 200]
