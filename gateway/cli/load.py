"""`gateway load`: brings the database up to date with content roots."""

import click

from gateway.cli.failures import ExitCode
from gateway.cli.options import settings_from, sources_argument
from gateway.cli.progress_display import show_progress
from gateway.interpreter import keep_memory
from gateway.loader.load import load
from gateway.loader.report import LoadReport
from gateway.loader.sources import Source
from gateway.serving.logs import configure_logs
from gateway.serving.loops import run, until_terminated
from gateway.settings import Settings
from gateway.store import open_store

__all__ = ["load_command"]


@click.command("load", short_help="Load content roots into the database.")
@settings_from("database", "jobs", "unpublished", "log_level", "log_format")
@sources_argument(required=True)
@click.option("--json", "as_json", is_flag=True, help="Print the report as one JSON object.")
@click.option("--strict", is_flag=True, help="End with exit code 1 when a document has a problem.")
def load_command(settings: Settings, sources: tuple[Source, ...], as_json: bool, strict: bool) -> int:  # noqa: FBT001
    """Load content roots into the database, and report what changed.

    All given roots together are the content: what the database has of other roots is removed. Unchanged files are not
    read again. The load is one transaction: a server on the same database shows the old content until it is done.
    """
    configure_logs(settings)
    keep_memory()
    report = run(until_terminated(load_sources(settings, sources)))
    click.echo(report.as_json() if as_json else report.as_text())
    return ExitCode.PROBLEMS if strict and report.problems else ExitCode.OK


async def load_sources(settings: Settings, sources: tuple[Source, ...]) -> LoadReport:
    """Open the database, load and close it."""
    async with await open_store(settings.database, has_public=settings.unpublished == "hidden") as store:
        with show_progress() as progress:
            return await load(store, sources, jobs=settings.jobs, progress=progress)
