"""Tokens: good ones give the scopes that they say, every other is refused for what is wrong with it."""

import base64
import json
import time
from collections.abc import Callable
from typing import Any

import jwt
import pytest

from gateway.scopes import NO_SCOPES, Scope
from gateway.server.auth.failures import UnauthenticatedError
from gateway.server.auth.key_sets import KeySet, read_key_set
from gateway.server.auth.key_source import SecretKey
from gateway.server.auth.tokens import REMEMBERED_SECONDS, TokenRules, Tokens
from tests.server.auth.signing import SECRET, jwk, key_set, token

RULES = TokenRules("HS256")


def now() -> int:
    return int(time.time())


class Counted:
    """Keys that count how often one is looked for."""

    def __init__(self, keys: KeySet) -> None:
        self.keys = keys
        self.count = 0

    async def find(self, key_id: str | None, /) -> jwt.PyJWK | None:
        self.count += 1
        return self.keys.get(key_id)


@pytest.mark.parametrize(
    ("claims", "scopes"),
    [
        ({"scope": "preview secured"}, {Scope.PREVIEW, Scope.SECURED}),
        ({"scope": "openid  profile\teditor"}, {Scope.EDITOR}),
        ({"scope": None, "scopes": ["admin", "other", 1]}, {Scope.ADMIN}),
        ({"scope": None, "permissions": ["editor"]}, {Scope.EDITOR}),
        ({"scope": None}, set()),
        ({"scope": {"preview": True}}, set()),
        ({"scope": "PREVIEW"}, set()),
    ],
)
async def test_a_token_gives_the_scopes_that_it_says(claims: dict[str, Any], scopes: set[Scope]) -> None:
    assert await Tokens(RULES, SecretKey(SECRET)).scopes_of(token(**claims)) == scopes


async def test_with_a_claim_of_the_settings_only_that_counts() -> None:
    tokens = Tokens(TokenRules("HS256", scopes_claim="https://news.example/scopes"), SecretKey(SECRET))
    assert await tokens.scopes_of(token(scope="admin")) == NO_SCOPES
    assert await tokens.scopes_of(token(**{"https://news.example/scopes": ["editor"]})) == {Scope.EDITOR}


def unsigned(algorithm: str, signature: str = "") -> str:
    def part(value: Any) -> str:
        return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()

    return f"{part({'alg': algorithm, 'typ': 'JWT'})}.{part({'exp': now() + 60, 'scope': 'admin'})}.{signature}"


STRICT = TokenRules("HS256", audience="gateway", issuer="https://login.example/")
MEANT: dict[str, Any] = {"aud": "gateway", "iss": "https://login.example/"}

REFUSED: dict[str, tuple[TokenRules, Callable[[], str], str]] = {
    "expired": (RULES, lambda: token(exp=now() - 31), "has expired"),
    "not yet": (RULES, lambda: token(nbf=now() + 90), "is not valid yet"),
    "never ends": (RULES, lambda: token(exp=None), "lacks a claim"),
    "an end that is none": (RULES, lambda: token(exp="soon"), "is not valid"),
    "an end that is endless": (RULES, lambda: token(exp=float("inf")), "is not valid"),
    "other audience": (STRICT, lambda: token(**{**MEANT, "aud": ["other"]}), "another audience"),
    "no audience": (STRICT, lambda: token(**{**MEANT, "aud": None}), "lacks a claim"),
    "other issuer": (STRICT, lambda: token(**{**MEANT, "iss": "https://evil.example/"}), "another issuer"),
    "no issuer": (STRICT, lambda: token(**{**MEANT, "iss": None}), "lacks a claim"),
    "other secret": (RULES, lambda: token(SECRET[::-1]), "wrong signature"),
    "other algorithm": (RULES, lambda: token(SECRET * 2, "HS512"), "another algorithm"),
    "no algorithm": (RULES, lambda: unsigned("none"), "another algorithm"),
    "no signature": (RULES, lambda: unsigned("HS256"), "wrong signature"),
    "extensions": (RULES, lambda: token(head={"crit": ["x"], "x": 1}), "is not valid"),
    "no token": (RULES, lambda: "a.b.c", "is not valid"),
    "no text": (RULES, lambda: "\ud800.é.\0", "is not valid"),
    "long": (RULES, lambda: token(padding="x" * 20_000), "too long"),
}


@pytest.mark.parametrize("case", REFUSED.values(), ids=REFUSED.keys())
async def test_a_token_that_is_not_valid_is_refused_with_the_reason(
    case: tuple[TokenRules, Callable[[], str], str],
) -> None:
    rules, make, reason = case
    made = make()
    tokens = Tokens(rules, SecretKey(SECRET))
    for _ in range(2):
        with pytest.raises(UnauthenticatedError, match=reason) as caught:
            await tokens.scopes_of(made)
        assert made not in str(caught.value)
        assert caught.value.__context__ is None or caught.value.__suppress_context__


async def test_a_token_that_fulfils_all_rules_is_good_within_the_leeway() -> None:
    tokens = Tokens(STRICT, SecretKey(SECRET))
    assert await tokens.scopes_of(token(**MEANT, exp=now() - 5, nbf=now() + 5)) == {Scope.PREVIEW}


@pytest.mark.parametrize(("name", "algorithm"), [("rsa", "RS256"), ("ec", "ES256")])
async def test_public_keys_verify_tokens_of_their_algorithm_and_no_other(name: str, algorithm: str) -> None:
    keys = read_key_set(key_set(jwk(name), jwk(f"{name}2")), algorithm)
    tokens = Tokens(TokenRules(algorithm), Counted(keys))
    assert await tokens.scopes_of(token(name, algorithm, name)) == {Scope.PREVIEW}
    with pytest.raises(UnauthenticatedError, match="wrong signature"):
        await tokens.scopes_of(token(name, algorithm, f"{name}2"))
    with pytest.raises(UnauthenticatedError, match="not known"):
        await tokens.scopes_of(token(name, algorithm, "stranger"))
    with pytest.raises(UnauthenticatedError, match="not known"):
        await tokens.scopes_of(token(name, algorithm))


async def test_the_public_key_is_no_secret_to_sign_with() -> None:
    """The old trick: a token that says HS256 and is signed with the text of the public key."""
    tokens = Tokens(TokenRules("RS256"), Counted(read_key_set(key_set(jwk("rsa")), "RS256")))
    with pytest.raises(UnauthenticatedError, match="another algorithm"):
        await tokens.scopes_of(token(json.dumps(jwk("rsa"))[:40].replace('"', "'") * 2, "HS256", "rsa"))


async def test_keys_and_addresses_that_a_token_brings_along_are_not_looked_at() -> None:
    head = {"jwk": jwk("other"), "jku": "http://127.0.0.1:9/keys", "x5u": "http://127.0.0.1:9/"}
    tokens = Tokens(TokenRules("RS256"), Counted(read_key_set(key_set(jwk("rsa")), "RS256")))
    with pytest.raises(UnauthenticatedError, match="wrong signature"):
        await tokens.scopes_of(token("other", "RS256", "rsa", head))


async def test_a_good_token_is_verified_once_until_it_expires_and_at_most_for_minutes() -> None:
    start = now()
    clock = [float(start)]
    keys = Counted(read_key_set(key_set(jwk("rsa")), "RS256"))
    tokens = Tokens(TokenRules("RS256", leeway_seconds=0), keys, lambda: clock[0])
    short, long = token("rsa", "RS256", exp=start + 50), token("rsa", "RS256", exp=start + 5000)
    for _ in range(3):
        await tokens.scopes_of(short)
        await tokens.scopes_of(long)
    assert keys.count == 2
    clock[0] += 51
    await tokens.scopes_of(long)
    assert keys.count == 2
    await tokens.scopes_of(short)  # the library's clock has not moved
    assert keys.count == 3
    clock[0] += REMEMBERED_SECONDS
    await tokens.scopes_of(long)
    assert keys.count == 4


async def test_what_is_remembered_of_tokens_is_bounded_and_holds_none_of_them() -> None:
    tokens = Tokens(RULES, SecretKey(SECRET))
    good = token()
    await tokens.scopes_of(good)
    assert good not in repr(tokens._verified)
    assert good.encode() not in repr(tokens._verified).encode()
    assert tokens._verified.maxsize == 10_000
    with pytest.raises(UnauthenticatedError):
        await tokens.scopes_of(good + "x")
    assert len(tokens._verified) == 1, "wrong ones would crowd out good ones"


async def test_a_token_that_lasts_longer_than_any_float_is_good() -> None:
    tokens = Tokens(TokenRules("RS256"), Counted(read_key_set(key_set(jwk("rsa")), "RS256")))

    assert await tokens.scopes_of(token("rsa", "RS256", exp=10**400)) == await tokens.scopes_of(token("rsa", "RS256"))
