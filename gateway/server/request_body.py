"""The JSON object of an operation, as all transports have it: GraphQL over HTTP, 5.4."""

from typing import Any

import msgspec

from gateway.errors import RequestError
from gateway.execution.operation import OperationRequest
from gateway.execution.persisted import name_in
from gateway.execution.tags import Seen

__all__ = ["RequestBody"]


class RequestBody(msgspec.Struct, rename="camel"):
    """An operation as it is sent; other keys are ignored. A document can be named in three ways instead of sent."""

    query: str | None = None
    operation_name: str | None = None
    variables: dict[str, Any] | None = None
    extensions: dict[str, Any] | None = None
    document_id: str | None = None  # GraphQL over HTTP, appendix A
    doc_id: str | None = msgspec.field(default=None, name="doc_id")  # clients of Relay
    id: str | None = None

    def request(self, *, is_safe: bool = False, seen: Seen | None = None) -> OperationRequest:
        """The operation as the gateway takes it.

        Raises:
            RequestError: BAD_REQUEST, when there is neither a query nor the name of one.
        """
        document = name_in(self.document_id or self.doc_id or self.id, self.extensions)
        if not self.query and document is None:
            message = "The request has no `query`."
            raise RequestError(message, code="BAD_REQUEST", hint='Send a JSON object: {"query": "{ __typename }"}.')
        wants_cost = self.extensions is not None and self.extensions.get("cost") is True
        return OperationRequest(
            self.query or "", self.operation_name, self.variables, is_safe, document, seen, wants_cost
        )
