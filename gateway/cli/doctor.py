"""`gateway doctor`: finds out whether a database is sound, and says what to do where it is not."""

import click

from gateway.cli.failures import ExitCode
from gateway.cli.options import settings_from
from gateway.loader.examination.examining import examine
from gateway.serving.loops import run
from gateway.settings import Settings

__all__ = ["doctor_command"]


@click.command("doctor", short_help="Find out whether a database is sound.")
@settings_from("database", "unpublished")
@click.option("--json", "as_json", is_flag=True, help="Print what was found as one JSON object.")
def doctor_command(settings: Settings, as_json: bool) -> int:  # noqa: FBT001
    """Check the database, with its public edition, and say for each check that fails what to do.

    Nothing is written, and a server may be running. The exit code is 0 when all is well, 1 when a check has failed,
    and 3 when a database cannot be read at all.
    """
    found = run(examine(settings.database, is_hidden=settings.unpublished == "hidden"))
    click.echo(found.as_json() if as_json else found.as_text())
    if not found.is_usable:
        return ExitCode.STORE
    return ExitCode.OK if found.are_well else ExitCode.PROBLEMS
