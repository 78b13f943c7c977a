"""JSON Web Tokens: verified by the algorithm and the keys of the settings, never by what a token says (RFC 8725)."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final, NamedTuple

import jwt
from cachetools import LRUCache

from gateway.scopes import Scopes
from gateway.server.auth.claims import scopes_in
from gateway.server.auth.failures import UnauthenticatedError
from gateway.server.auth.key_source import Keys

__all__ = ["TokenRules", "Tokens"]

_MAX_TOKEN_CHARACTERS: Final = 16_384
_REMEMBERED: Final = 10_000

REMEMBERED_SECONDS: Final = 300
"""At most so long is a token taken for good without another look: its key may be taken back."""

_REASONS: Final[tuple[tuple[type[jwt.PyJWTError], str], ...]] = (
    (jwt.ExpiredSignatureError, "has expired"),
    (jwt.ImmatureSignatureError, "is not valid yet"),
    (jwt.InvalidAudienceError, "is meant for another audience"),
    (jwt.InvalidIssuerError, "is of another issuer"),
    (jwt.MissingRequiredClaimError, "lacks a claim that it must have"),
    (jwt.InvalidAlgorithmError, "is signed with another algorithm"),
    (jwt.InvalidSignatureError, "has a wrong signature"),
)
"""What is told of a token, by what is wrong with it."""


@dataclass(frozen=True, slots=True)
class TokenRules:
    """What a token must fulfil beside its signature. Without an audience or issuer that claim is not looked at."""

    algorithm: str
    audience: str | None = None
    issuer: str | None = None
    leeway_seconds: float = 30.0
    scopes_claim: str | None = None


class _Verified(NamedTuple):
    scopes: Scopes
    until: float


class Tokens:
    """Verifies tokens, and remembers by their hash those that are good."""

    def __init__(self, rules: TokenRules, keys: Keys, clock: Callable[[], float] = time.time) -> None:
        self._rules = rules
        self._keys = keys
        self._clock = clock
        self._verified: LRUCache[bytes, _Verified] = LRUCache(_REMEMBERED)

    async def scopes_of(self, token: str) -> Scopes:
        """What a token allows.

        Raises:
            UnauthenticatedError: when it is not valid.
            CannotVerifyError: when nobody can tell.
        """
        digest = sha256(token.encode(errors="surrogatepass")).digest()
        known = self._verified.get(digest)
        if known is not None and self._clock() < known.until:
            return known.scopes
        claims = await self._verify(token)
        scopes = scopes_in(claims, self._rules.scopes_claim)
        # Compared as whole numbers: an issuer may write one that no float has room for.
        expires = int(claims["exp"]) + int(self._rules.leeway_seconds)
        until = min(expires, self._clock() + REMEMBERED_SECONDS)
        self._verified[digest] = _Verified(scopes, until)
        return scopes

    async def _verify(self, token: str) -> dict[str, Any]:
        """The claims of a valid token."""
        if len(token) > _MAX_TOKEN_CHARACTERS:
            raise UnauthenticatedError("The token is too long.")
        try:
            key = await self._keys.find(self._key_id(token))
            if key is None:
                raise UnauthenticatedError("The token is signed with a key that is not known.")
            rules = self._rules
            return jwt.decode(
                token,
                key,
                algorithms=[rules.algorithm],
                audience=rules.audience,
                issuer=rules.issuer,
                leeway=rules.leeway_seconds,
                options={
                    "require": _required(rules),
                    "verify_aud": rules.audience is not None,
                    "verify_iss": rules.issuer is not None,
                    "verify_sub": False,
                    "verify_jti": False,
                },
            )
        except (jwt.PyJWTError, ValueError, TypeError, OverflowError, RecursionError) as error:
            raise UnauthenticatedError(f"The token {_reason(error)}.") from None

    def _key_id(self, token: str) -> str | None:
        """The key that the head names, which is not yet to be trusted with anything else."""
        head = jwt.get_unverified_header(token)
        if head.get("alg") != self._rules.algorithm:
            raise jwt.InvalidAlgorithmError
        if "crit" in head:  # extensions that must be understood, and none is (RFC 7515, 4.1.11)
            raise jwt.InvalidTokenError
        key_id = head.get("kid")
        return key_id if isinstance(key_id, str) else None


def _required(rules: TokenRules) -> list[str]:
    """The claims that must be there. A token that never expires could never be taken back."""
    return ["exp", *(["aud"] if rules.audience is not None else []), *(["iss"] if rules.issuer is not None else [])]


def _reason(error: Exception) -> str:
    return next((reason for kind, reason in _REASONS if isinstance(error, kind)), "is not valid")
