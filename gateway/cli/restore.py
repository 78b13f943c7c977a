"""`gateway restore`: lets the database hold what a backup holds, also while a server runs."""

from pathlib import Path

import click

from gateway.cli.failures import ExitCode
from gateway.cli.options import settings_from
from gateway.loader.backup import restore
from gateway.serving.loops import run, until_terminated
from gateway.settings import Settings

__all__ = ["restore_command"]


@click.command("restore", short_help="Let the database hold what a backup holds.")
@settings_from("database")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
def restore_command(settings: Settings, file: Path) -> int:
    """Let the database hold what FILE holds, which `gateway backup` has made, with its public edition.

    The backup is checked first. A server goes on and answers from it; one that watches content roots loads them at
    its next look.
    """
    copied = run(until_terminated(restore(settings.database, file)))
    click.echo(f"Restored snapshot {copied.snapshot_id} into {' and '.join(map(str, copied.files))}.")
    return ExitCode.OK
