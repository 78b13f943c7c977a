"""From a request to the text that it means, and whether that text may be asked for at all."""

from collections.abc import Sequence
from typing import Final

from gateway.errors import RequestError, SettingsError
from gateway.execution.documents import DocumentReader
from gateway.execution.operation import OperationRequest
from gateway.execution.persisted.queries import PersistedQueries
from gateway.execution.persisted.trusted import NO_DOCUMENTS, TrustedDocument, TrustedDocuments, read_trusted
from gateway.scopes import Scope, Scopes
from gateway.settings import Settings

__all__ = ["ASK_AGAIN", "Lookup", "lookup_of"]

ASK_AGAIN: Final = frozenset(("PERSISTED_QUERY_NOT_FOUND", "PERSISTED_QUERY_NOT_SUPPORTED"))
"""The codes of refusals that are part of a protocol: the client asks again, with the text."""


class Lookup:
    """Finds texts. Where trusted documents are required no others are answered, but to holders of EDITOR."""

    def __init__(
        self,
        trusted: TrustedDocuments,
        queries: PersistedQueries,
        *,
        is_trust_required: bool,
        documents: Sequence[TrustedDocument] = (),
    ) -> None:
        self.is_trust_required = is_trust_required
        self.documents = documents
        self._trusted = trusted
        self._queries = queries

    def text_of(self, request: OperationRequest, scopes: Scopes) -> str:
        """The document that a request means.

        Raises:
            RequestError: when it names one that is not known, or means one that is not trusted where that is required.
        """
        name, text = request.document, request.query
        if name is None:
            return self._require_trust(text, scopes)
        if not text:
            known = self._trusted.by_id.get(name.id)
            if known is not None:
                return known
            if not name.is_hash:
                hint = "Ids are those of the manifest, or in a folder the names of its operations."
                raise RequestError("There is no trusted document of this id.", code="DOCUMENT_NOT_FOUND", hint=hint)
            return self._queries.find(name.id)
        if name.is_hash and self._trusted.by_id.get(name.id) != text:
            self._queries.verify(name.id, text)
        return self._require_trust(text, scopes)

    def keep(self, request: OperationRequest) -> None:
        """Remember what was sent with its hash, now that it has been found to be an operation."""
        name = request.document
        if name is not None and name.is_hash and request.query:
            self._queries.keep(name.id, request.query)

    def _require_trust(self, text: str, scopes: Scopes) -> str:
        if self.is_trust_required and text not in self._trusted.texts and Scope.EDITOR not in scopes:
            raise RequestError(
                "Only trusted documents are answered here, and this is none.",
                code="DOCUMENT_NOT_TRUSTED",
                hint="Send the `documentId` of a trusted document, or exactly its text.",
            )
        return text


def lookup_of(settings: Settings, reader: DocumentReader) -> Lookup:
    """Read the trusted documents, where there are any.

    Raises:
        SettingsError: when they cannot be read, or one of them does not fit the schema.
    """
    is_trusting = settings.trusted_documents != "off"
    if is_trusting and settings.operations is None:
        message = f"trusted_documents is {settings.trusted_documents}, and there is nothing to trust"
        raise SettingsError(message, hint="Set `operations` to a folder of .graphql files, or to a manifest.")
    trusted = read_trusted(settings.operations, reader) if settings.operations is not None else NO_DOCUMENTS
    return Lookup(
        trusted if is_trusting else NO_DOCUMENTS,
        PersistedQueries(settings.persisted_queries_size),
        is_trust_required=settings.trusted_documents == "required",
        documents=trusted.documents,
    )
