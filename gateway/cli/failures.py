"""The one table from errors to exit codes. Errors are told in a line or two, never as a traceback."""

from enum import IntEnum

import click

from gateway.errors import GatewayError, InternalError, RequestError, SettingsError, StoreError

__all__ = ["EXIT_CODES", "ExitCode", "exit_code_of", "tell"]


class ExitCode(IntEnum):
    """What a command ended with."""

    OK = 0
    PROBLEMS = 1
    USAGE = 2
    STORE = 3
    FAULT = 4
    INTERRUPTED = 130
    TERMINATED = 143


EXIT_CODES = {
    ExitCode.OK: "all went well; also with problems in documents, unless --strict is given",
    ExitCode.PROBLEMS: (
        "--strict and there are problems, --check and there are differences, a wrong operation, or a doctor's finding"
    ),
    ExitCode.USAGE: "a wrong argument, flag or setting",
    ExitCode.STORE: "the database cannot be used",
    ExitCode.FAULT: "a fault of the gateway",
    ExitCode.INTERRUPTED: "stopped with Ctrl-C before the work was done",
    ExitCode.TERMINATED: "stopped with SIGTERM before the work was done",
}


def exit_code_of(error: Exception) -> ExitCode:
    """Choose the exit code for an error."""
    match error:
        case click.ClickException() | SettingsError():
            return ExitCode.USAGE
        case StoreError():
            return ExitCode.STORE
        case RequestError():
            return ExitCode.PROBLEMS
        case _:
            return ExitCode.FAULT


def tell(error: Exception) -> None:
    """Print an error to standard error."""
    match error:
        case click.ClickException():
            message, hint = error.format_message(), usage_hint(error)
        case InternalError():
            message, hint = f"{error.message} ({error.site})", "This is a fault of the gateway: please report it."
        case RequestError(locations=((line, column), *_)):
            message, hint = f"{line}:{column}: {error.message}", error.hint
        case GatewayError():
            message, hint = error.message, error.hint
        case _:
            message, hint = f"{type(error).__name__}: {error}", "This is a fault of the gateway: please report it."
    click.echo(f"error: {message}", err=True)
    if hint:
        click.echo(f"hint: {hint}", err=True)


def usage_hint(error: click.ClickException) -> str | None:
    """Name the command whose help has the answer."""
    if isinstance(error, click.UsageError) and error.ctx is not None:
        return f"{error.ctx.command_path} --help"
    return None
