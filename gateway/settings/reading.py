"""Reads settings from where they are given, and says what is wrong with them.

Strength: flags, then the environment, then the file, then defaults. No other module reads the environment.
"""

import difflib
import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from gateway.errors import SettingsError
from gateway.settings.declared import CONFIG_FILE, FLAGLESS, PREFIX, Settings
from gateway.settings.names import flag_of, variable_of

__all__ = ["read_settings", "settings_of"]


def read_settings(flags: Mapping[str, Any] | None = None, *, config: Path | None = None) -> Settings:
    """Read every source and check the outcome; `config` must exist when it is given, `gateway.toml` need not."""
    refuse_misspelled_variables(os.environ)
    given = {name: value for name, value in (flags or {}).items() if value is not None}
    return settings_of({**read_file(config), **read_environment(os.environ), **given})


def settings_of(values: Mapping[str, Any]) -> Settings:
    """Check values.

    Raises:
        SettingsError: for the first wrong one.
    """
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
        values = tomllib.loads(path.read_text("utf-8")) if path.is_file() else {}
    except (OSError, ValueError) as error:
        message = f"{path}: {error}"
        raise SettingsError(message, hint="A settings file is TOML: one `key = value` a line.") from None
    for key in values:
        if key not in Settings.model_fields:
            message = f"{path}: `{key}` is not a setting"
            raise SettingsError(message, hint=nearest(key))
    return values


def read_environment(environment: Mapping[str, str]) -> dict[str, Any]:
    """Read the `GATEWAY_…` variables that are settings."""
    variables = {name: variable_of(name) for name in Settings.model_fields}
    return {name: environment[variable] for name, variable in variables.items() if variable in environment}


def refuse_misspelled_variables(environment: Mapping[str, str]) -> None:
    """Refuse `GATEWAY_DATABSE` and `gateway_database`, but not names far from any setting.

    The environment is shared: Kubernetes sets GATEWAY_SERVICE_HOST for a service that is called gateway.
    """
    for variable in environment:
        name = variable.upper().removeprefix(PREFIX).lower()
        is_setting = name in Settings.model_fields and variable == variable_of(name)
        if variable.upper().startswith(PREFIX) and not is_setting:
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
    said = first["msg"].removeprefix("Value error, ")
    if not first["loc"]:  # of several settings together
        return SettingsError(said, hint="docs/access.md has examples.")
    reason = f"{said[0].lower()}{said[1:]}"
    name = str(first["loc"][0])
    if name not in Settings.model_fields:
        return SettingsError(f"`{name}` is not a setting", hint=nearest(name))
    if name in FLAGLESS:
        place = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in first["loc"])[1:]
        return SettingsError(f"{place}: {reason}", hint=f"Set it in {CONFIG_FILE} or {variable_of(name)}.")
    given = first["input"] if Settings.model_fields[name].repr else without_secrets(str(first["input"]))
    message = f"{name} is {given!r}: {reason}"
    return SettingsError(message, hint=f"Set it with {flag_of(name)}, {name} in {CONFIG_FILE} or {variable_of(name)}.")


def without_secrets(address: str) -> str:
    """What an address begins with: what follows may hold a password."""
    scheme, separator, _ = address.partition("://")
    return f"{scheme}{separator}…" if separator else "…"
