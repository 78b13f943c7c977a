"""Credentials that are wrong in every way: each is a 401 that says why, and never what it was."""

import base64
import json
import time
from typing import Any

import jwt
import pytest

from tests.harness.target import JSON, Request, Target
from tests.hostile.conftest import KEY, SECRET

QUERY = b'{"query":"{ __typename }"}'
NOW = int(time.time())


def part(value: Any) -> str:
    """One part of a token."""
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def token(claims: Any = None, secret: str = SECRET, algorithm: str = "HS256", **head: Any) -> str:
    """A token that is good but for what a case says."""
    good = {"exp": NOW + 600, "scope": "editor"}
    return jwt.encode(good if claims is None else claims, secret, algorithm, headers=head or None)


def signed(payload: bytes) -> str:
    """A token with any payload and a right signature."""
    return jwt.api_jws.encode(payload, SECRET, "HS256")


HEAD, BODY, SIGNATURE = token().split(".")

INFINITE = b'{"exp":1e999}'
LONG = b'{"exp":' + b"9" * 5000 + b"}"

WRONG = {
    "an empty scheme": {"authorization": ""},
    "only a scheme": {"authorization": "Bearer"},
    "a scheme that nobody knows": {"authorization": "Digest username=x"},
    "a key that nobody knows": {"x-api-key": "gw_" + "a" * 43},
    "an empty key": {"x-api-key": ""},
    "a key with a blank within": {"x-api-key": f"{KEY[:5]} {KEY[5:]}"},
    "the beginning of a key": {"x-api-key": KEY[:-1]},
    "a key in upper case": {"x-api-key": KEY.upper()},
    "a key of 20,000 characters": {"x-api-key": "a" * 20_000},
    "a key that is not ASCII": {"x-api-key": "é".encode().decode("latin-1")},
    "a good key and a wrong token": {"x-api-key": KEY, "authorization": "Bearer a.b.c"},
    "SQL": {"x-api-key": "' OR 1=1 --"},
    "a token without parts": {"authorization": "Bearer .."},
    "a token that is no Base64": {"authorization": "Bearer !.!.!"},
    "a token of 20,000 characters": {"authorization": "Bearer " + "a" * 20_000 + ".b.c"},
    "a token without a signature": {"authorization": f"Bearer {HEAD}.{BODY}."},
    "a token with another signature": {"authorization": f"Bearer {HEAD}.{BODY}.{SIGNATURE[::-1]}"},
    "a token with another payload": {"authorization": f"Bearer {HEAD}.{part({'exp': NOW + 99})}.{SIGNATURE}"},
    "the algorithm none": {"authorization": f"Bearer {part({'alg': 'none'})}.{BODY}."},
    "the algorithm None": {"authorization": f"Bearer {part({'alg': 'None'})}.{BODY}.{SIGNATURE}"},
    "an algorithm that is a number": {"authorization": f"Bearer {part({'alg': 1})}.{BODY}.{SIGNATURE}"},
    "an algorithm that is an array": {"authorization": f"Bearer {part({'alg': ['HS256']})}.{BODY}.{SIGNATURE}"},
    "another algorithm": {"authorization": f"Bearer {token(algorithm='HS512', secret=SECRET * 2)}"},
    "a head that is an array": {"authorization": f"Bearer {part([])}.{BODY}.{SIGNATURE}"},
    "a head that is a number": {"authorization": f"Bearer {part(1)}.{BODY}.{SIGNATURE}"},
    "a head that is deep": {"authorization": f"Bearer {part(b'[' * 9000)}.{BODY}.{SIGNATURE}"},
    "a head with a huge number": {"authorization": f"Bearer {part(b'9' * 5000)}.{BODY}.{SIGNATURE}"},
    "a head that is not UTF-8": {"authorization": "Bearer " + part(b'{"alg":"\xff"}') + f".{BODY}.{SIGNATURE}"},
    "a critical extension": {"authorization": f"Bearer {token(crit=['x'], x=1)}"},
    "a payload that is an array": {"authorization": f"Bearer {signed(b'[]')}"},
    "a payload that is null": {"authorization": f"Bearer {signed(b'null')}"},
    "a payload that is deep": {"authorization": f"Bearer {signed(b'[' * 9000)}"},
    "a payload that is not JSON": {"authorization": f"Bearer {signed(b'x')}"},
    "a token that never ends": {"authorization": f"Bearer {token({'scope': 'editor'})}"},
    "a token that has ended": {"authorization": f"Bearer {token({'exp': NOW - 600})}"},
    "a token of tomorrow": {"authorization": f"Bearer {token({'exp': NOW + 9e5, 'nbf': NOW + 8e4})}"},
    "an end that is text": {"authorization": f"Bearer {token({'exp': 'never'})}"},
    "an end that is an array": {"authorization": f"Bearer {token({'exp': [NOW]})}"},
    "an end that is infinite": {"authorization": f"Bearer {signed(INFINITE)}"},
    "an end of 5,000 digits": {"authorization": f"Bearer {signed(LONG)}"},
    "another secret": {"authorization": f"Bearer {token(secret='x' * 40)}"},
}


@pytest.mark.parametrize("credentials", WRONG.values(), ids=WRONG.keys())
def test_wrong_credentials_are_refused(configured: Target, credentials: dict[str, str]) -> None:
    response = configured.send_and_go_on(Request(body=QUERY, headers={**JSON, **credentials}))

    response.must_be(401, "UNAUTHENTICATED")
    assert response.headers["www-authenticate"]
    told = response.body.decode()
    assert not any(len(value) > 5 and value in told for value in credentials.values())
    assert KEY not in configured.log.read_text()


@pytest.mark.parametrize("credentials", [{"x-api-key": KEY}, {"authorization": f"Bearer {token()}"}])
def test_right_ones_are_not(configured: Target, credentials: dict[str, str]) -> None:
    body = json.dumps({"query": "{ snapshot { problems(first: 0) { code } } }"}).encode()

    response = configured.send_and_go_on(Request(body=body, headers={**JSON, **credentials}))

    assert (response.status, response.json) == (200, {"data": {"snapshot": {"problems": []}}})


ODD = {"scopes": 1, "a list in a list": [["editor"]], "an object": {"editor": True}, "null": None, "deep": [[[[]]]]}


@pytest.mark.parametrize("scope", ODD.values(), ids=ODD.keys())
def test_a_scope_that_is_none_allows_nothing(configured: Target, scope: Any) -> None:
    credentials = {"authorization": f"Bearer {token({'exp': NOW + 600, 'scope': scope})}"}
    body = json.dumps({"query": "{ snapshot { problems { code } } }"}).encode()

    response = configured.send_and_go_on(Request(body=body, headers={**JSON, **credentials}))

    assert set(response.codes) <= {"FORBIDDEN", "UNAUTHENTICATED"}
    assert response.codes


def test_where_no_tokens_are_known_each_is_refused(target: Target) -> None:
    credentials = {"authorization": f"Bearer {token()}"}

    target.send_and_go_on(Request(body=QUERY, headers={**JSON, **credentials})).must_be(401, "UNAUTHENTICATED")
