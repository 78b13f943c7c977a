"""`gateway check`: finds what is wrong with documents, without a database."""

import click

from gateway.cli.failures import ExitCode
from gateway.cli.options import settings_from, sources_argument
from gateway.cli.progress_display import show_progress
from gateway.loader.check import check
from gateway.loader.sources import Source
from gateway.serving.loops import run, until_terminated
from gateway.settings import Settings

__all__ = ["check_command"]


@click.command("check", short_help="Find what is wrong with documents.")
@settings_from("jobs")
@sources_argument(required=True)
@click.option("--json", "as_json", is_flag=True, help="Print the report as one JSON object.")
@click.option("--strict", is_flag=True, help="End with exit code 1 when a document has a problem.")
def check_command(settings: Settings, sources: tuple[Source, ...], as_json: bool, strict: bool) -> int:  # noqa: FBT001
    """Validate the documents of content roots and list every problem with its place. Needs no database."""
    with show_progress() as progress:
        report = run(until_terminated(check(sources, jobs=settings.jobs, progress=progress)))
    click.echo(report.as_json() if as_json else report.as_text())
    return ExitCode.PROBLEMS if strict and report.problems else ExitCode.OK
