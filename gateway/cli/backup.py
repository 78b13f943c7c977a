"""`gateway backup`: copies the database into a file, also while a server runs."""

from pathlib import Path

import click

from gateway.cli.failures import ExitCode
from gateway.cli.options import settings_from
from gateway.loader.backup import back_up
from gateway.serving.loops import run, until_terminated
from gateway.settings import Settings

__all__ = ["backup_command"]


@click.command("backup", short_help="Copy the database into a file.")
@settings_from("database")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def backup_command(settings: Settings, file: Path) -> int:
    """Copy the database into FILE, and its public edition, where there is one, into another beside it.

    A server and a load may be running: the copy is of the last load that is done. It is checked before it gets its
    name, and no file is ever written over.
    """
    copied = run(until_terminated(back_up(settings.database, file)))
    click.echo(f"Backed up snapshot {copied.snapshot_id} into {' and '.join(map(str, copied.files))}.")
    return ExitCode.OK
