"""The one place where the gateway's settings are declared and explained."""

from pathlib import Path
from typing import Annotated, Final, Literal, Self
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, SecretStr, StringConstraints, field_validator, model_validator
from pydantic_core import from_json

from gateway.scopes import Scope
from gateway.settings.limits import LimitSettings

__all__ = ["CONFIG_FILE", "FLAGLESS", "PREFIX", "ApiKey", "Settings"]

CONFIG_FILE = Path("gateway.toml")
PREFIX = "GATEWAY_"

FLAGLESS: Final = frozenset({"api_keys", "jwt_secret"})
"""What is no flag, since everybody on a machine can read the command lines of all others; nor told in errors."""

MIN_SECRET_BYTES: Final = 32
"""Of HS256 (RFC 7518, 3.2)."""


Origin = Annotated[str, StringConstraints(pattern=r"^(\*|https?://[^/\s,*]+)$")]
"""As browsers write it: a scheme, a host, and a port that is not the usual one."""


class ApiKey(BaseModel):
    """A key that callers have, by its hash, and what it allows."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    name: str = Field(min_length=1)
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$", repr=False)
    scopes: frozenset[Scope] = frozenset()


class Settings(LimitSettings):
    """Every setting of the gateway, once. Made by `read_settings`; `Settings()` alone is all defaults."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    database: str = Field(
        default="sqlite:///gateway.db",
        pattern=r"^(sqlite:///|postgres(ql)?://).",
        repr=False,
        description="Where content is stored: `sqlite:///` and a path, relative to the current folder, or "
        "`postgresql://user:password@host:5432/database`.",
    )
    host: str = Field(
        default="127.0.0.1", min_length=1, description="The address to listen on; `0.0.0.0` is every address."
    )
    port: int = Field(default=8000, ge=1, le=65535, description="The port to listen on.")
    drain_seconds: float = Field(
        default=5.0,
        ge=0,
        le=600,
        description="How long a server that is told to stop with SIGTERM goes on answering, not ready any more, so "
        "that whoever sends it requests can send them elsewhere.",
    )
    trusted_proxies: str = Field(
        default="127.0.0.1",
        description="The proxies whose `X-Forwarded-For` and `X-Forwarded-Proto` are believed: addresses and networks "
        "with commas between them, or `*`.",
    )
    readers: int = Field(
        default=4,
        ge=1,
        le=64,
        description="How many read-only connections to the database are kept open for quick statements; for "
        "those that take long there is one more to every four, and on SQLite one for those that are brief.",
    )
    persisted_queries_size: int = Field(
        default=4_194_304,
        ge=0,
        description="How many characters of automatic persisted queries are kept in all; 0 turns them off.",
    )
    operations: Path | None = Field(
        default=None,
        description="The documents of the site's clients: a folder of `.graphql` files, or a manifest of Relay, "
        "Apollo or GraphQL Code Generator; without it the folder `operations` of the first content root that has one.",
    )
    trusted_documents: Literal["off", "allowed", "required"] = Field(
        default="off",
        description="Whether the documents of `operations` can be asked for by their ids: `off`, `allowed`, or "
        "`required`, when all others are refused but to callers with the scope `editor`.",
    )
    cache_control: str = Field(
        default="no-cache",
        pattern=r"^[!-~]+( [!-~]+)*$",
        description="What `Cache-Control` says of answers to queries asked for with GET and without credentials; "
        "`public, max-age=60` lets caches serve them for a minute.",
    )
    cors_origins: tuple[Origin, ...] = Field(
        default=(),
        description="The origins whose pages may ask from a browser, such as `https://news.example`, with commas "
        "between them; `*` is every origin.",
    )
    plan_cache_size: int = Field(default=1000, ge=0, description="How many compiled operations are kept.")
    answer_cache_bytes: int = Field(
        default=32 * 2**20,
        ge=0,
        description="How many bytes of answers each process keeps, for questions that come again while the content "
        "stays as it is. 0 keeps none. On PostgreSQL none are kept.",
    )
    node_cache_bytes: int = Field(
        default=32 * 2**20,
        ge=0,
        description="How many bytes of nodes of lists each process keeps, for pages that have them in common while the "
        "content stays as it is. 0 keeps none. On PostgreSQL none are kept.",
    )
    unpublished: Literal["listed", "hidden"] = Field(
        default="listed",
        description="Unpublished stories: `listed` for all who ask for them, or `hidden`, and removed ones with them, "
        "from all without the scope `preview`.",
    )
    api_keys: tuple[ApiKey, ...] = Field(
        default=(),
        description="Keys that callers may send: a list of tables with `name`, `sha256` and `scopes`; `gateway key` "
        "makes one.",
    )
    jwt_algorithm: Literal["RS256", "ES256", "HS256"] | None = Field(
        default=None,
        description="How tokens are signed: `RS256`, `ES256` or `HS256`; without it no tokens are accepted.",
    )
    jwt_jwks_file: str | None = Field(
        default=None, min_length=1, description="The file with the public keys of RS256 or ES256: a JWK Set."
    )
    jwt_jwks_url: str | None = Field(
        default=None,
        pattern=r"^https?://[^/\s]",
        description="The address of such a JWK Set, `https`; it is kept for ten minutes.",
    )
    jwt_secret: SecretStr | None = Field(default=None, description="The secret of HS256, of 32 bytes or more.")
    jwt_audience: str | None = Field(
        default=None, min_length=1, description="What the claim `aud` of tokens must be or hold."
    )
    jwt_issuer: str | None = Field(default=None, min_length=1, description="What the claim `iss` of tokens must be.")
    jwt_scopes_claim: str | None = Field(
        default=None,
        min_length=1,
        description="The claim that holds the scopes, as a text or a list; without it `scope`, `scopes` and "
        "`permissions` are read.",
    )
    jwt_leeway_seconds: float = Field(
        default=30.0, ge=0, le=600, description="How far clocks may differ where `exp` and `nbf` of tokens are checked."
    )
    federation: bool = Field(
        default=False,
        description="Whether the schema is that of a subgraph of Apollo Federation 2, with `_service` and `_entities`.",
    )
    introspection: bool = Field(
        default=True, description="Whether clients may ask for the schema with `__schema` and `__type`."
    )
    playground: bool = Field(default=True, description="Whether browsers get the playground at `/graphql`.")
    dev: bool = Field(
        default=False,
        description="Whether everybody may see how operations are answered, the SQL and the time, and not only callers "
        "with the scope `editor`: for people at work on a site, not for the open internet.",
    )
    watch: bool = Field(
        default=False, description="Whether content roots are watched, and loaded again when something in them changes."
    )
    workers: int = Field(
        default=1,
        ge=1,
        le=64,
        description="How many processes answer; with more than one, one process more loads and does not answer.",
    )
    jobs: int | None = Field(
        default=None, ge=1, description="How many processes parse content while loading; without it one for each core."
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description="How much is logged: `debug`, `info`, `warning` or `error`."
    )
    log_format: Literal["text", "json"] = Field(
        default="text",
        description="What a line of the log looks like: `text` for people, or `json`, an object a line, for programs.",
    )
    slow_operation_seconds: float = Field(
        default=1.0,
        ge=0,
        description="An operation that takes so long or longer is logged, with its SQL and without anybody's values; "
        "0 turns that off.",
    )
    metrics_host: str = Field(
        default="127.0.0.1",
        min_length=1,
        description="The address that `/metrics` is listened for on, if `metrics_port` is set; whoever reaches it may "
        "read them.",
    )
    metrics_port: int | None = Field(
        default=None, ge=1, le=65535, description="The port of `/metrics`, for Prometheus; without it there are none."
    )
    traces: bool = Field(
        default=False,
        description="Whether traces are sent by OpenTelemetry; this needs the extra `otel`, and the variables `OTEL_…` "
        "say where to.",
    )

    @field_validator("cors_origins", mode="before")
    @classmethod
    def _has_commas(cls, value: object) -> object:
        """Take a text as well as a list."""
        return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value

    @field_validator("api_keys", mode="before")
    @classmethod
    def _is_json(cls, value: object) -> object:
        """Take JSON as well as a list: variables hold texts."""
        return from_json(value) if isinstance(value, str) else value

    @model_validator(mode="after")
    def _has_keys_for_tokens(self) -> Self:
        """See that the algorithm has keys of its kind, and one place to find them."""
        public, secret = [self.jwt_jwks_file, self.jwt_jwks_url], self.jwt_secret
        count = sum(place is not None for place in public)
        match self.jwt_algorithm:
            case None if count or secret is not None:
                raise ValueError("keys of tokens are set, and jwt_algorithm is not")
            case "HS256" if count or secret is None or len(secret.get_secret_value().encode()) < MIN_SECRET_BYTES:
                raise ValueError(f"HS256 needs jwt_secret, of at least {MIN_SECRET_BYTES} bytes, and nothing else")
            case "RS256" | "ES256" if count != 1 or secret is not None:
                raise ValueError(f"{self.jwt_algorithm} needs one of jwt_jwks_file and jwt_jwks_url, and no jwt_secret")
            case _:
                pass
        if self.jwt_jwks_url is not None and not is_private_to_read(self.jwt_jwks_url):
            raise ValueError("jwt_jwks_url must begin with https://, or lead to this machine")
        return self


def is_private_to_read(url: str) -> bool:
    """Whether nobody on the way can put other keys into an answer."""
    parts = urlsplit(url)
    return parts.scheme == "https" or parts.hostname in ("localhost", "127.0.0.1", "::1")
