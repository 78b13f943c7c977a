"""The documents of a site's clients: where they are, and that they fit the schema."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from gateway.execution.documents import DocumentReader
from gateway.execution.persisted import SUFFIXES, TrustedDocuments, read_trusted
from gateway.graph import build_schema, graphql_schema
from gateway.loader.sources import Source
from gateway.settings import Settings

__all__ = ["check_operations", "with_operations"]

FOLDER: Final = "operations"
"""Of a content root; it is none of content, whose collections begin with an underscore."""


def with_operations(settings: Settings, sources: Sequence[Source]) -> Settings:
    """The settings with the place of the documents, if there are any; each of them is checked.

    Raises:
        SettingsError: for one that does not fit the schema; names the file, line and column.
    """
    if settings.operations is None:
        folders = (source.root / FOLDER for source in sources)
        found = next(filter(has_documents, folders), None)
        settings = replace(settings, operations=found)
    if settings.operations is not None:
        check_operations(settings.operations, settings)
    return settings


def has_documents(folder: Path) -> bool:
    """Whether there are any: a site can have a folder of that name for something else."""
    return any(path.suffix in SUFFIXES for path in folder.rglob("*"))


def check_operations(place: Path, settings: Settings) -> TrustedDocuments:
    """All documents of a folder or manifest.

    Raises:
        SettingsError: as above.
    """
    return read_trusted(
        place, DocumentReader.of(graphql_schema(build_schema(is_federated=settings.federation)), settings)
    )
