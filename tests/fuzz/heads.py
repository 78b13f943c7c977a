"""What must hold of any header: credentials, and what a client accepts."""

from collections.abc import Coroutine
from functools import cache
from typing import Any, Final

from gateway.scopes import NO_SCOPES
from gateway.server.auth import authenticator_of
from gateway.server.auth.authenticator import Authenticator
from gateway.server.auth.failures import UnauthenticatedError
from gateway.server.caching import seen_by
from gateway.server.compression import negotiate_coding
from gateway.server.negotiation import JSON, MULTIPART_FORMS, RESPONSE_JSON, is_json, negotiate
from gateway.settings import settings_of

__all__ = ["fuzz_credentials", "fuzz_negotiation"]

SECRET: Final = "a secret that none of the fuzzed tokens is signed with"


@cache
def authenticator() -> Authenticator:
    """Knows tokens by a secret, and no key."""
    return authenticator_of(settings_of({"jwt_algorithm": "HS256", "jwt_secret": SECRET}))


def fuzz_credentials(data: bytes) -> None:
    """Credentials that nobody was given are refused without a word of them, or (Basic) allow nothing."""
    value = data.decode("latin-1")
    for name in ("authorization", "x-api-key"):
        try:
            scopes = finished(authenticator().scopes_of({name: value}))
        except UnauthenticatedError as error:
            assert error.message
            assert len(value) < 30 or value not in error.message
        else:
            assert scopes == NO_SCOPES
            assert value.strip().lower().startswith("basic")


def finished(coroutine: Coroutine[Any, Any, Any]) -> Any:
    """What a coroutine returns that waits for nothing."""
    try:
        coroutine.send(None)
    except StopIteration as stop:
        return stop.value
    raise AssertionError("it waits for something")


def fuzz_negotiation(data: bytes) -> None:
    """Whatever a client says that it accepts or has, what comes out is one of what there is."""
    accepted = negotiate(data)
    assert accepted.json in (None, JSON, RESPONSE_JSON)
    assert accepted.multipart in (None, *MULTIPART_FORMS)
    coding = negotiate_coding(data)
    assert coding is None or coding.name in ("zstd", "gzip")
    assert isinstance(is_json(data), bool)
    assert len(seen_by(data, "json")) <= data.count(b",") + 1
