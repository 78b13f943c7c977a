"""GraphQL documents: parsed within limits, validated, and the operation that is meant picked out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    parse,
    specified_rules,
    validate,
)
from graphql.validation import ASTValidationRule, NoSchemaIntrospectionCustomRule

from gateway.errors import RequestError
from gateway.execution.responses import from_library
from gateway.settings import Settings

__all__ = ["DocumentError", "DocumentReader", "SelectedOperation"]

MAX_ERRORS = 10
"""How many mistakes of one document are told."""


class DocumentError(Exception):
    """A document that cannot be executed, with all that is wrong with it."""

    def __init__(self, errors: Sequence[RequestError], *, is_of_other_kind: bool = False) -> None:
        super().__init__("; ".join(error.message for error in errors))
        self.errors = tuple(errors)
        self.is_of_other_kind = is_of_other_kind  # a mutation or subscription, which no GET may ask for

    def as_one(self) -> RequestError:
        """The first error, with the others told in its message."""
        first, *others = self.errors
        told = [f"{line}:{column}: {error.message}" for error in others for line, column in error.locations[:1]]
        return RequestError("\n".join([first.message, *told]), code=first.code, locations=first.locations)


@dataclass(frozen=True, slots=True)
class SelectedOperation:
    """A validated operation with the fragments of its document."""

    operation: OperationDefinitionNode
    fragments: Mapping[str, FragmentDefinitionNode]


@dataclass(frozen=True, slots=True)
class DocumentReader:
    """Reads documents for one schema."""

    schema: GraphQLSchema
    max_bytes: int
    max_tokens: int
    has_introspection: bool

    @classmethod
    def of(cls, schema: GraphQLSchema, settings: Settings) -> "DocumentReader":
        """Read within the limits that are set."""
        return cls(schema, settings.max_query_bytes, settings.max_tokens, settings.introspection)

    def read(self, text: str, operation_name: str | None) -> SelectedOperation:
        """The operation of this name, or the only one.

        Raises:
            DocumentError: for a document that is too large, has a syntax error, is not valid, or has no such operation.
        """
        self._measure(text)
        document = self._parse(text)
        operation = _pick(document, operation_name)
        self._validate(document)
        fragments = {
            definition.name.value: definition
            for definition in document.definitions
            if isinstance(definition, FragmentDefinitionNode)
        }
        return SelectedOperation(operation, fragments)

    def _measure(self, text: str) -> None:
        size = len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))
        if size > self.max_bytes:
            message = f"The GraphQL document has {size} bytes; the limit is {self.max_bytes}."
            raise DocumentError([RequestError(message, code="GRAPHQL_PARSE_FAILED")])

    def _parse(self, text: str) -> DocumentNode:
        try:
            return parse(text, max_lexical_tokens=self.max_tokens, max_comments=self.max_tokens)
        except GraphQLError as error:
            raise DocumentError([from_library(error, "GRAPHQL_PARSE_FAILED")]) from None
        except RecursionError:
            raise DocumentError(
                [RequestError("The document is nested too deeply.", code="GRAPHQL_PARSE_FAILED")]
            ) from None

    def _validate(self, document: DocumentNode) -> None:
        rules: list[type[ASTValidationRule]] = list(specified_rules)
        if not self.has_introspection:
            rules.append(NoSchemaIntrospectionCustomRule)
        hide = not self.has_introspection
        errors = validate(self.schema, document, rules, max_errors=MAX_ERRORS, hide_suggestions=hide)
        if errors:
            raise DocumentError([from_library(error, "GRAPHQL_VALIDATION_FAILED") for error in errors])


def _pick(document: DocumentNode, name: str | None) -> OperationDefinitionNode:
    """The operation to execute (GraphQL, 6.1 GetOperation)."""
    operations = [each for each in document.definitions if isinstance(each, OperationDefinitionNode)]
    if name:
        operations = [each for each in operations if each.name is not None and each.name.value == name]
    if len(operations) == 1 or (name and operations):  # that a name stands twice is for validation to tell
        return operations[0]
    if name:
        message = f"The document has no operation named {name}."
    elif operations:
        message = "The document has several operations: `operationName` must say which."
    else:
        message = "The document has no operation."
    raise DocumentError([RequestError(message, code="OPERATION_RESOLUTION_FAILURE")])
