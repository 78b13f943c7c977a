"""Documents that are known from the start, each checked against the schema."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from gateway.errors import RequestError, SettingsError
from gateway.execution.documents import DocumentError, DocumentReader
from gateway.execution.persisted.folders import read_folder
from gateway.execution.persisted.manifests import read_manifest
from gateway.execution.persisted.naming import PREFIX, hash_of
from gateway.execution.persisted.written import TrustedDocument

__all__ = ["NO_DOCUMENTS", "TrustedDocument", "TrustedDocuments", "read_trusted"]


@dataclass(frozen=True, slots=True)
class TrustedDocuments:
    """Texts by all ids that they are known by: their own, and the hashes of the texts."""

    documents: tuple[TrustedDocument, ...] = ()
    by_id: Mapping[str, str] = field(default_factory=dict)
    texts: frozenset[str] = frozenset()


NO_DOCUMENTS = TrustedDocuments()


def read_trusted(place: Path, reader: DocumentReader) -> TrustedDocuments:
    """Read a folder or a manifest, and check each document as if it had been sent.

    Raises:
        SettingsError: when it cannot be read, or a document cannot be executed; names the file, line and column.
    """
    documents = read_folder(place) if place.is_dir() else read_manifest(place)
    for document in documents:
        _check(document, reader)
    return TrustedDocuments(tuple(documents), _by_id(documents), frozenset(one.text for one in documents))


def _check(document: TrustedDocument, reader: DocumentReader) -> None:
    try:
        reader.read(document.text, None)
    except DocumentError as error:
        raise _unusable(document, error.errors[0]) from None


def _unusable(document: TrustedDocument, error: RequestError) -> SettingsError:
    place = document.place_of(error.locations[0] if error.locations else None)
    return SettingsError(f"{place}: {error.message}", hint=error.hint or "Every trusted document must fit the schema.")


def _by_id(documents: Iterable[TrustedDocument]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for document in documents:
        for each in (document.id.removeprefix(PREFIX), hash_of(document.text)):
            if found.setdefault(each, document.text) != document.text:
                message = f"{document.place_of(None)}: another document has the id {each} too"
                raise SettingsError(message, hint="Give each operation a name of its own.")
    return found
