"""Settings as flags and content roots as arguments: declared once, in `gateway.settings`, and read from there."""

import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from gateway.loader.sources import Source, parse_source
from gateway.settings import CONFIG_FILE, FLAGLESS, SettingDoc, describe_settings, read_settings

__all__ = ["ALL_SETTINGS", "settings_from", "sources_argument"]

Command = Callable[..., Any]

ALL_SETTINGS = tuple(setting.name for setting in describe_settings() if setting.name not in FLAGLESS)


def settings_from(*names: str) -> Callable[[Command], Command]:
    """Give a command the flags of these settings; it is called with `settings`, read from every place."""

    def decorate(function: Command) -> Command:
        @functools.wraps(function)
        def with_settings(*, config: Path | None, **arguments: Any) -> Any:
            flags = {name: arguments.pop(name) for name in names}
            return function(settings=read_settings(flags, config=config), **arguments)

        command: Command = config_option(with_settings)
        for setting in reversed([setting for setting in describe_settings() if setting.name in names]):
            command = setting_option(setting)(command)
        return command

    return decorate


def setting_option(setting: SettingDoc) -> Callable[[Command], Command]:
    """Make the flag of one setting. Values stay text, so that `gateway.settings` alone says what is wrong with them."""
    default = f"; default: {setting.default}" if setting.default else ""
    is_switch = " / " in setting.flag
    return click.option(
        setting.flag.replace(" ", ""),
        setting.name,
        default=None,
        type=bool if is_switch else str,
        metavar=None if is_switch else setting.name.rpartition("_")[2].upper(),
        help=f"{setting.description.replace('`', '')} [{setting.variable}{default}]",
    )


config_option = click.option(
    "--config",
    type=click.Path(path_type=Path, dir_okay=False),
    default=None,
    help=f"The settings file, instead of {CONFIG_FILE} in the current folder.",
)


class SourceType(click.ParamType[Source]):
    """A content root, as `DIR` or `NAME=DIR`."""

    name = "source"

    def convert(self, value: str | Source, *_: object) -> Source:
        return value if isinstance(value, Source) else parse_source(value)


def sources_argument(*, required: bool) -> Callable[[Command], Command]:
    """Take content roots as the last arguments."""
    metavar = "[NAME=]DIR..." if required else "[[NAME=]DIR...]"
    return click.argument("sources", nargs=-1, type=SourceType(), required=required, metavar=metavar)
