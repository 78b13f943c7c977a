"""Who may ask for more than everybody: keys and tokens."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from gateway.scopes import Scope
from gateway.settings.limits import LimitSettings
from gateway.settings.said import said

__all__ = ["AccessSettings", "ApiKey", "Secret"]


NotEmpty = Annotated[str, Meta(min_length=1)]
WebAddress = Annotated[str, Meta(pattern=r"^https?://[^/\s]")]


class Secret:
    """A text that is shown to nobody by mistake."""

    __slots__ = ("revealed",)

    def __init__(self, revealed: str) -> None:
        self.revealed = revealed

    def __repr__(self) -> str:
        return "Secret()"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other.revealed == self.revealed

    def __hash__(self) -> int:
        return hash(self.revealed)


class ApiKey(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A key that callers have, by its hash, and what it allows."""

    name: NotEmpty
    sha256: Annotated[str, Meta(pattern=r"^[0-9a-f]{64}\Z")]
    scopes: frozenset[Scope] = frozenset()

    def __repr__(self) -> str:
        return f"ApiKey({self.name!r})"


class AccessSettings(LimitSettings, frozen=True, kw_only=True):
    """The keys and tokens that are believed."""

    api_keys: Annotated[
        tuple[ApiKey, ...],
        said(
            "Keys that callers may send: a list of tables with `name`, `sha256` and `scopes`; `gateway key` makes one."
        ),
    ] = ()
    jwt_algorithm: Annotated[
        Literal["RS256", "ES256", "HS256"] | None,
        said("How tokens are signed: `RS256`, `ES256` or `HS256`; without it no tokens are accepted."),
    ] = None
    jwt_jwks_file: Annotated[NotEmpty | None, said("The file with the public keys of RS256 or ES256: a JWK Set.")] = (
        None
    )
    jwt_jwks_url: Annotated[
        WebAddress | None,
        said("The address of such a JWK Set, `https`; it is kept for ten minutes."),
    ] = None
    jwt_secret: Annotated[Secret | None, said("The secret of HS256, of 32 bytes or more.")] = None
    jwt_audience: Annotated[NotEmpty | None, said("What the claim `aud` of tokens must be or hold.")] = None
    jwt_issuer: Annotated[NotEmpty | None, said("What the claim `iss` of tokens must be.")] = None
    jwt_scopes_claim: Annotated[
        NotEmpty | None,
        said(
            "The claim that holds the scopes, as a text or a list; without it `scope`, `scopes` and "
            "`permissions` are read.",
        ),
    ] = None
    jwt_leeway_seconds: Annotated[
        float, said("How far clocks may differ where `exp` and `nbf` of tokens are checked.", ge=0, le=600)
    ] = 30.0
