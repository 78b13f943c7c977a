"""What each setting is called in each place where it can be given."""

from collections.abc import Iterator
from typing import NamedTuple

from gateway.settings.declared import FLAGLESS, PREFIX, Settings

__all__ = ["SettingDoc", "describe_settings", "flag_of", "variable_of"]


class SettingDoc(NamedTuple):
    """How one setting is called in each place where it can be given."""

    name: str
    flag: str
    variable: str
    default: str
    description: str


def describe_settings() -> Iterator[SettingDoc]:
    """List every setting with its flag, variable, default and description, in the order of the classes."""
    for name in dict.fromkeys((*Settings.__annotations__, *Settings.model_fields)):  # the limits come last
        field = Settings.model_fields[name]
        yield SettingDoc(name, flag_of(name), variable_of(name), default_of(field.default), field.description or "")


def flag_of(name: str) -> str:
    """`max_depth` is `--max-depth`; a switch is `--playground / --no-playground`; secrets have none."""
    if name in FLAGLESS:
        return ""
    flag = name.replace("_", "-")
    return f"--{flag} / --no-{flag}" if Settings.model_fields[name].annotation is bool else f"--{flag}"


def variable_of(name: str) -> str:
    """`max_depth` is `GATEWAY_MAX_DEPTH`."""
    return PREFIX + name.upper()


def default_of(value: object) -> str:
    """Write a default as TOML does, and a missing one as nothing."""
    match value:
        case None | ():
            return ""
        case bool():
            return str(value).lower()
        case _:
            return str(value)
