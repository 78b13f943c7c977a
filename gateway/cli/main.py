"""The command itself: its subcommands, its help, and the end of every error."""

import logging
from collections.abc import Sequence

import click

from gateway import __version__
from gateway.cli.check import check_command
from gateway.cli.explain import explain_command
from gateway.cli.failures import EXIT_CODES, ExitCode, exit_code_of, tell
from gateway.cli.load import load_command
from gateway.cli.schema import schema_command
from gateway.cli.serve import serve_command

__all__ = ["gateway", "main"]

logger = logging.getLogger(__name__)

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 110}
CODES = "\n".join(f"  {code:>3}  {meaning}" for code, meaning in EXIT_CODES.items())


@click.group(epilog=f"\b\nExit codes:\n{CODES}", context_settings=CONTEXT)
@click.version_option(__version__, prog_name="gateway")
def gateway() -> None:
    """Serve folders of front-matter files as a GraphQL graph.

    \b
    Start here:
      gateway serve seeds               load a folder and open the playground
      gateway check seeds               find what is wrong with its documents
      gateway explain FILE.graphql      see the SQL of an operation

    Every flag of a command can also be set in gateway.toml and in the environment; see docs/settings.md.
    """  # noqa: D301 - click reads \b


for command in (serve_command, load_command, check_command, explain_command, schema_command):
    gateway.add_command(command)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code."""
    try:
        outcome = gateway.main(arguments, prog_name="gateway", standalone_mode=False)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped.", err=True)
        return ExitCode.INTERRUPTED
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return ExitCode.USAGE
    except Exception as error:
        logger.debug("the command failed", exc_info=error)
        tell(error)
        return exit_code_of(error)
    return outcome if isinstance(outcome, int) else ExitCode.OK
