"""`gateway schema`: prints the GraphQL schema, or keeps the published file of it up to date."""

import difflib
from pathlib import Path

import click

from gateway.cli.failures import ExitCode
from gateway.graph.schema import build_schema, printed_schema, subgraph_sdl

__all__ = ["schema_command"]

PUBLISHED = Path("schema/schema.graphql")

published_file = click.Path(path_type=Path, dir_okay=False)


@click.command("schema", short_help="Print, check or write the GraphQL schema.")
@click.option(
    "--check",
    "checked",
    type=published_file,
    is_flag=False,
    flag_value=PUBLISHED,
    help=f"Compare with FILE, {PUBLISHED} without one; exit code 1 when it differs.",
    metavar="[FILE]",
)
@click.option(
    "--write",
    "written",
    type=published_file,
    is_flag=False,
    flag_value=PUBLISHED,
    help=f"Write to FILE, {PUBLISHED} without one.",
    metavar="[FILE]",
)
@click.option("--federation", "is_subgraph", is_flag=True, help="The schema of a subgraph, for composition.")
def schema_command(checked: Path | None, written: Path | None, is_subgraph: bool) -> int:  # noqa: FBT001
    """Print the GraphQL schema; or check or write the file that publishes it."""
    text = subgraph_sdl() if is_subgraph else printed_schema(build_schema())
    if checked is not None:
        return compare(text, checked)
    if written is not None:
        written.parent.mkdir(parents=True, exist_ok=True)
        written.write_text(text, encoding="utf-8")
        click.echo(f"{written} is written.")
    else:
        click.echo(text, nl=False)
    return ExitCode.OK


def compare(text: str, published: Path) -> int:
    """Show how a file differs from the schema as it is."""
    if not published.is_file():
        message = f"{published}: there is no such file; --write makes it"
        raise click.UsageError(message)
    before = published.read_text(encoding="utf-8")
    if before == text:
        click.echo(f"{published} is up to date.")
        return ExitCode.OK
    names = str(published), "the schema as it is"
    click.echo("".join(difflib.unified_diff(before.splitlines(keepends=True), text.splitlines(keepends=True), *names)))
    return ExitCode.PROBLEMS
