"""Names of operations that were never sent, that are not theirs, and very many of them."""

import hashlib
from typing import Any

import pytest

from tests.harness.target import Request, Target, get, post

QUERY = "{ __typename }"
HASH = hashlib.sha256(QUERY.encode()).hexdigest()


def named(persisted: Any, query: str | None = None, **members: Any) -> Request:
    """A request with a hash, and maybe the query."""
    return post(query, extensions={"persistedQuery": persisted, **members})  # type: ignore[arg-type]


def of(sha256: Any, version: Any = 1) -> Any:
    """The extension of the protocol."""
    return {"version": version, "sha256Hash": sha256}


BAD = {
    "text": named("x"),
    "a number": named(5),
    "a list": named([HASH]),
    "an empty object": named({}),
    "no hash": named({"version": 1}),
    "a number for a hash": named(of(1)),
    "a list for a hash": named(of([HASH])),
    "null for a hash": named(of(None)),
    "no version": named({"sha256Hash": HASH}),
    "another version": named(of(HASH, 2)),
    "text for a version": named(of(HASH, "1")),
    "a list for a version": named(of(HASH, [1])),
    "the hash of another query": named(of(HASH), "{ snapshot { id } }"),
    "a hash in upper case": named(of(HASH.upper()), QUERY),
    "half a hash": named(of(HASH[:32]), QUERY),
    "no hash of a query": named(of(""), QUERY),
    "a hash of 500,000 characters": named(of("a" * 500_000), QUERY),
    "a hash with a NUL": named(of(HASH + "\0"), QUERY),
}


@pytest.mark.parametrize("request_", BAD.values(), ids=BAD.keys())
def test_a_name_that_is_none_is_told(target: Target, request_: Request) -> None:
    target.send_and_go_on(request_).must_be(400, "BAD_REQUEST")


UNKNOWN = {
    "zeros": "0" * 64,
    "no hash": "x",
    "a path": "../../etc/passwd",
    "a hash of 500,000 characters": "a" * 500_000,
    "a NUL": "\0",
    "SQL": "' OR 1=1 --",
}


@pytest.mark.parametrize("sha256", UNKNOWN.values(), ids=UNKNOWN.keys())
def test_an_unknown_hash_is_asked_for_with_its_query(target: Target, sha256: str) -> None:
    response = target.send_and_go_on(named(of(sha256)))

    response.must_be(200, "PERSISTED_QUERY_NOT_FOUND")
    assert response.json["errors"][0]["message"] == "PersistedQueryNotFound"


@pytest.mark.parametrize("member", ["documentId", "doc_id", "id"])
@pytest.mark.parametrize("name", ["x", "sha256:x", "../x", "a" * 100_000, "\0", "sha256:" * 1000])
def test_an_unknown_document_is_told(target: Target, member: str, name: str) -> None:
    target.send_and_go_on(post(None, **{member: name})).must_be(400, "DOCUMENT_NOT_FOUND")  # type: ignore[arg-type]


def test_in_an_address_it_is_the_same(target: Target) -> None:
    target.send_and_go_on(get("extensions={%22persistedQuery%22:1}")).must_be(400, "BAD_REQUEST")
    target.send_and_go_on(get("documentId=x")).must_be(400, "DOCUMENT_NOT_FOUND")


def test_extensions_that_nobody_knows_do_nothing(target: Target) -> None:
    extensions = {"tracing": True, "cost": {"a": 1}, "__class__": 1, "large": "a" * 500_000, "": None}

    assert target.send_and_go_on(post(QUERY, extensions=extensions)).json == {"data": {"__typename": "Query"}}


def test_a_query_that_cannot_be_executed_is_not_kept(target: Target) -> None:
    wrong = "{ nothing }"
    sha256 = hashlib.sha256(wrong.encode()).hexdigest()

    target.send(named(of(sha256), wrong)).must_be(400, "GRAPHQL_VALIDATION_FAILED")

    target.send_and_go_on(named(of(sha256))).must_be(200, "PERSISTED_QUERY_NOT_FOUND")


def test_of_very_many_queries_the_oldest_are_forgotten(target: Target) -> None:
    """Each is as large as a query may be, and 4 MiB of them are kept."""
    hashes = []
    for number in range(160):
        query = f"{QUERY} # {number} ".ljust(32_000, "x")
        hashes.append(hashlib.sha256(query.encode()).hexdigest())
        assert target.send(named(of(hashes[-1]), query)).status == 200

    known = [target.send(named(of(sha256))).codes == [] for sha256 in hashes]

    assert known == [number >= 160 - 4 * 2**20 // 32_000 for number in range(160)]


def test_thousands_of_unknown_hashes_leave_nothing_behind(target: Target) -> None:
    before = target.memory

    for number in range(3000):
        target.send(named(of(f"{number:064x}"))).must_be(200, "PERSISTED_QUERY_NOT_FOUND")

    assert target.memory - before < 4
