"""Methods that are not meant, and what foreign pages can make a browser send: nothing is changed by it."""

import json
from urllib.parse import quote

import pytest

from tests.harness.target import JSON, Request, Target, get, post

RELOAD = "mutation { reload { added } }"
QUERY = b'{"query":"{ __typename }"}'

METHODS = ["PATCH", "OPTIONS", "TRACE", "PROPFIND", "MKCOL", "LOCK", "PURGE", "REPORT", "M-SEARCH", "UNSUBSCRIBE"]


@pytest.mark.parametrize("method", METHODS)
def test_a_method_that_is_not_possible_is_told_with_those_that_are(target: Target, method: str) -> None:
    response = target.send_and_go_on(Request(method, body=QUERY))

    response.must_be(405, "METHOD_NOT_ALLOWED")
    assert response.headers["allow"] == "GET, HEAD, POST, PUT, DELETE"


@pytest.mark.parametrize("path", ["/graphql/explain", "/health/live", "/health/ready", "/", "/graphql/playground/x"])
@pytest.mark.parametrize("method", ["DELETE", "PATCH", "TRACE"])
def test_addresses_beside_it_have_methods_of_their_own(target: Target, path: str, method: str) -> None:
    response = target.send_and_go_on(Request(method, path, QUERY))

    response.must_be(405, "METHOD_NOT_ALLOWED")
    assert response.headers["allow"]


def changing(content_type: str, body: bytes) -> Request:
    """What a form or a simple request of a foreign page can send."""
    return Request(
        body=body, headers={"content-type": content_type, "origin": "https://evil.example", "accept": JSON["accept"]}
    )


FROM_PAGES = {
    "a form": changing("application/x-www-form-urlencoded", b"query=" + quote(RELOAD).encode()),
    "a form with JSON for a name": changing("text/plain", b'{"query":"mutation { reload { added } }","x":"="}'),
    "a form of parts": changing(
        "multipart/form-data; boundary=x",
        b'--x\r\nContent-Disposition: form-data; name="query"\r\n\r\n' + RELOAD.encode() + b"\r\n--x--\r\n",
    ),
    "an upload of operations": changing(
        "multipart/form-data; boundary=x",
        b'--x\r\nContent-Disposition: form-data; name="operations"\r\n\r\n'
        + json.dumps({"query": RELOAD}).encode()
        + b'\r\n--x\r\nContent-Disposition: form-data; name="map"\r\n\r\n{}\r\n--x--\r\n',
    ),
    "a beacon": changing("text/plain;charset=UTF-8", json.dumps({"query": RELOAD}).encode()),
    "a beacon without a type": changing("", json.dumps({"query": RELOAD}).encode()),
    "a type that only ends in JSON": changing("text/plain; charset=application/json", b"{}"),
}


@pytest.mark.parametrize("request_", FROM_PAGES.values(), ids=FROM_PAGES.keys())
def test_nothing_that_a_page_can_send_unasked_is_read(target: Target, request_: Request) -> None:
    response = target.send_and_go_on(request_)

    response.must_be(415, "UNSUPPORTED_MEDIA_TYPE")
    assert "access-control-allow-origin" not in response.headers


BY_ADDRESS = {
    "a mutation": f"query={quote(RELOAD)}",
    "a mutation among queries": f"query={quote('query A { __typename } ' + RELOAD.replace('mutation', 'mutation B'))}"
    "&operationName=B",
    "a mutation behind a comment": f"query={quote('# {a}' + chr(10) + RELOAD)}",
    "a subscription": f"query={quote('subscription { articleChanged { id } }')}",
}


@pytest.mark.parametrize("query_string", BY_ADDRESS.values(), ids=BY_ADDRESS.keys())
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_an_address_changes_nothing(target: Target, query_string: str, method: str) -> None:
    response = target.send_and_go_on(Request(method, f"/graphql?{query_string}", headers={"accept": JSON["accept"]}))

    assert (response.status, response.headers["allow"]) == (405, "POST")
    if method == "GET":
        response.must_be(405, "METHOD_NOT_ALLOWED")


FORBIDDEN = {
    "a mutation": RELOAD,
    "a mutation under another name": "mutation { __typename x: reload { added } }",
    "a mutation behind a fragment": "mutation { ...F } fragment F on Mutation { reload { added } }",
    "a mutation ten times": "mutation { " + " ".join(f"r{n}: reload {{ added }}" for n in range(10)) + " }",
}


@pytest.mark.parametrize("query", FORBIDDEN.values(), ids=FORBIDDEN.keys())
def test_who_has_no_scope_changes_nothing(target: Target, query: str) -> None:
    response = target.send_and_go_on(post(query))

    response.must_be(200, "FORBIDDEN")
    assert response.json["data"] is None


HIDDEN = {
    "sealed payloads": "{ articles { nodes { secured { cipherText } } } }",
    "problems": "{ snapshot { problems { message file } } }",
    "problems under another name": "{ s: snapshot { p: problems(first: 1) { f: file } } }",
}


@pytest.mark.parametrize("query", HIDDEN.values(), ids=HIDDEN.keys())
def test_who_has_no_scope_reads_nothing_hidden(target: Target, query: str) -> None:
    response = target.send_and_go_on(post(query))

    response.must_be(200, "FORBIDDEN")
    assert b"_news" not in response.body
    assert b"cipherText" not in response.body


EXPLAINED = {"with a query": QUERY, "with nothing": b"", "with a mutation": json.dumps({"query": RELOAD}).encode()}


@pytest.mark.parametrize("body", EXPLAINED.values(), ids=EXPLAINED.keys())
def test_nobody_without_scope_is_told_how_it_is_answered(target: Target, body: bytes) -> None:
    target.send_and_go_on(Request(path="/graphql/explain", body=body)).must_be(403, "FORBIDDEN")


def q(text: str) -> str:
    """A query string of a query."""
    return f"query={quote(text)}"


UNREADABLE = {
    "nothing": "",
    "an empty query": "query=",
    "a byte that is no text": "query=%FF",
    "a surrogate": "query=%ED%A0%80",
    "overlong": "query=%C0%AF",
    "a query twice": q("{ __typename }") + "&" + q("{ __typename }"),
    "variables twice": q("{ __typename }") + "&variables={}&variables={}",
    "a hundred parameters": q("{ __typename }") + "".join(f"&p{number}=1" for number in range(100)),
    "variables that are an array": q("{ __typename }") + "&variables=[]",
    "variables that are no JSON": q("{ __typename }") + "&variables={",
    "deep variables": q("{ __typename }") + "&variables=" + "[" * 9_000,
    "huge numbers": q("{ __typename }") + "&variables={%22x%22:" + "9" * 5000 + "}",
    "a lone surrogate in variables": q("{ __typename }") + "&variables={%22x%22:%22%5Cud800%22}",
    "extensions that are text": q("{ __typename }") + "&extensions=%22x%22",
    "extensions that are an array": q("{ __typename }") + "&extensions=[]",
    "names of Python": "__class__=1&self=2",
    "nested names": "query[]=%7B__typename%7D",
}


@pytest.mark.parametrize("query_string", UNREADABLE.values(), ids=UNREADABLE.keys())
def test_an_address_that_is_no_operation_is_a_bad_request(target: Target, query_string: str) -> None:
    target.send_and_go_on(get(query_string)).must_be(400, "BAD_REQUEST")


TAGS = ['"x"', "W/" * 5000, "*, *", '"' + "a" * 20_000 + '"', '"a' * 3000, "é".encode().decode("latin-1")]


@pytest.mark.parametrize("tag", TAGS, ids=lambda tag: tag[:10])
def test_an_entity_tag_that_is_none_of_ours_is_none(target: Target, tag: str) -> None:
    response = target.send_and_go_on(get(q("{ __typename }"), **{"if-none-match": tag}))

    assert (response.status, response.json) == (200, {"data": {"__typename": "Query"}})
