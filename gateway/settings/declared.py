"""The one place where the gateway's settings are declared and explained."""

from pathlib import Path
from typing import Annotated, Final, Literal

from msgspec import Meta

from gateway.settings.access import AccessSettings
from gateway.settings.said import said

__all__ = ["CONFIG_FILE", "FLAGLESS", "PREFIX", "Settings"]

CONFIG_FILE = Path("gateway.toml")
PREFIX = "GATEWAY_"

FLAGLESS: Final = frozenset({"api_keys", "jwt_secret"})
"""What is no flag, since everybody on a machine can read the command lines of all others; nor told in errors."""

Origin = Annotated[str, Meta(pattern=r"^(\*|https?://[^/\s,*]+)\Z")]
"""As browsers write it: a scheme, a host, and a port that is not the usual one."""


AtLeastOne = Annotated[int, Meta(ge=1)]
Port = Annotated[int, Meta(ge=1, le=65535)]


class Settings(AccessSettings, frozen=True, kw_only=True):
    """Every setting of the gateway, once. Made by `read_settings`; `Settings()` alone is all defaults."""

    database: Annotated[
        str,
        said(
            "Where content is stored: `sqlite:///` and a path, relative to the current folder, or "
            "`postgresql://user:password@host:5432/database`.",
            pattern=r"^(sqlite:///|postgres(ql)?://).",
        ),
    ] = "sqlite:///gateway.db"
    host: Annotated[str, said("The address to listen on; `0.0.0.0` is every address.", min_length=1)] = "127.0.0.1"
    port: Annotated[Port, said("The port to listen on.")] = 8000
    drain_seconds: Annotated[
        float,
        said(
            "How long a server that is told to stop with SIGTERM goes on answering, not ready any more, so "
            "that whoever sends it requests can send them elsewhere.",
            ge=0,
            le=600,
        ),
    ] = 5.0
    trusted_proxies: Annotated[
        str,
        said(
            "The proxies whose `X-Forwarded-For` and `X-Forwarded-Proto` are believed: addresses and networks "
            "with commas between them, or `*`."
        ),
    ] = "127.0.0.1"
    readers: Annotated[
        int,
        said(
            "How many read-only connections to the database are kept open for quick statements; for "
            "those that take long there is one more to every four, and on SQLite one for those that are brief.",
            ge=1,
            le=64,
        ),
    ] = 4
    persisted_queries_size: Annotated[
        int, said("How many characters of automatic persisted queries are kept in all; 0 turns them off.", ge=0)
    ] = 4_194_304
    operations: Annotated[
        Path | None,
        said(
            "The documents of the site's clients: a folder of `.graphql` files, or a manifest of Relay, Apollo or "
            "GraphQL Code Generator; without it the folder `operations` of the first content root that has one."
        ),
    ] = None
    trusted_documents: Annotated[
        Literal["off", "allowed", "required"],
        said(
            "Whether the documents of `operations` can be asked for by their ids: `off`, `allowed`, or "
            "`required`, when all others are refused but to callers with the scope `editor`."
        ),
    ] = "off"
    cache_control: Annotated[
        str,
        said(
            "What `Cache-Control` says of answers to queries asked for with GET and without credentials; "
            "`public, max-age=60` lets caches serve them for a minute.",
            pattern=r"^[!-~]+( [!-~]+)*\Z",
        ),
    ] = "no-cache"
    cors_origins: Annotated[
        tuple[Origin, ...],
        said(
            "The origins whose pages may ask from a browser, such as `https://news.example`, with commas "
            "between them; `*` is every origin."
        ),
    ] = ()
    plan_cache_size: Annotated[int, said("How many compiled operations are kept.", ge=0)] = 1000
    answer_cache_bytes: Annotated[
        int,
        said(
            "How many bytes of answers each process keeps, for questions that come again while the content "
            "stays as it is. 0 keeps none. On PostgreSQL none are kept.",
            ge=0,
        ),
    ] = 32 * 2**20
    node_cache_bytes: Annotated[
        int,
        said(
            "How many bytes of nodes of lists each process keeps, for pages that have them in common while the "
            "content stays as it is. 0 keeps none. On PostgreSQL none are kept.",
            ge=0,
        ),
    ] = 32 * 2**20
    unpublished: Annotated[
        Literal["listed", "hidden"],
        said(
            "Unpublished stories: `listed` for all who ask for them, or `hidden`, and removed ones with them, "
            "from all without the scope `preview`."
        ),
    ] = "listed"
    federation: Annotated[
        bool, said("Whether the schema is that of a subgraph of Apollo Federation 2, with `_service` and `_entities`.")
    ] = False
    introspection: Annotated[bool, said("Whether clients may ask for the schema with `__schema` and `__type`.")] = True
    playground: Annotated[bool, said("Whether browsers get the playground at `/graphql`.")] = True
    dev: Annotated[
        bool,
        said(
            "Whether everybody may see how operations are answered, the SQL and the time, and not only callers "
            "with the scope `editor`: for people at work on a site, not for the open internet."
        ),
    ] = False
    watch: Annotated[
        bool, said("Whether content roots are watched, and loaded again when something in them changes.")
    ] = False
    workers: Annotated[
        int,
        said("How many processes answer; with more than one, one process more loads and does not answer.", ge=1, le=64),
    ] = 1
    jobs: Annotated[
        AtLeastOne | None, said("How many processes parse content while loading; without it one for each core.")
    ] = None
    log_level: Annotated[
        Literal["debug", "info", "warning", "error"], said("How much is logged: `debug`, `info`, `warning` or `error`.")
    ] = "info"
    log_format: Annotated[
        Literal["text", "json"],
        said("What a line of the log looks like: `text` for people, or `json`, an object a line, for programs."),
    ] = "text"
    slow_operation_seconds: Annotated[
        float,
        said(
            "An operation that takes so long or longer is logged, with its SQL and without anybody's values; "
            "0 turns that off.",
            ge=0,
        ),
    ] = 1.0
    metrics_host: Annotated[
        str,
        said(
            "The address that `/metrics` is listened for on, if `metrics_port` is set; whoever reaches it may "
            "read them.",
            min_length=1,
        ),
    ] = "127.0.0.1"
    metrics_port: Annotated[Port | None, said("The port of `/metrics`, for Prometheus; without it there are none.")] = (
        None
    )
    traces: Annotated[
        bool,
        said(
            "Whether traces are sent by OpenTelemetry; this needs the extra `otel`, and the variables `OTEL_…` "
            "say where to."
        ),
    ] = False

    def __repr__(self) -> str:
        """All but what may hold secrets."""
        shown = (name for name in self.__struct_fields__ if name not in FLAGLESS | {"database"})
        return f"Settings({', '.join(f'{name}={getattr(self, name)!r}' for name in shown)})"
