"""The command itself: its subcommands, its help, and the end of every error."""

import logging
from collections.abc import Sequence
from importlib import import_module

import click

from gateway import __version__
from gateway.cli.failures import EXIT_CODES, ExitCode, exit_code_of, tell
from gateway.interpreter import collect_rarely, keep_imported, settle_environment
from gateway.serving.loops import Terminated

__all__ = ["COMMANDS", "gateway", "main"]

logger = logging.getLogger(__name__)

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 110}
CODES = "\n".join(f"  {code:>3}  {meaning}" for code, meaning in EXIT_CODES.items())


COMMANDS = ("serve", "load", "check", "doctor", "backup", "restore", "explain", "operations", "schema", "key")
"""Each is `NAME_command` in the module of its name."""


class Commands(click.Group):
    """Imports a command when it is asked for: most need only a part of the gateway."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - the signature is click's
        """Name them in the order in which people need them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import one."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"gateway.cli.{cmd_name}"), f"{cmd_name}_command")
        keep_imported()
        return command


@click.group(cls=Commands, epilog=f"\b\nExit codes:\n{CODES}", context_settings=CONTEXT)
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


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code."""
    settle_environment()
    try:
        with collect_rarely():  # what a command imports stays: looking through it took a sixth of its start
            outcome = gateway.main(arguments, prog_name="gateway", standalone_mode=False)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped.", err=True)
        return ExitCode.INTERRUPTED
    except Terminated:
        click.echo("Stopped.", err=True)
        return ExitCode.TERMINATED
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return ExitCode.USAGE
    except Exception as error:
        logger.debug("the command failed", exc_info=error)
        tell(error)
        return exit_code_of(error)
    return outcome if isinstance(outcome, int) else ExitCode.OK
