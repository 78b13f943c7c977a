"""Credentials to scopes: `X-API-Key`, and `Authorization` with `Bearer` or `ApiKey`."""

from collections.abc import Mapping
from typing import Protocol

from gateway.scopes import NO_SCOPES, Scopes
from gateway.server.auth.api_keys import ApiKeys
from gateway.server.auth.failures import UnauthenticatedError
from gateway.settings import Settings

__all__ = ["Authenticator", "authenticator_of"]


class VerifiesTokens(Protocol):
    """See `gateway.server.auth.tokens`."""

    async def scopes_of(self, token: str, /) -> Scopes: ...


class Authenticator:
    """Knows callers by keys and tokens. Who sends none is anybody; who sends a wrong one is refused."""

    def __init__(self, keys: ApiKeys, tokens: VerifiesTokens | None) -> None:
        self._keys = keys
        self._tokens = tokens

    async def scopes_of(self, credentials: Mapping[str, str], /) -> Scopes:
        """What a caller may do; of a key and a token together, what either allows.

        Raises:
            UnauthenticatedError: when any of them is wrong.
            CannotVerifyError: when the keys of tokens cannot be read.
        """
        scopes = NO_SCOPES
        key, authorization = credentials.get("x-api-key"), credentials.get("authorization")
        if key is not None:
            scopes |= self._of_key(key.strip())
        if authorization is not None:
            scopes |= await self._of_authorization(authorization)
        return scopes

    async def _of_authorization(self, value: str) -> Scopes:
        """By scheme (RFC 9110, 11.4). `Basic` is not ours: a proxy before the gateway has asked for it."""
        scheme, _, rest = value.strip().partition(" ")
        match scheme.lower():
            case "bearer":
                return await self._of_bearer(rest.strip())
            case "apikey":
                return self._of_key(rest.strip())
            case "basic":
                return NO_SCOPES
            case _:
                message = "The `Authorization` header is neither `Bearer …` nor `ApiKey …`."
                raise UnauthenticatedError(message)

    async def _of_bearer(self, value: str) -> Scopes:
        """A key, or a token: which has two dots."""
        scopes = self._keys.scopes_of(value)
        if scopes is not None:
            return scopes
        if value.count(".") != 2:
            raise UnauthenticatedError("The API key is not known.")
        if self._tokens is None:
            raise UnauthenticatedError("Tokens are not accepted here.")
        return await self._tokens.scopes_of(value)

    def _of_key(self, key: str) -> Scopes:
        scopes = self._keys.scopes_of(key)
        if scopes is None:
            raise UnauthenticatedError("The API key is not known.")
        return scopes


def authenticator_of(settings: Settings) -> Authenticator:
    """The authenticator that the settings ask for.

    Raises:
        SettingsError: when the file of keys cannot be used.
    """
    keys = ApiKeys(settings.api_keys)
    if settings.jwt_algorithm is None:
        return Authenticator(keys, None)
    from gateway.server.auth.configured import tokens_of  # noqa: PLC0415 - what verifies takes long to import, and 9 MiB

    return Authenticator(keys, tokens_of(settings, settings.jwt_algorithm))
