"""The entries of all files of some sources, each with the file that gave it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from gateway.content.discovery import Site, discover, read_site
from gateway.content.entries import Entry
from gateway.content.reading import read_document

__all__ = ["Document", "read_documents"]


@dataclass(frozen=True, slots=True)
class Document:
    """One good file: its source, its place relative to the content root, and what it says."""

    source: str
    file: str
    entry: Entry


def read_documents(sources: Mapping[str, Path]) -> list[Document]:
    """All good documents of the sources, given as name → content root. What is no content or broken is left out."""
    documents = []
    for source, root in sources.items():
        site = read_site(root) or Site()
        for found in discover(root):
            reading = read_document(source, found.file, (root / found.file).read_bytes(), site)
            if reading.entry is not None:
                documents.append(Document(source, found.file, reading.entry))
    return documents
