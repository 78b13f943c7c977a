"""Bodies that are no operation: each is refused for what is wrong with it, and its connection goes on."""

import gzip
import json
from collections.abc import Callable, Iterator

import pytest

from tests.harness.target import JSON, Request, Target, post

DEEP = 9_000
MIB = 1024 * 1024


def with_variable(value: bytes) -> bytes:
    """A body with one variable as it is written."""
    return b'{"query":"query ($x: Int) { articles(first: $x) { totalCount } }","variables":{"x":' + value + b"}}"


UNREADABLE = {
    "nothing": b"",
    "a blank": b" ",
    "null": b"null",
    "true": b"true",
    "a number": b"1",
    "a huge number": b"9" * 5000,
    "a string": b'"{ __typename }"',
    "an empty array": b"[]",
    "a batch of one": b'[{"query":"{ __typename }"}]',
    "a batch of a hundred": json.dumps([{"query": "{ __typename }"}] * 100).encode(),
    "an array of arrays": b"[[[]]]",
    "an empty object": b"{}",
    "only a null query": b'{"query":null}',
    "an empty query": b'{"query":""}',
    "a query that is a number": b'{"query":1}',
    "a query that is an array": b'{"query":["{ __typename }"]}',
    "a query that is an object": b'{"query":{"a":1}}',
    "an operation name that is a number": b'{"query":"{ __typename }","operationName":1}',
    "an operation name that is an array": b'{"query":"{ __typename }","operationName":[]}',
    "variables that are an array": b'{"query":"{ __typename }","variables":[]}',
    "variables that are text": b'{"query":"{ __typename }","variables":"{}"}',
    "variables that are a number": b'{"query":"{ __typename }","variables":0}',
    "variables that are false": b'{"query":"{ __typename }","variables":false}',
    "extensions that are an array": b'{"query":"{ __typename }","extensions":[]}',
    "extensions that are text": b'{"query":"{ __typename }","extensions":"x"}',
    "a document id that is a number": b'{"documentId":1}',
    "an id that is an object": b'{"id":{}}',
    "cut off in a string": b'{"query":"{ __ty',
    "cut off in an escape": b'{"query":"\\u00',
    "cut off in a key": b'{"que',
    "something after it": b'{"query":"{ __typename }"} x',
    "two of them": b'{"query":"{ __typename }"}{"query":"{ __typename }"}',
    "a comma too many": b'{"query":"{ __typename }",}',
    "single quotes": b"{'query':'{ __typename }'}",
    "a comment": b'/* */{"query":"{ __typename }"}',
    "a raw line end in a string": b'{"query":"{\n__typename }"}',
    "a raw NUL in a string": b'{"query":"{ __typename \x00}"}',
    "a NUL after it": b'{"query":"{ __typename }"}\x00',
    "bad UTF-8": b'{"query":"\xff"}',
    "overlong UTF-8": b'{"query":"\xc0\xaf"}',
    "a surrogate in UTF-8": b'{"query":"\xed\xa0\x80"}',
    "beyond Unicode": b'{"query":"\xf4\x90\x80\x80"}',
    "Latin-1": '{"query":"{ __typename } # é"}'.encode("latin-1"),
    "UTF-16": '{"query":"{ __typename }"}'.encode("utf-16"),
    "UTF-32": '{"query":"{ __typename }"}'.encode("utf-32"),
    "a byte order mark": b'\xef\xbb\xbf{"query":"{ __typename }"}',
    "random bytes": bytes(range(256)),
    "a lone surrogate in the query": b'{"query":"{ a(x: \\"\\ud83d\\") }"}',
    "a lone surrogate in the operation name": b'{"query":"{ __typename }","operationName":"\\ud800"}',
    "a lone low surrogate in a variable": with_variable(b'"\\udc00"'),
    "surrogates the wrong way round": with_variable(b'"\\ude00\\ud83d"'),
    "a lone surrogate in a key": b'{"query":"{ __typename }","variables":{"\\ud800":1}}',
    "deep arrays": with_variable(b"[" * DEEP + b"]" * DEEP),
    "deep objects": with_variable(b'{"x":' * DEEP + b"1" + b"}" * DEEP),
    "deep and ignored": b'{"query":"{ __typename }","other":' + b"[" * DEEP + b"]" * DEEP + b"}",
    "deep and open": b"[" * DEEP,
    "deep objects, open": b'{"a":' * DEEP,
    "an integer of 5,000 digits": with_variable(b"9" * 5000),
    "an integer of 500,000 digits": with_variable(b"1" * 500_000),
    "1e400": with_variable(b"1e400"),
    "-1e99999": with_variable(b"-1e99999"),
    "NaN": with_variable(b"NaN"),
    "Infinity": with_variable(b"Infinity"),
    "-Infinity": with_variable(b"-Infinity"),
    "hexadecimal": with_variable(b"0x10"),
    "a leading zero": with_variable(b"010"),
    "a leading plus": with_variable(b"+1"),
    "a lone point": with_variable(b"1."),
    "XML": b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>',
    "a form": b"query={__typename}",
    "a pickle": b"\x80\x04cos\nsystem\n(S'id'\ntR.",
    "a persisted query that is text": b'{"extensions":{"persistedQuery":"x"}}',
}


@pytest.mark.parametrize("body", UNREADABLE.values(), ids=UNREADABLE.keys())
def test_a_body_that_is_no_operation_is_a_bad_request(target: Target, body: bytes) -> None:
    target.send_and_go_on(Request(body=body)).must_be(400, "BAD_REQUEST")


def chunks(total: int) -> Iterator[bytes]:
    """A body in parts of 64 KiB, whose size no header tells."""
    for _ in range(total // 65_536):
        yield b" " * 65_536


TOO_LARGE = {
    "a megabyte of empty lists": lambda: with_variable(b"[" + b"[]," * 340_000 + b"[]]"),
    "a hundred thousand objects in the extensions": lambda: (
        b'{"query":"{ __typename }","extensions":{"a":[' + b"{}," * 100_000 + b"{}]}}"
    ),
    "1 MiB and a byte": lambda: b" " * (MIB + 1),
    "2 MiB in a string": lambda: b'{"query":"' + b"x" * 2 * MIB + b'"}',
    "1 MiB of chunks and a part": lambda: chunks(MIB + 65_536),
    "32 MiB of chunks": lambda: chunks(32 * MIB),
}


@pytest.mark.parametrize("body", TOO_LARGE.values(), ids=TOO_LARGE.keys())
def test_a_body_over_the_limit_is_too_large(target: Target, body: Callable[[], bytes | Iterator[bytes]]) -> None:
    target.send_and_go_on(Request(body=body())).must_be(413, "PAYLOAD_TOO_LARGE")


def typed(content_type: str | None, body: bytes | None = None, **headers: str) -> Request:
    """A good body, said to be something else."""
    good = b'{"query":"{ __typename }"}'
    accept = {"accept": JSON["accept"]}
    kind = {} if content_type is None else {"content-type": content_type}
    return Request(body=good if body is None else body, headers={**accept, **kind, **headers})


UPLOAD = (
    b'--x\r\nContent-Disposition: form-data; name="operations"\r\n\r\n{"query":"{ __typename }"}\r\n'
    b'--x\r\nContent-Disposition: form-data; name="map"\r\n\r\n{"0":["variables.file"]}\r\n--x--\r\n'
)
UNSUPPORTED = {
    "no type": typed(None),
    "plain text": typed("text/plain"),
    "plain text, said to be in JSON": typed("text/plain; application/json"),
    "a form": typed("application/x-www-form-urlencoded", b"query=%7B__typename%7D"),
    "an upload": typed("multipart/form-data; boundary=x", UPLOAD),
    "an upload without a boundary": typed("multipart/form-data", UPLOAD),
    "an upload with a boundary of 2,000 characters": typed(f"multipart/form-data; boundary={'x' * 2_000}", UPLOAD),
    "GraphQL": typed("application/graphql", b"{ __typename }"),
    "HTML": typed("text/html"),
    "YAML": typed("application/yaml"),
    "JSON in UTF-16": typed("application/json; charset=utf-16"),
    "JSON in Latin-1": typed("application/json; charset=iso-8859-1"),
    "JSON of another kind": typed("application/json-patch+json"),
    "nearly JSON": typed("application/jsonp"),
    "two types": typed("application/json, text/plain"),
    "any": typed("*/*"),
    "gzip": typed("application/json", gzip.compress(b'{"query":"{ __typename }"}'), **{"content-encoding": "gzip"}),
    "a gzip bomb": typed("application/json", gzip.compress(b" " * 10 * MIB), **{"content-encoding": "gzip"}),
    "said to be gzip": typed("application/json", **{"content-encoding": "gzip"}),
    "brotli": typed("application/json", **{"content-encoding": "br"}),
    "zstd": typed("application/json", **{"content-encoding": "zstd"}),
    "two codings": typed("application/json", **{"content-encoding": "gzip, gzip"}),
    "an unknown coding": typed("application/json", **{"content-encoding": "../../x"}),
}


@pytest.mark.parametrize("request_", UNSUPPORTED.values(), ids=UNSUPPORTED.keys())
def test_a_body_of_another_type_is_not_read(target: Target, request_: Request) -> None:
    target.send_and_go_on(request_).must_be(415, "UNSUPPORTED_MEDIA_TYPE")


def test_of_keys_that_come_twice_one_counts_and_readers_agree_which(target: Target) -> None:
    body = b'{"query":"{ nothing }","query":"{ __typename }","variables":{"x":1},"variables":{"x":2}}'

    assert target.send_and_go_on(Request(body=body)).json == {"data": {"__typename": "Query"}}


def test_what_the_protocol_does_not_have_is_ignored(target: Target) -> None:
    members = dict.fromkeys(("__proto__", "constructor", "self", "cls", "__class__", "scopes", "is_safe", ""), 1)

    assert target.send_and_go_on(post("{ __typename }", **members)).json == {"data": {"__typename": "Query"}}


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b'{"query":"\\ud83d"}', "half a character"),
        (b'{"query":"\\ude00\\ud83d"}', "half a character"),
        (b'{"query":"\\\\ud83d",', "truncated"),
        (b'{"query":"\\ud83d\\ude00",', "truncated"),
    ],
    ids=["half", "the wrong way round", "an escaped backslash", "a whole character"],
)
def test_the_reason_is_told_why_a_body_cannot_be_read(target: Target, body: bytes, reason: str) -> None:
    assert reason.encode() in target.send(Request(body=body)).body
