"""Reads settings from where they are given, and says what is wrong with them.

Strength: flags, then the environment, then the file, then defaults. No other module reads the environment.
"""

import difflib
import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from gateway.errors import SettingsError
from gateway.settings.checking import WrongValueError, checked
from gateway.settings.declared import CONFIG_FILE, FLAGLESS, PREFIX, Settings
from gateway.settings.names import FIELDS, flag_of, variable_of

__all__ = ["read_settings", "settings_of"]

PARTLY_SHOWN = "database"
"""A part of it may be a password."""


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
        return checked(values)
    except WrongValueError as error:
        raise invalid(error, values) from None


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
        if key not in FIELDS:
            message = f"{path}: `{key}` is not a setting"
            raise SettingsError(message, hint=nearest(key))
    return values


def read_environment(environment: Mapping[str, str]) -> dict[str, Any]:
    """Read the `GATEWAY_…` variables that are settings."""
    variables = {name: variable_of(name) for name in FIELDS}
    return {name: environment[variable] for name, variable in variables.items() if variable in environment}


def refuse_misspelled_variables(environment: Mapping[str, str]) -> None:
    """Refuse `GATEWAY_DATABSE` and `gateway_database`, but not names far from any setting.

    The environment is shared: Kubernetes sets GATEWAY_SERVICE_HOST for a service that is called gateway.
    """
    for variable in environment:
        name = variable.upper().removeprefix(PREFIX).lower()
        is_setting = name in FIELDS and variable == variable_of(name)
        if variable.upper().startswith(PREFIX) and not is_setting:
            near = difflib.get_close_matches(name, FIELDS, n=1, cutoff=0.8)
            if near:
                message = f"{variable} is not a setting"
                raise SettingsError(message, hint=f"Did you mean {variable_of(near[0])}?")


def nearest(key: str) -> str:
    """Say which setting was probably meant."""
    near = difflib.get_close_matches(key.replace("-", "_"), FIELDS, n=1, cutoff=0.5)
    return f"Did you mean `{near[0]}`?" if near else "docs/settings.md lists every setting."


def invalid(wrong: WrongValueError, values: Mapping[str, Any]) -> SettingsError:
    """Tell of the first wrong value, by all the names that it can have been given with."""
    name = wrong.name
    if not name:
        return SettingsError(wrong.reason, hint="docs/access.md has examples.")
    if name not in FIELDS:
        return SettingsError(f"`{name}` is not a setting", hint=nearest(name))
    if name in FLAGLESS:
        hint = f"Set it in {CONFIG_FILE} or {variable_of(name)}."
        return SettingsError(f"{name}{wrong.rest}: {wrong.reason}", hint=hint)
    given = without_secrets(str(values[name])) if name == PARTLY_SHOWN else values[name]
    message = f"{name} is {given!r}: {wrong.reason}"
    return SettingsError(message, hint=f"Set it with {flag_of(name)}, {name} in {CONFIG_FILE} or {variable_of(name)}.")


def without_secrets(address: str) -> str:
    """What an address begins with: what follows may hold a password."""
    scheme, separator, _ = address.partition("://")
    return f"{scheme}{separator}…" if separator else "…"
