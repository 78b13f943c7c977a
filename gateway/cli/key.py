"""`gateway key`: makes an API key, and says what the settings must hold of it."""

import click

from gateway.cli.failures import ExitCode
from gateway.scopes import Scope
from gateway.server.auth import hash_of_key, new_key

__all__ = ["key_command"]

SCOPES = tuple(scope.value for scope in Scope)


@click.command("key", short_help="Make an API key.")
@click.argument("name")
@click.option("--scope", "scopes", multiple=True, type=click.Choice(SCOPES), help="What it allows; can be repeated.")
def key_command(name: str, scopes: tuple[str, ...]) -> int:
    """Make an API key for somebody called NAME.

    The key goes to standard output: give it to its owner, it is kept nowhere. What the settings must hold of it, which
    is only a hash, goes to standard error.

    \b
      gateway key newsroom --scope preview --scope editor
    """  # noqa: D301 - click reads \b
    key = new_key()
    click.echo(key)
    click.echo("\n# into gateway.toml:\n" + table_of(name, key, scopes), err=True)
    return ExitCode.OK


def table_of(name: str, key: str, scopes: tuple[str, ...]) -> str:
    """Write the entry of `api_keys` as TOML."""
    quoted = name.replace("\\", "\\\\").replace('"', '\\"')
    listed = ", ".join(f'"{scope}"' for scope in scopes)
    return f'[[api_keys]]\nname = "{quoted}"\nsha256 = "{hash_of_key(key)}"\nscopes = [{listed}]'
