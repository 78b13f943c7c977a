"""API keys: long random texts, of which the settings hold only hashes."""

import secrets
from collections.abc import Iterable
from hashlib import sha256
from hmac import compare_digest
from typing import Final

from gateway.scopes import Scopes
from gateway.settings import ApiKey

__all__ = ["ApiKeys", "hash_of_key", "new_key"]

_PREFIX: Final = "gw_"
"""So that people and scanners for lost secrets know such a key when they see one."""

_BYTES: Final = 32


def new_key() -> str:
    """A new key of 256 random bits: `gw_` and 43 characters."""
    return _PREFIX + secrets.token_urlsafe(_BYTES)


def hash_of_key(key: str) -> str:
    """What the settings hold of a key: SHA-256 in hexadecimal.

    A slow hash would add nothing: a key has 256 random bits, and nobody can guess through those.
    """
    return sha256(key.encode()).hexdigest()


class ApiKeys:
    """The keys that the gateway knows."""

    def __init__(self, keys: Iterable[ApiKey]) -> None:
        self._known = [(bytes.fromhex(key.sha256), frozenset(key.scopes)) for key in keys]

    def scopes_of(self, key: str) -> Scopes | None:
        """What a key allows; None when it is not known. The time taken does not tell how nearly it is right."""
        digest = sha256(key.encode(errors="surrogatepass")).digest()
        found = None
        for known, scopes in self._known:
            if compare_digest(known, digest):
                found = scopes
        return found
