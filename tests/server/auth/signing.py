"""Signs tokens for tests, and publishes the keys that they are verified with."""

import json
import time
from functools import cache
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from jwt.algorithms import ECAlgorithm, RSAAlgorithm

__all__ = ["SECRET", "jwk", "key_set", "private_key", "token"]

SECRET = "a secret of tests, of more than thirty-two bytes"

PrivateKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


@cache
def private_key(name: str) -> PrivateKey:
    """A key that is the same whenever it is asked for: `ec…`, `p384`, `small`, or RSA."""
    if name.startswith("ec"):
        return ec.generate_private_key(ec.SECP256R1())
    if name == "p384":
        return ec.generate_private_key(ec.SECP384R1())
    return rsa.generate_private_key(65537, 1024 if name == "small" else 2048)


def jwk(name: str, **more: Any) -> dict[str, Any]:
    """The public half, as it is published."""
    public: Any = private_key(name).public_key()
    algorithm: Any = RSAAlgorithm if isinstance(public, rsa.RSAPublicKey) else ECAlgorithm
    return {**json.loads(algorithm.to_jwk(public)), "kid": name, **more}


def key_set(*keys: dict[str, Any]) -> bytes:
    return json.dumps({"keys": keys}).encode()


def token(
    signed_by: str = SECRET,
    algorithm: str = "HS256",
    kid: str | None = None,
    head: dict[str, Any] | None = None,
    **claims: Any,
) -> str:
    """A token that is valid for an hour, unless its claims say otherwise; a claim that is None is left out."""
    said = {"exp": int(time.time()) + 3600, "scope": "preview", **claims}
    key = signed_by if algorithm.startswith("HS") else private_key(signed_by)
    headers = {**(head or {}), **({"kid": kid} if kid else {})}
    payload = {name: value for name, value in said.items() if value is not None}
    return jwt.encode(payload, key, algorithm, headers or None)
