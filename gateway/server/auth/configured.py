"""Tokens as the settings ask for them, and the keys that they are verified with."""

from pathlib import Path

from gateway.errors import SettingsError
from gateway.server.auth.fetching import from_address, from_file
from gateway.server.auth.key_sets import read_key_set
from gateway.server.auth.key_source import Keys, KeySource, SecretKey
from gateway.server.auth.tokens import TokenRules, Tokens
from gateway.settings import Settings

__all__ = ["tokens_of"]


def tokens_of(settings: Settings, algorithm: str) -> Tokens:
    """What verifies tokens that are signed with this algorithm.

    Raises:
        SettingsError: when the file of keys cannot be used.
    """
    rules = TokenRules(
        algorithm,
        settings.jwt_audience,
        settings.jwt_issuer,
        settings.jwt_leeway_seconds,
        settings.jwt_scopes_claim,
    )
    return Tokens(rules, _keys_of(settings, algorithm))


def _keys_of(settings: Settings, algorithm: str) -> Keys:
    if settings.jwt_secret is not None:
        return SecretKey(settings.jwt_secret.revealed)
    if settings.jwt_jwks_url is not None:
        return KeySource(from_address(settings.jwt_jwks_url), algorithm)
    assert settings.jwt_jwks_file is not None  # the settings have seen to it
    file = Path(settings.jwt_jwks_file)
    try:
        read_key_set(file.read_bytes(), algorithm)
    except (OSError, ValueError) as error:
        message = f"jwt_jwks_file is {str(file)!r}: {error}"
        raise SettingsError(message, hint="It must hold a JWK Set (RFC 7517) with a key for `jwt_algorithm`.") from None
    return KeySource(from_file(file), algorithm)
