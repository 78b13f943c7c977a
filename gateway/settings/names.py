"""What each setting is called in each place where it can be given, and what is declared of it."""

from collections.abc import Iterator
from typing import Any, Final, Literal, NamedTuple, get_args, get_origin

from msgspec import structs

from gateway.settings.access import AccessSettings
from gateway.settings.declared import FLAGLESS, PREFIX, Settings
from gateway.settings.limits import LimitSettings

__all__ = ["FIELDS", "SettingDoc", "describe_settings", "flag_of", "variable_of"]


class SettingDoc(NamedTuple):
    """How one setting is called in each place where it can be given."""

    name: str
    flag: str
    variable: str
    default: str
    description: str


class Field(NamedTuple):
    """What is declared of a setting.

    `number` is the kind of number that it is, null for none; `choices` are all its values where they are listed.
    """

    kind: Any
    number: type[int] | type[float] | None
    choices: tuple[str, ...]
    default: Any
    description: str


def _field(info: structs.FieldInfo) -> Field:
    kind, *_, said = get_args(info.type)  # Annotated
    kinds = [getattr(one, "__origin__", one) for one in (kind, *get_args(kind))]  # of `Port | None` also `int`
    listed = [choice for choice in (kind, *get_args(kind)) if get_origin(choice) is Literal]
    number = next((one for one in kinds if one in (int, float)), None)
    return Field(kind, number, get_args(listed[0]) if listed else (), info.default, said.description)


_declared: Final = {info.name: _field(info) for info in structs.fields(Settings)}
_groups: Final = (Settings, AccessSettings, LimitSettings)

FIELDS: Final = {name: _declared[name] for group in _groups for name in group.__annotations__}
"""All of them, in the order of the classes."""


def describe_settings() -> Iterator[SettingDoc]:
    """List every setting with its flag, variable, default and description."""
    for name, field in FIELDS.items():
        yield SettingDoc(name, flag_of(name), variable_of(name), default_of(field.default), field.description)


def flag_of(name: str) -> str:
    """`max_depth` is `--max-depth`; a switch is `--playground / --no-playground`; secrets have none."""
    if name in FLAGLESS:
        return ""
    flag = name.replace("_", "-")
    return f"--{flag} / --no-{flag}" if FIELDS[name].kind is bool else f"--{flag}"


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
