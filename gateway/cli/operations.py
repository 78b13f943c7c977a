"""`gateway operations`: lists the documents of a site's clients with their ids, and finds those that do not fit."""

from pathlib import Path

import click

from gateway.cli.options import settings_from
from gateway.execution.persisted.naming import PREFIX, hash_of
from gateway.serving.operations import check_operations
from gateway.settings import Settings

__all__ = ["operations_command"]


@click.command("operations", short_help="Check and list the documents of clients.")
@settings_from("max_query_bytes", "max_tokens", "introspection")
@click.argument("place", type=click.Path(path_type=Path, exists=True), metavar="FOLDER|MANIFEST")
def operations_command(settings: Settings, place: Path) -> None:
    """Check documents against the schema, as a server with --operations does, and list their ids. Needs no database.

    \b
      gateway operations seeds/operations
      gateway operations persisted-documents.json
    """  # noqa: D301 - click reads \b
    for document in check_operations(place, settings).documents:
        click.echo(f"{document.id}\t{PREFIX}{hash_of(document.text)}\t{document.place_of(None)}")
