"""`gateway explain`: shows an operation in all its forms, from plan to the database's own EXPLAIN."""

import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any, TextIO

import click
import msgspec
from msgspec.structs import replace

from gateway.cli.options import settings_from, sources_argument
from gateway.execution import Explanation, Gateway
from gateway.execution.operation import OperationRequest
from gateway.loader.load import load
from gateway.loader.sources import Source
from gateway.scopes import Scope, Scopes
from gateway.serving.loops import run, until_terminated
from gateway.settings import Settings
from gateway.store import open_store

__all__ = ["explain_command"]


@click.command("explain", short_help="Show plan, SQL and EXPLAIN of an operation.")
@settings_from("database", "unpublished", "max_depth")
@click.argument("file", type=click.File(encoding="utf-8"), metavar="FILE.graphql")
@sources_argument(required=False)
@click.option(
    "--variables", metavar="JSON|FILE", help="The operation's variables, as JSON or as the name of a JSON file."
)
@click.option("--operation", metavar="NAME", help="Which operation, when the file has several.")
@click.option(
    "--scope",
    "scopes",
    multiple=True,
    type=click.Choice([scope.value for scope in Scope]),
    help="As a caller with this scope is answered; can be given several times.",
)
def explain_command(
    settings: Settings,
    file: TextIO,
    sources: tuple[Source, ...],
    variables: str | None,
    operation: str | None,
    scopes: tuple[str, ...],
) -> None:
    """Show how an operation is answered: plan, cost, the one SQL statement, parameters, the database's own EXPLAIN.

    Looks at the database as the last load left it. With content roots, loads those into a database of its own.

    \b
      gateway explain front.graphql
      gateway explain front.graphql seeds --variables '{"first": 5}'
    """  # noqa: D301 - click reads \b
    request = OperationRequest(read_operation(file), operation, read_variables(variables))
    settings = replace(settings, trusted_documents="off", operations=None)  # the file is trusted
    with ExitStack() as stack:
        if sources:
            folder = stack.enter_context(tempfile.TemporaryDirectory())
            settings = replace(settings, database=f"sqlite:///{Path(folder) / 'explain.db'}")
        explanation = run(until_terminated(explain(settings, sources, request, frozenset(map(Scope, scopes)))))
    click.echo(text_of(explanation))


async def explain(
    settings: Settings, sources: tuple[Source, ...], request: OperationRequest, scopes: Scopes
) -> Explanation:
    """Open the database, fill it if asked to, and ask."""
    hides = settings.unpublished == "hidden"
    async with await open_store(settings.database, readers=1, has_public=hides) as store:
        if sources:
            await load(store, sources, jobs=settings.jobs)
        return await Gateway(store, settings).explain(request, scopes)


def read_operation(file: TextIO) -> str:
    """Read the GraphQL document."""
    try:
        return file.read()
    except UnicodeDecodeError:
        message = f"{file.name} is not UTF-8 text"
        raise click.UsageError(message) from None


def read_variables(text: str | None) -> dict[str, Any] | None:
    """Read variables that are given as JSON, or as a file that has it."""
    if text is None:
        return None
    try:
        data = text.encode() if text.lstrip().startswith("{") else Path(text).read_bytes()
        return msgspec.json.decode(data, type=dict[str, Any])
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError) as error:
        message = f"--variables is neither a JSON object nor a file that has one: {error}"
        raise click.UsageError(message) from None


def text_of(explanation: Explanation) -> str:
    """Put everything under its heading."""
    parts = {
        "Plan": explanation.plan,
        "Cost": "not known without content" if explanation.cost is None else f"at most {explanation.cost:,}",
        "SQL": explanation.sql,
        "Parameters": explanation.parameters,
        "EXPLAIN of the database": explanation.database_plan,
    }
    return "\n\n".join(f"{heading}\n{'-' * len(heading)}\n{text.rstrip()}" for heading, text in parts.items())
