"""The one place where the gateway's settings are declared, read and explained.

Strength: flags, then the environment, then the file, then defaults. No other module reads the environment.
"""

import difflib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, NamedTuple

from pydantic import Field, ValidationError
from pydantic_settings import (
    BaseSettings,
    EnvSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)
from pydantic_settings import (
    SettingsError as SourceError,
)

from gateway.errors import SettingsError

__all__ = ["CONFIG_FILE", "SettingDoc", "Settings", "describe_settings", "read_settings"]

CONFIG_FILE = Path("gateway.toml")
PREFIX = "GATEWAY_"


class Settings(BaseSettings):
    """Every setting of the gateway, once. Made by `read_settings`; `Settings()` alone is all defaults."""

    model_config = SettingsConfigDict(frozen=True, extra="forbid", env_prefix=PREFIX)

    database: str = Field(
        default="sqlite:///gateway.db",
        pattern=r"^sqlite:///.",
        description="Where content is stored: `sqlite:///` and a path, relative to the current folder.",
    )
    host: str = Field(
        default="127.0.0.1", min_length=1, description="The address to listen on; `0.0.0.0` is every address."
    )
    port: int = Field(default=8000, ge=1, le=65535, description="The port to listen on.")
    readers: int = Field(
        default=4, ge=1, le=64, description="How many read-only connections to the database are kept open."
    )
    statement_timeout_seconds: float = Field(
        default=5.0,
        gt=0,
        description="After so long a statement is stopped and its operation fails with TIME_LIMIT_EXCEEDED.",
    )
    max_depth: int = Field(default=30, ge=1, le=35, description="How deeply the fields of an operation may be nested.")
    max_fields: int = Field(
        default=500, ge=1, le=5000, description="How many fields an operation may have, with its fragments spread out."
    )
    max_conditions: int = Field(
        default=500, ge=1, le=5000, description="How many conditions the filters of an operation may have."
    )
    max_body_bytes: int = Field(
        default=1_048_576, ge=1024, description="The largest request body that is read, in bytes."
    )
    max_query_bytes: int = Field(
        default=32_768, ge=256, description="The largest GraphQL document that is read, in bytes."
    )
    max_tokens: int = Field(default=2000, ge=10, description="How many tokens a GraphQL document may have.")
    max_subscriptions_per_connection: int = Field(
        default=100, ge=1, description="How many operations a WebSocket connection may have under way."
    )
    max_subscriptions: int = Field(
        default=1000, ge=1, description="How many subscriptions a serving process may have, over all connections."
    )
    plan_cache_size: int = Field(default=1000, ge=0, description="How many compiled operations are kept.")
    unpublished: Literal["listed", "hidden"] = Field(
        default="listed",
        description="Unpublished stories: `listed` for all who ask for them, or `hidden` from all without the scope "
        "`preview`.",
    )
    introspection: bool = Field(
        default=True, description="Whether clients may ask for the schema with `__schema` and `__type`."
    )
    playground: bool = Field(default=True, description="Whether browsers get the playground at `/graphql`.")
    jobs: int | None = Field(
        default=None, ge=1, description="How many processes parse content while loading; without it one for each core."
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description="How much is logged: `debug`, `info`, `warning` or `error`."
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003 - the signature is pydantic's
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Take values from the call only: a `Settings(...)` in a test must not depend on who runs it."""
        return (init_settings,)


class SettingDoc(NamedTuple):
    """How one setting is called in each place where it can be given."""

    name: str
    flag: str
    variable: str
    default: str
    description: str


def describe_settings() -> Iterator[SettingDoc]:
    """List every setting with its flag, variable, default and description, in the order of the class."""
    for name, field in Settings.model_fields.items():
        yield SettingDoc(name, flag_of(name), variable_of(name), default_of(field.default), field.description or "")


def flag_of(name: str) -> str:
    """`max_depth` is `--max-depth`; a switch is `--playground / --no-playground`."""
    flag = name.replace("_", "-")
    return f"--{flag} / --no-{flag}" if Settings.model_fields[name].annotation is bool else f"--{flag}"


def variable_of(name: str) -> str:
    """`max_depth` is `GATEWAY_MAX_DEPTH`."""
    return PREFIX + name.upper()


def default_of(value: object) -> str:
    """Write a default as TOML does, and a missing one as nothing."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case _:
            return str(value)


def read_settings(flags: Mapping[str, Any] | None = None, *, config: Path | None = None) -> Settings:
    """Read every source and check the outcome; `config` must exist when it is given, `gateway.toml` need not."""
    refuse_misspelled_variables(os.environ)
    values = {**read_file(config), **read_environment(), **{k: v for k, v in (flags or {}).items() if v is not None}}
    try:
        return Settings(**values)
    except ValidationError as error:
        raise invalid(error) from None


def read_file(config: Path | None) -> dict[str, Any]:
    """Read the settings file; every key in it must be a setting."""
    path = config or CONFIG_FILE
    if config is not None and not path.is_file():
        message = f"{path}: there is no such settings file"
        raise SettingsError(message, hint="It was named with --config.")
    try:
        values = TomlConfigSettingsSource(Settings, toml_file=path).toml_data
    except (OSError, ValueError) as error:
        message = f"{path}: {error}"
        raise SettingsError(message, hint="A settings file is TOML: one `key = value` a line.") from None
    for key in values:
        if key not in Settings.model_fields:
            message = f"{path}: `{key}` is not a setting"
            raise SettingsError(message, hint=nearest(key))
    return values


def read_environment() -> dict[str, Any]:
    """Read the `GATEWAY_…` variables that are settings."""
    try:
        return EnvSettingsSource(Settings)()
    except SourceError as error:
        raise SettingsError(str(error)) from None


def refuse_misspelled_variables(environment: Mapping[str, str]) -> None:
    """Refuse `GATEWAY_DATABSE`, but not names far from any setting.

    The environment is shared: Kubernetes sets GATEWAY_SERVICE_HOST for a service that is called gateway.
    """
    for variable in environment:
        name = variable.removeprefix(PREFIX).lower()
        if variable.startswith(PREFIX) and name not in Settings.model_fields:
            near = difflib.get_close_matches(name, Settings.model_fields, n=1, cutoff=0.8)
            if near:
                message = f"{variable} is not a setting"
                raise SettingsError(message, hint=f"Did you mean {variable_of(near[0])}?")


def nearest(key: str) -> str:
    """Say which setting was probably meant."""
    near = difflib.get_close_matches(key.replace("-", "_"), Settings.model_fields, n=1, cutoff=0.5)
    return f"Did you mean `{near[0]}`?" if near else "docs/settings.md lists every setting."


def invalid(error: ValidationError) -> SettingsError:
    """Tell of the first wrong value, by all the names that it can have been given with."""
    first = error.errors(include_url=False)[0]
    name = str(first["loc"][0])
    if name not in Settings.model_fields:
        return SettingsError(f"`{name}` is not a setting", hint=nearest(name))
    message = f"{name} is {first['input']!r}: {first['msg'][0].lower()}{first['msg'][1:]}"
    return SettingsError(message, hint=f"Set it with {flag_of(name)}, {name} in {CONFIG_FILE} or {variable_of(name)}.")
