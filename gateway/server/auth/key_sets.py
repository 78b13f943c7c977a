"""JWK Sets: the public keys by which tokens of one algorithm are verified (RFC 7517, 5)."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

import jwt
import msgspec

__all__ = ["KeySet", "read_key_set"]

KeySet = Mapping[str | None, jwt.PyJWK]
"""Keys by their `kid`. Under None is the only key of a set of one, for tokens that name none."""

_MAX_KEYS: Final = 100
_MIN_RSA_BITS: Final = 2048

_IS_OF_ALGORITHM: Final[Mapping[str, Callable[[Mapping[str, Any]], bool]]] = {
    "RS256": lambda key: key.get("kty") == "RSA",
    "ES256": lambda key: key.get("kty") == "EC" and key.get("crv") == "P-256",
}


class _Set(msgspec.Struct):
    keys: list[Any]


def read_key_set(data: bytes, algorithm: str) -> KeySet:
    """The keys of a set that can verify signatures of this algorithm. Keys for anything else are passed over.

    Raises:
        ValueError: when it is no JWK Set, or none of its keys will do.
    """
    try:
        keys = msgspec.json.decode(data, type=_Set).keys
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise ValueError("it is no JSON object with a list `keys`") from None
    usable = dict(_usable(keys[:_MAX_KEYS], algorithm))
    if not usable:
        raise ValueError(f"it has no public key for {algorithm} signatures")
    return {**usable, None: next(iter(usable.values()))} if len(usable) == 1 else usable


def _usable(keys: list[Any], algorithm: str) -> Iterator[tuple[str | None, jwt.PyJWK]]:
    for key in keys:
        if not isinstance(key, dict) or not _is_meant(key, algorithm):
            continue
        try:
            made = jwt.PyJWK(key, algorithm)
        except (jwt.PyJWTError, ValueError, TypeError, KeyError):
            continue
        if algorithm == "RS256" and made.key.key_size < _MIN_RSA_BITS:
            continue
        identity = key.get("kid")
        yield (identity if isinstance(identity, str) else None), made


def _is_meant(key: Mapping[str, Any], algorithm: str) -> bool:
    """Whether a key is of the right type, is public, and is not kept for other uses (RFC 7517, 4.2 to 4.4)."""
    operations = key.get("key_ops", ["verify"])
    return (
        _IS_OF_ALGORITHM[algorithm](key)
        and "d" not in key
        and key.get("use", "sig") == "sig"
        and key.get("alg", algorithm) == algorithm
        and isinstance(operations, list)
        and "verify" in operations
    )
