"""`gateway serve`: loads content roots, then answers GraphQL over HTTP."""

import logging

import click

from gateway.cli.failures import ExitCode
from gateway.cli.options import ALL_SETTINGS, settings_from, sources_argument
from gateway.cli.progress_display import show_progress
from gateway.loader.reloader import log_load
from gateway.loader.report import LoadReport
from gateway.loader.sources import Source
from gateway.server.playground import read_page
from gateway.serving.address import bound_socket
from gateway.serving.alone import serve_alone
from gateway.serving.content import FirstLoad, load_content, refuse_unwatchable
from gateway.serving.crew import serve_with_workers
from gateway.serving.logs import configure_logs
from gateway.serving.loops import run
from gateway.serving.observed import tracing
from gateway.serving.operations import with_operations
from gateway.settings import Settings
from gateway.store import Store

__all__ = ["serve_command"]

logger = logging.getLogger(__name__)

MAX_PROBLEMS_SHOWN = 10


@click.command("serve", short_help="Load content roots, then serve them.")
@settings_from(*ALL_SETTINGS)
@sources_argument(required=False)
def serve_command(settings: Settings, sources: tuple[Source, ...]) -> int:
    """Load content roots, then serve them; without any, serve what the database has.

    \b
      gateway serve seeds
      gateway serve --watch ../site news=../news --port 9000
      gateway serve --workers 4 ../site
    """  # noqa: D301 - click reads \b
    configure_logs(settings)
    refuse_unwatchable(settings, sources)
    settings = with_operations(settings, sources)
    if settings.playground:
        read_page()  # told before the load, not after it
    serve = serve_alone if settings.workers == 1 else serve_with_workers
    say, load = (click.echo, first_load) if settings.log_format == "text" else (logger.info, logged_first_load)
    with tracing(settings), bound_socket(settings.host, settings.port) as bound:
        run(serve(settings, sources, bound, load(sources, settings), say))
    return ExitCode.OK


def first_load(sources: tuple[Source, ...], settings: Settings) -> FirstLoad:
    """Load, show how far it is, and what came of it."""

    async def load_and_tell(store: Store) -> LoadReport:
        with show_progress() as progress:
            report = await load_content(store, sources, settings, progress)
        click.echo(summary_of(report))
        return report

    return load_and_tell


def logged_first_load(sources: tuple[Source, ...], settings: Settings) -> FirstLoad:
    """Load, and have what came of it in the log."""

    async def load_and_log(store: Store) -> LoadReport:
        report = await load_content(store, sources, settings)
        log_load(report)
        return report

    return load_and_log


def summary_of(report: LoadReport) -> str:
    """Shorten a report that would push the address off the screen."""
    *problems, summary = report.as_text().splitlines()
    if len(problems) > MAX_PROBLEMS_SHOWN:
        more = len(problems) - MAX_PROBLEMS_SHOWN
        problems = [*problems[:MAX_PROBLEMS_SHOWN], f"… and {more} problems more; `gateway check` lists them all"]
    return "\n".join([*problems, summary])
